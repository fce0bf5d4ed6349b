#if PLANTED_BUGS
    /// What Ed25519 gave before. The simulator plays each seed twice and its devices send the same commands again and again,
    /// so half of its signatures and checks are ones that it made already: with the same bytes in, the same bytes come out.
    /// A signature that was never checked is checked. The simulator's build alone has this (docs/simulation.md).
    enum PlantedMemory {
        /// A key and what was signed or checked with it.
        private struct Use: Hashable {
            let key: [UInt8]
            let message: [UInt8]
            var signature: [UInt8] = []

            /// Whole stretches at once: an array gives a hasher one byte after the other.
            func hash(into hasher: inout Hasher) {
                for part in [key, message, signature] { part.withUnsafeBytes { hasher.combine(bytes: $0) } }
            }
        }

        /// Beyond it all is forgotten: more than a seed needs, little enough to keep.
        private static let limit = 16_384

        // Safe to share: the simulator, which alone is built with it, has one thread.
        nonisolated(unsafe) private static var keys: [[UInt8]: SigningKey] = [:]
        nonisolated(unsafe) private static var signatures: [Use: [UInt8]] = [:]
        nonisolated(unsafe) private static var checks: [Use: Bool] = [:]

        /// The pair of keys of `seed`, made once.
        static func key(_ seed: [UInt8], _ make: () throws -> SigningKey) rethrows -> SigningKey {
            if let key = keys[seed] { return key }
            if keys.count >= limit { keys = [:] }
            let key = try make()
            keys[seed] = key
            return key
        }

        /// The signature of `message` under the key of `seed`, made once.
        static func signature(
            _ seed: [UInt8], _ message: [UInt8], _ make: () throws -> [UInt8]
        ) rethrows -> [UInt8] {
            let use = Use(key: seed, message: message)
            if let signature = signatures[use] { return signature }
            if signatures.count >= limit { signatures = [:] }
            let signature = try make()
            signatures[use] = signature
            return signature
        }

        /// Whether `signature` is that of `message` under `key`, found out once.
        static func check(
            _ signature: [UInt8], _ message: [UInt8], _ key: [UInt8], _ find: () -> Bool
        ) -> Bool {
            let use = Use(key: key, message: message, signature: signature)
            if let isValid = checks[use] { return isValid }
            if checks.count >= limit { checks = [:] }
            let isValid = find()
            checks[use] = isValid
            return isValid
        }
    }
#endif
