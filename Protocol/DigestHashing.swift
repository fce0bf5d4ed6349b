/// What is hashed for the digests by which a replica and its server find out whether they hold the same.
///
/// - A row: the first 16 bytes of SHA-256(id ‖ rev as 8 bytes, big-endian ‖ stored bytes). A compartment's digest is the
///   sum over its rows.
/// - A compartment in an audience: of SHA-256(wire text ‖ 0x00 ‖ count as 8 bytes ‖ sum). An audience's digest is the sum
///   over the compartments that are open to it, empty ones included.
/// - An audience in a root: the same, of its name. The root is the sum over the audiences of one person to which at least
///   one compartment is open.
public struct DigestHashing: Sendable {
    private let sha256: @Sendable ([UInt8]) -> [UInt8]

    /// - Parameter sha256: gives 32 bytes; this module links no library.
    public init(sha256: @escaping @Sendable ([UInt8]) -> [UInt8]) { self.sha256 = sha256 }

    /// What one row adds to its compartment.
    public func row(_ id: RowID, rev: Int, bytes: [UInt8]) -> DigestSum {
        one(id.bytes + Self.bytes(rev) + bytes)
    }

    /// What one compartment adds to each audience that it is open to.
    public func compartment(_ compartment: Compartment, _ digest: DigestSum) -> DigestSum {
        one(named: compartment.description, digest)
    }

    /// What one audience adds to a root.
    public func audience(_ audience: AudienceID, _ digest: DigestSum) -> DigestSum {
        one(named: audience.rawValue, digest)
    }

    /// The root over the audiences of one person: 32 hexadecimal digits.
    public func root(of audiences: [AudienceID: DigestSum]) -> String {
        audiences.reduce(DigestSum.zero) { $1.value.count == 0 ? $0 : $0 + audience($1.key, $1.value) }.hex
    }

    /// Where a compartment stands in the tree of an audience: 32 hexadecimal digits, from the root down.
    public func path(of compartment: Compartment) -> String { one(Array(compartment.description.utf8)).hex }

    private func one(named name: String, _ digest: DigestSum) -> DigestSum {
        one(Array(name.utf8) + [0] + Self.bytes(digest.count) + digest.bytes)
    }

    private func one(_ bytes: [UInt8]) -> DigestSum {
        DigestSum(count: 1, bytes: sha256(bytes).prefix(16)) ?? DigestSum(count: 1, high: 0, low: 0)
    }

    private static func bytes(_ number: Int) -> [UInt8] {
        let word = UInt64(bitPattern: Int64(number))
        return (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
    }
}
