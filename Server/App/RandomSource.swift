internal import CaseProtocol
internal import Synchronization

/// Where ids and the name of a server's history come from. Secrets do not: they come from `CaseCrypto.SecureRandom`.
public protocol RandomSource: Sendable {
    /// 64 bits.
    func word() -> UInt64
}

extension RandomSource {
    /// A new id.
    func id<Kind>(at now: Timestamp) -> TypedID<Kind> {
        .make(milliseconds: now.milliseconds, random: (word(), word()))
    }
}

/// The system's generator.
public struct SystemRandomSource: RandomSource {
    /// The system's generator has no state of its own.
    public init() {}

    /// 64 bits from the system.
    public func word() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}

/// A generator that gives the same words for the same seed (SplitMix64): for tests and the simulator.
public final class SeededRandom: RandomSource {
    private let state: Mutex<UInt64>

    /// Starts the sequence of `seed`.
    public init(seed: UInt64) { state = Mutex(seed) }

    /// The next 64 bits of the sequence.
    public func word() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
            return word ^ word >> 31
        }
    }
}
