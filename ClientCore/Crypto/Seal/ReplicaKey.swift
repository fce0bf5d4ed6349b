internal import CaseCrypto
public import ClientCore

/// The key of a sealed replica, as it is while the replica is unlocked. Overwritten in memory when it goes.
public struct ReplicaKey: Sendable, CustomStringConvertible {
    /// 32.
    public static let byteCount = SymmetricKey.byteCount

    let secret: SymmetricKey

    /// A new one.
    public static func random() throws -> ReplicaKey { ReplicaKey(secret: try SymmetricKey.random()) }

    init(secret: SymmetricKey) { self.secret = secret }

    /// `nil` for any other number of bytes than ``byteCount``.
    public init?(bytes: [UInt8]) {
        guard let secret = SymmetricKey(bytes: bytes) else { return nil }
        self.secret = secret
    }

    /// A copy, which the caller overwrites after use (``wipe(_:)``).
    public var bytes: [UInt8] { secret.bytes }

    /// Keeps the key, not copies of it, from being written to the swap, where the system allows that.
    public func keepFromSwap() { secret.keepFromSwap() }

    /// Overwrites a copy.
    public static func wipe(_ bytes: inout [UInt8]) { SecretBytes.wipe(&bytes) }

    /// What seals the cells of the database.
    public func cells() throws -> any ReplicaSeal { try SystemReplicaSeal(secret, for: "cells") }

    /// Nothing of it.
    public var description: String { "ReplicaKey(secret)" }
}
