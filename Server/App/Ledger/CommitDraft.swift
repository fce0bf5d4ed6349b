public import CaseCrypto
public import CaseProtocol

/// What one accepted command changes, before it has a number.
public struct CommitDraft: Sendable {
    public var at: Timestamp
    public var by: UserID
    /// The replica that sent it; `nil` for the server's own.
    public var replica: ReplicaID?
    /// The command's name, such as `case.act`, or `account.add`.
    public var command: String
    public var commandHash: Digest
    /// Changed rows, each the next version.
    public var rows: [Row]
    /// Compartments of which the audiences change: the audiences that they are open to from this commit on.
    public var placements: [Compartment: Set<AudienceID>]
    /// People whose audiences change: the audiences that they belong to from this commit on.
    public var memberships: [UserID: Set<AudienceID>]

    public init(
        at: Timestamp, by: UserID, replica: ReplicaID?, command: String, commandHash: Digest, rows: [Row],
        placements: [Compartment: Set<AudienceID>] = [:], memberships: [UserID: Set<AudienceID>] = [:]
    ) {
        self.at = at
        self.by = by
        self.replica = replica
        self.command = command
        self.commandHash = commandHash
        self.rows = rows
        self.placements = placements
        self.memberships = memberships
    }
}

/// A link of the ledger's chain: signed by the server; erasing a row's bytes and salt leaves it verifiable.
public struct CommitHeader: Hashable, Sendable {
    public var number: Int
    public var previous: Digest
    public var at: Timestamp
    public var by: UserID
    public var replica: ReplicaID?
    public var command: String
    public var commandHash: Digest
    /// Root of the Merkle tree over the leaves H(0x00 ‖ salt ‖ row bytes), in order, then one leaf for the placement and
    /// membership changes where there are any.
    public var root: Digest
    public var leafCount: Int
    /// Ed25519, over ``hash``.
    public var signature: [UInt8]

    public init(
        number: Int, previous: Digest, at: Timestamp, by: UserID, replica: ReplicaID?, command: String,
        commandHash: Digest, root: Digest, leafCount: Int, signature: [UInt8]
    ) {
        self.number = number
        self.previous = previous
        self.at = at
        self.by = by
        self.replica = replica
        self.command = command
        self.commandHash = commandHash
        self.root = root
        self.leafCount = leafCount
        self.signature = signature
    }

    /// What ``hash`` covers: every member but the signature, one a line.
    public var signedText: String {
        """
        tatua-commit-1
        \(number)
        \(previous)
        \(at)
        \(by)
        \(replica?.description ?? "-")
        \(command)
        \(commandHash)
        \(root)
        \(leafCount)
        """
    }

    public var hash: Digest { SHA256.hash(Array(signedText.utf8)) }
}
