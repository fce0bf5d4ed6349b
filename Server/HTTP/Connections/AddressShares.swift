internal import NIOCore
internal import Synchronization

/// Counts open connections by address.
final class AddressShares: Sendable {
    private let max: Int
    private let counts = Mutex<[String: Int]>([:])

    init(max: Int) { self.max = max }

    /// Whether there is room for one more from `address`; it then counts until ``leave(_:)``.
    func enter(_ address: String) -> Bool {
        counts.withLock { counts in
            guard counts[address, default: 0] < max else { return false }
            counts[address, default: 0] += 1
            return true
        }
    }

    func leave(_ address: String) {
        counts.withLock { counts in
            let left = counts[address, default: 0] - 1
            counts[address] = left > 0 ? left : nil
        }
    }

    /// What counts as one address: whoever has one of IPv6 has all of its /64.
    static func name(of address: SocketAddress?) -> String? {
        guard case .v6(let address) = address else { return address?.ipAddress }
        // The address proper follows family, port and flow, eight bytes in all (RFC 3493).
        return withUnsafeBytes(of: address.address) { bytes in
            bytes[8..<16].map { String($0, radix: 16) }.joined(separator: ":")
        }
    }
}
