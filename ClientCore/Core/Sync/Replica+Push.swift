public import CaseProtocol

/// What there is to push.
public enum NextPush: Hashable, Sendable {
    case nothing
    /// The outbox does not hold the number asked for any more.
    case tooShort
    case batch(PushRequest)
}

extension Replica {
    /// The next commands to push, within `limits`; marked as sent before they are, since a reply may be lost.
    ///
    /// - Parameter from: the number to begin with, settled or not: a restored server asks again for what it lost. `nil`
    ///   begins with the first that is pending.
    public func nextPush(from number: Int?, limits: Limits) throws -> NextPush {
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            let entries = try number == nil ? transaction.pendingOutbox() : transaction.outbox()
            let candidates = entries.filter { $0.replica == meta.replica && $0.envelope.n >= number ?? 1 }
                .sorted { $0.envelope.n < $1.envelope.n }
            guard let first = candidates.first else {
                guard let number, number < meta.next else { return .nothing }
                return try transaction.tooShort(from: number)
            }
            // What is sent again is sent whole: a number that is missing among them would stop the rest for good.
            if let number, first.envelope.n != number || !candidates.isGapless || !candidates.allSatisfy(\.isResendable)
            {
                return try transaction.tooShort(from: number)
            }
            if let number, number <= meta.acked {
                // What the server does not know any more it decides anew: its outcomes are to come again.
                meta.acked = number - 1
                try transaction.setMeta(meta)
            }
            let signer = try CommandSigner(meta, crypto)
            // A server that takes no command at a time would be asked for ever.
            let commandsMax = max(1, limits.pushCommandsMax)
            var request = PushRequest(
                replica: meta.replica, epoch: meta.epoch ?? "", acked: meta.acked, commands: [],
                prior: try meta.isArchiveDueAgain == true ? transaction.mid(before: first, of: meta.replica) : nil)
            var size = try CanonicalJSON.encode(request).count
            for var entry in candidates {
                let signed = try signer?.signed(entry.envelope) ?? entry.envelope
                size += try CanonicalJSON.encode(signed).count + 1
                let isNext = request.commands.last.map { $0.n + 1 == entry.envelope.n } ?? true
                guard isNext, request.commands.count < commandsMax,
                    size <= limits.bodyBytesMax || request.commands.isEmpty
                else { break }
                request.commands.append(signed)
                if entry.state != .sent {
                    entry.reopen(as: .sent)
                    try transaction.put(entry)
                }
            }
            return .batch(request)
        }
    }
}

extension ReplicaTransaction {
    /// The command one number below `entry`'s, of the same incarnation of the replica; `nil` where it is not kept.
    fileprivate func mid(before entry: OutboxEntry, of replica: ReplicaID) throws -> CommandID? {
        try outbox().first { $0.replica == replica && $0.envelope.n == entry.envelope.n - 1 }?.mid
    }

    /// The server lost what the archive holds in part only. What there is waits again, to be sent under new numbers and its
    /// old ids.
    fileprivate func tooShort(from number: Int) throws -> NextPush {
        let replica = try knownMeta().replica
        _ = try reopen { $0.replica == replica && $0.envelope.n >= number }
        return .tooShort
    }
}

extension [OutboxEntry] {
    /// Whether the numbers follow each other.
    fileprivate var isGapless: Bool { zip(self, dropFirst()).allSatisfy { $0.envelope.n + 1 == $1.envelope.n } }
}
