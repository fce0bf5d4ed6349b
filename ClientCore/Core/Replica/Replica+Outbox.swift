import CaseProtocol

extension Replica {
    /// Every command made here, in order of making, with what became of it.
    public func outbox() throws -> [OutboxEntry] { try store.read { try $0.outbox() } }

    /// How many commands wait for their outcome.
    public var pendingCount: Int { get throws { try store.read { try $0.pendingOutbox().count } } }

    /// Whether commands wait that were never sent. One that the server deferred was.
    public var hasUnsentCommands: Bool {
        get throws { try store.read { try $0.pendingOutbox().contains { $0.state == .queued } } }
    }

    /// Entries that a person must deal with: rejected, or in conflict.
    public func attention() throws -> [OutboxEntry] { try outbox().filter { $0.state == .attention } }
}
