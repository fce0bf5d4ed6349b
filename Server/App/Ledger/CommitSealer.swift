public import CaseCrypto
import CaseProtocol

/// Turns a draft into a commit of the ledger: encodes each row once, salts its leaf, chains and signs the header.
/// Pure but for the salts, which come from outside.
public struct CommitSealer: Sendable {
    /// 16: the length of a leaf's salt.
    public static let saltByteCount = 16

    private let key: SigningKey
    private let salt: @Sendable () throws -> [UInt8]

    /// - Parameter salt: gives ``saltByteCount`` unpredictable bytes at each call.
    public init(
        key: SigningKey, salt: @escaping @Sendable () throws -> [UInt8] = { try SecureRandom.bytes(saltByteCount) }
    ) {
        self.key = key
        self.salt = salt
    }

    /// Where the chain ends so far.
    public struct ChainEnd: Hashable, Sendable {
        public var number: Int
        public var hash: Digest

        public init(number: Int, hash: Digest) {
            self.number = number
            self.hash = hash
        }

        /// Before the first commit: number 0 and the hash of nothing.
        public static let start = ChainEnd(number: 0, hash: SHA256.hash())
    }

    /// - Parameter access: what the draft changes of placements and memberships; gets the last leaf unless it is empty.
    public func seal(_ draft: CommitDraft, access: AccessChange, after end: ChainEnd) throws -> SealedCommit {
        var leaves: [SealedLeaf] = []
        leaves.reserveCapacity(draft.rows.count + 1)
        for row in draft.rows {
            leaves.append(SealedLeaf(salt: try salt(), bytes: row.canonicalBytes))
        }
        let accessText = access.isEmpty ? nil : access.text
        let accessLeaf = try accessText.map { SealedLeaf(salt: try salt(), bytes: Array($0.utf8)) }
        let hashes = (leaves + [accessLeaf].compactMap(\.self)).map(\.hash)
        var header = CommitHeader(
            number: end.number + 1, previous: end.hash, at: draft.at, by: draft.by, replica: draft.replica,
            command: draft.command, commandHash: draft.commandHash, device: draft.device, root: MerkleTree.root(hashes),
            leafCount: hashes.count, signature: [])
        let hash = header.hash
        header.signature = try key.sign(hash.bytes)
        return SealedCommit(header: header, hash: hash, rows: leaves, access: accessLeaf)
    }
}

/// A leaf with what it covers.
public struct SealedLeaf: Hashable, Sendable {
    public let salt: [UInt8]
    public let bytes: [UInt8]
    public let hash: Digest

    public init(salt: [UInt8], bytes: [UInt8]) {
        self.salt = salt
        self.bytes = bytes
        hash = MerkleTree.leaf(salt: salt, bytes: bytes)
    }
}

/// A commit ready to be stored.
public struct SealedCommit: Sendable {
    public let header: CommitHeader
    /// ``CommitHeader/hash`` of the header.
    public let hash: Digest
    /// One for each row of the draft, in its order.
    public let rows: [SealedLeaf]
    /// Covers ``AccessChange/text``; `nil` where nothing changed.
    public let access: SealedLeaf?

    /// Where the chain ends with this commit.
    public var end: CommitSealer.ChainEnd { CommitSealer.ChainEnd(number: header.number, hash: hash) }
}
