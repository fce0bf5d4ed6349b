/// How much work and memory one scrypt derivation takes: 128 · r · n bytes of memory, written and read p times.
public struct ScryptCost: Hashable, Sendable {
    /// Rounds: a power of two, at least 2.
    public let n: UInt64
    /// Block size, in units of 128 bytes.
    public let r: UInt32
    /// Lanes, one after the other.
    public let p: UInt32

    /// For people's passwords: 64 MiB, a fraction of a second.
    public static let password = ScryptCost(unchecked: 1 << 16, 8, 1)
    /// For tests, where many are derived and none protects anything: 1 MiB.
    public static let fastForTests = ScryptCost(unchecked: 1 << 10, 8, 1)

    /// The most that 128 · n · r · p may be, 1 GiB: sixteen times ``password``. A cost is read from stored text, and
    /// text that was tampered with must not keep the server busy or fill its memory.
    static let workBytesMax: UInt64 = 1 << 30

    /// Nil if scrypt has no such parameters (RFC 7914 §2) or they exceed 1 GiB of work, 128 · n · r · p bytes.
    public init?(n: UInt64, r: UInt32, p: UInt32) {
        guard n > 1, n.nonzeroBitCount == 1, r > 0, p > 0 else { return nil }
        guard n.trailingZeroBitCount < 16 * UInt64(r) else { return nil }
        let (lanes, overflowed) = n.multipliedReportingOverflow(by: UInt64(r) * UInt64(p))
        guard !overflowed, lanes <= Self.workBytesMax / 128 else { return nil }
        self.init(unchecked: n, r, p)
    }

    private init(unchecked n: UInt64, _ r: UInt32, _ p: UInt32) {
        self.n = n
        self.r = r
        self.p = p
    }

    /// What a derivation allocates, which libcrypto wants to be allowed expressly: n blocks and two to work in for
    /// the current lane, one for each lane's result.
    var memoryBytes: UInt64 {
        128 * UInt64(r) * (n + 2 + UInt64(p))
    }
}
