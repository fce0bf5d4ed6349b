internal import CaseProtocol

/// What a server's store calls itself: set once, when it is made.
struct ServerIdentity: Hashable, Sendable {
    /// Names the server's history: 64 random bits in hexadecimal. A restore gives it another one.
    let epoch: UInt64
    /// The replica under which the server's own commands are numbered.
    let replica: ReplicaID

    /// On the wire: 16 hexadecimal digits.
    var epochText: String {
        let digits = String(epoch, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Reads it; `nil` in a new store.
    init?(in snapshot: any CaseSnapshot) throws {
        guard let epochText = try snapshot.setting("epoch"), let replicaText = try snapshot.setting("serverReplica")
        else { return nil }
        guard let epoch = UInt64(epochText, radix: 16), let replica = ReplicaID(replicaText) else {
            throw StoreError.damaged("settings epoch, serverReplica")
        }
        self.epoch = epoch
        self.replica = replica
    }

    private init(epoch: UInt64, replica: ReplicaID) {
        self.epoch = epoch
        self.replica = replica
    }

    /// Gives the history another name.
    static func rename(epoch: UInt64, in transaction: any CaseTransaction) throws -> ServerIdentity {
        guard let stored = try ServerIdentity(in: transaction) else { throw StoreError.damaged("setting epoch") }
        let identity = ServerIdentity(epoch: epoch, replica: stored.replica)
        try transaction.setSetting("epoch", identity.epochText)
        return identity
    }

    /// Writes it, unless another process was faster.
    static func make(epoch: UInt64, replica: ReplicaID, in transaction: any CaseTransaction) throws -> ServerIdentity {
        if let stored = try ServerIdentity(in: transaction) { return stored }
        let identity = ServerIdentity(epoch: epoch, replica: replica)
        try transaction.setSetting("epoch", identity.epochText)
        try transaction.setSetting("serverReplica", replica.description)
        return identity
    }
}
