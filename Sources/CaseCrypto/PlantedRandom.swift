#if PLANTED_BUGS
    /// Random bytes of a seed, in place of the system's: a run of the simulator has to be the same twice, down to the nonces
    /// that cursors are sealed with. Its build alone has this (docs/simulation.md); nothing here is fit for a secret.
    public enum PlantedRandom {
        // Safe to share: the simulator, which alone is built with it, has one thread.
        nonisolated(unsafe) private static var state: UInt64?

        /// Begins again from `seed`.
        public static func begin(_ seed: UInt64) { state = seed }

        /// The next bytes; `nil` before ``begin(_:)``.
        static func bytes(_ count: Int) -> [UInt8]? {
            guard var word = state else { return nil }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(count + 7)
            while bytes.count < count {
                // SplitMix64.
                word &+= 0x9E37_79B9_7F4A_7C15
                var mixed = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
                mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
                mixed ^= mixed >> 31
                withUnsafeBytes(of: mixed.littleEndian) { bytes.append(contentsOf: $0) }
            }
            state = word
            bytes.removeLast(bytes.count - count)
            return bytes
        }
    }
#endif
