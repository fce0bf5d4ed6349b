public import CaseCrypto
import CaseProtocol

/// Walks the chain of commits, one at a time, and notes whatever does not fit: a gap, another order, a changed header, a
/// signature of somebody else, a leaf that its bytes do not give.
public struct LedgerAudit: Sendable {
    /// A leaf as stored.
    public struct Leaf: Sendable {
        /// What to call it in a finding: `row 0190…`.
        public var name: String
        /// The stored hash; `nil` where only the covered bytes are stored.
        public var hash: Digest?
        /// What it covers; `nil` once erased.
        public var content: (salt: [UInt8], bytes: [UInt8])?

        public init(name: String, hash: Digest?, content: (salt: [UInt8], bytes: [UInt8])?) {
            self.name = name
            self.hash = hash
            self.content = content
        }
    }

    private let key: VerifyingKey
    private var end = CommitSealer.ChainEnd.start

    /// - Parameter key: of the server, from a source that is trusted.
    public init(key: VerifyingKey) {
        self.key = key
    }

    /// Checks the next commit, given all its leaves in their order. Goes on from it, sound or not, so that one broken
    /// link is one finding.
    public mutating func take(_ header: CommitHeader, _ leaves: [Leaf], noting report: inout AuditReport) {
        let place = "commit \(header.number)"
        let hash = header.hash
        if header.number != end.number + 1 { report.note(place, "it comes after commit \(end.number)") }
        if header.previous != end.hash { report.note(place, "it does not name the hash of the commit before it") }
        if !key.isValid(header.signature, for: hash.bytes) {
            report.note(place, "the signature is not the server's, or the header was changed")
        }
        if header.leafCount != leaves.count {
            report.note(place, "it has \(leaves.count) leaves and should have \(header.leafCount)")
        }
        let hashes = leaves.compactMap { Self.hash($0, in: place, noting: &report) }
        if hashes.count != leaves.count || MerkleTree.root(hashes) != header.root {
            report.note(place, "its leaves do not give the signed root")
        }
        report.commitCount += 1
        end = CommitSealer.ChainEnd(number: header.number, hash: hash)
        report.end = end
    }

    private static func hash(_ leaf: Leaf, in place: String, noting report: inout AuditReport) -> Digest? {
        guard let content = leaf.content else { return leaf.hash }
        let hash = MerkleTree.leaf(salt: content.salt, bytes: content.bytes)
        if let stored = leaf.hash, stored != hash {
            report.note(place, "\(leaf.name): the stored bytes do not give the stored leaf")
        }
        return hash
    }
}
