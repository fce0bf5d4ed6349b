public import CaseProtocol

extension Replica {
    /// Every command made here that nobody took off the list, in order of making, with what became of it.
    public func outbox() throws -> [OutboxEntry] {
        try store.read { try $0.outbox().filter { $0.dismissedAt == nil } }
    }

    /// How many commands wait for their outcome.
    public var pendingCount: Int { get throws { try store.read { try $0.pendingOutbox().count } } }

    /// Entries that a person must deal with: rejected, or in conflict.
    public func attention() throws -> [OutboxEntry] { try outbox().filter { $0.state == .attention } }

    /// Takes an entry whose outcome is known off the list: its author has dealt with it. The archive keeps it for
    /// ``Archive/days``.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound``, or ``ProblemCode/guardFailed`` while its outcome is still to come.
    public func dismiss(_ mid: CommandID) throws {
        try store.write { transaction in
            guard var entry = try transaction.outboxEntry(mid), entry.dismissedAt == nil else {
                throw Problem(.notFound, "There is no such entry in the outbox.")
            }
            guard !entry.isPending else {
                throw Problem(.guardFailed, "The server has not answered yet, so this cannot be taken off the list.")
            }
            entry.dismissedAt = now
            try transaction.put(entry)
        }
    }
}
