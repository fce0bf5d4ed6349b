public import CaseProtocol

/// Whom commits may concern: enough to decide who looks again, and too much rather than too little.
public struct Touched: Hashable, Sendable {
    /// Audiences of compartments in which something changed, or which were opened or closed to them.
    public var audiences: Set<AudienceID> = []
    /// People who joined or left an audience.
    public var users: Set<UserID> = []
    /// Replicas of which a command was decided.
    public var replicas: Set<ReplicaID> = []
    /// People whose account, second factor or terms changed, or whose devices were signed out.
    public var accounts: Set<UserID> = []

    public init() {}

    public var isEmpty: Bool { audiences.isEmpty && users.isEmpty && replicas.isEmpty && accounts.isEmpty }

    /// Adds those whom a change of access concerns.
    package mutating func add(_ access: AccessChange) {
        for (_, audiences) in access.opened { self.audiences.formUnion(audiences) }
        for (_, audiences) in access.closed { self.audiences.formUnion(audiences) }
        users.formUnion(access.joined.keys)
        users.formUnion(access.left.keys)
    }
}

extension CaseStore {
    /// Where nobody counts, nothing waits.
    public var waitingCount: Int { 0 }
    /// Where nobody tells, whoever waits looks again when the time is over.
    public func onCommit(_ watcher: @escaping @Sendable (Touched) -> Void) {}
}
