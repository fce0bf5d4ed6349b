/// Seals what a store keeps under the replica's key, piece by piece, so that the files of a lost device tell nothing.
///
/// Its real side is `SystemReplicaSeal` (target ClientCrypto). There is no in-memory side: a seal that is not the seal would
/// prove nothing.
public protocol ReplicaSeal: Sendable {
    /// The sealed form of `bytes`, another one each time, ``SealedPlace/overheadBytes`` longer; opens at the same place only.
    func seal(_ bytes: [UInt8], at place: SealedPlace) throws -> [UInt8]

    /// What was sealed.
    ///
    /// - Throws: ``ReplicaFault/damaged(_:)`` for bytes that were changed, sealed with another key or for another place.
    func open(_ sealed: [UInt8], at place: SealedPlace) throws -> [UInt8]

    /// 16 bytes that stand for `bytes` where something is looked up: the same each time under one key and `use`, and without
    /// the key they say nothing.
    func mark(_ bytes: [UInt8], for use: String) -> [UInt8]
}

/// Where a sealed piece stands; what was sealed for one place does not open at another.
public struct SealedPlace: Hashable, Sendable {
    /// By how much a sealed piece is longer than what it holds.
    public static let overheadBytes = 28

    /// A form in which no two places are the same.
    public private(set) var bytes: [UInt8]

    /// - Parameters:
    ///   - name: the kind of place, such as a table and a column.
    ///   - parts: which one it is, and whatever stands beside it in the clear.
    public init(_ name: String, _ parts: [UInt8]...) {
        bytes = []
        for part in [Array(name.utf8)] + parts {
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: part.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes += part
        }
    }
}
