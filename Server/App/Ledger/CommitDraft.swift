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
    /// The signature of the device that sent it; `nil` for the server's own, and for a device that signs nothing.
    public var device: DeviceSignature?
    /// Changed rows, each the next version.
    public var rows: [Row]
    /// Compartments of which the audiences change: the audiences that they are open to from this commit on.
    public var placements: [Compartment: Set<AudienceID>]
    /// People whose audiences change: the audiences that they belong to from this commit on.
    public var memberships: [UserID: Set<AudienceID>]

    public init(
        at: Timestamp, by: UserID, replica: ReplicaID?, command: String, commandHash: Digest,
        device: DeviceSignature? = nil, rows: [Row],
        placements: [Compartment: Set<AudienceID>] = [:], memberships: [UserID: Set<AudienceID>] = [:]
    ) {
        self.device = device
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
    /// The signature of the device that sent the command, over its ``CommandStatement``; `nil` where no device signed.
    public var device: DeviceSignature?
    /// Root of the Merkle tree over the leaves H(0x00 ‖ salt ‖ row bytes), in order, then one leaf for the placement and
    /// membership changes where there are any.
    public var root: Digest
    public var leafCount: Int
    /// Ed25519, over ``hash``.
    public var signature: [UInt8]

    public init(
        number: Int, previous: Digest, at: Timestamp, by: UserID, replica: ReplicaID?, command: String,
        commandHash: Digest, device: DeviceSignature? = nil, root: Digest, leafCount: Int, signature: [UInt8]
    ) {
        self.device = device
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

    /// What ``hash`` covers: every member but the signature, one a line. A commit that a device signed is of form 2, with the
    /// device's key and signature at the end; any other is of form 1, as all were before devices signed.
    public var signedText: String {
        let own = """
            tatua-commit-\(device == nil ? 1 : 2)
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
        guard let device else { return own }
        return "\(own)\n\(device.key)\n\(Base64URL.encode(device.bytes))"
    }

    public var hash: Digest { SHA256.hash(Array(signedText.utf8)) }
}
