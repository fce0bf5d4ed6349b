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
                return number.map { $0 < meta.next } ?? false ? .tooShort : .nothing
            }
            if let number, first.envelope.n != number { return .tooShort }
            if let number, number <= meta.acked {
                // The server knows nothing of these any more: what it decided of them then is void.
                meta.acked = number - 1
                try transaction.setMeta(meta)
            }
            var request = PushRequest(
                replica: meta.replica, epoch: meta.epoch ?? "", acked: meta.acked, commands: [])
            var size = try CanonicalJSON.encode(request).count
            for var entry in candidates {
                size += try CanonicalJSON.encode(entry.envelope).count + 1
                let isNext = request.commands.last.map { $0.n + 1 == entry.envelope.n } ?? true
                guard isNext, request.commands.count < limits.pushCommandsMax,
                    size <= limits.bodyBytesMax || request.commands.isEmpty
                else { break }
                request.commands.append(entry.envelope)
                if entry.state != .sent {
                    entry.state = .sent
                    entry.outcome = nil
                    try transaction.put(entry)
                }
            }
            return .batch(request)
        }
    }
}
