import Synchronization

/// Where ids and waiting times take their randomness from.
public protocol ReplicaRandom: Sendable {
    /// 64 fresh bits.
    func next() -> UInt64
}

/// The randomness of the machine.
public struct SystemReplicaRandom: ReplicaRandom {
    /// Draws from the operating system.
    public init() {}

    /// 64 bits from the operating system.
    public func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}

/// The same numbers for the same seed (SplitMix64): for tests and simulation.
public final class SeededReplicaRandom: ReplicaRandom {
    private let state: Mutex<UInt64>

    /// Starts the sequence that belongs to `seed`.
    public init(seed: UInt64) { state = Mutex(seed) }

    /// The next number of the sequence.
    public func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
