public import CaseProtocol

extension Replica {
    /// How long what the server said of itself is taken for granted, in milliseconds, should the device's clock be wrong
    /// in either direction: 24 hours.
    static let greetingMillisecondsMax: Int64 = 86_400_000

    /// Keeps what the server said of itself.
    public func note(_ hello: Hello) throws {
        let now = clock.now()
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            meta.hello = hello
            meta.greetedAt = now
            try transaction.setMeta(meta)
        }
    }

    /// What the server said of itself, where a sync may begin without asking again: recent, of the history that the rows
    /// are of, in a version that is spoken here. `nil` as well without a cursor: only with one does a pull name its history.
    public var knownHello: Hello? {
        get throws {
            let meta = try meta()
            guard let hello = meta.hello, let greetedAt = meta.greetedAt, hello.epoch == meta.epoch,
                meta.cursor != nil, ProtocolVersion.negotiated(with: hello.proto) != nil
            else { return nil }
            let age = clock.now().milliseconds - greetedAt.milliseconds
            return abs(age) <= Self.greetingMillisecondsMax ? hello : nil
        }
    }

    /// Notes the moment up to which the server had nothing new.
    public func noteNothingNew(asOf moment: Timestamp?) throws {
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            guard let moment, moment > meta.asOf ?? moment else { return }
            meta.asOf = moment
            try transaction.setMeta(meta)
        }
    }

    /// Keeps the page size to ask for.
    func note(_ pageSize: PageSize) throws {
        guard try meta().pageBytes != pageSize.bytes else { return }
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            meta.pageBytes = pageSize.bytes
            try transaction.setMeta(meta)
        }
    }
}
