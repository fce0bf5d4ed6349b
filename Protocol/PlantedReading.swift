#if PLANTED_BUGS
    /// What was read before, by the bytes that it was read from. The simulator plays each seed twice, and a dozen devices read
    /// the same rows: of the same bytes comes the same value, and nothing is read that was not read once. Whoever reads by
    /// this reads by a function of the bytes alone. The simulator's build alone has it (docs/simulation.md).
    public enum PlantedReading {
        private struct Text: Hashable {
            let type: ObjectIdentifier
            let bytes: [UInt8]

            func hash(into hasher: inout Hasher) {
                hasher.combine(type)
                bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
            }
        }

        /// Bytes of text beyond which all is forgotten: more than a seed needs, little enough to keep.
        private static let limit = 8 << 20

        // Safe to share: the simulator, which alone is built with it, has one thread.
        nonisolated(unsafe) private static var known: [Text: Any] = [:]
        nonisolated(unsafe) private static var byteCount = 0

        /// What `read` makes of `bytes`, made once. A failure is not kept.
        public static func of<Value, Failure: Error>(
            _ bytes: [UInt8], _ read: () throws(Failure) -> Value
        ) throws(Failure) -> Value {
            let text = Text(type: ObjectIdentifier(Value.self), bytes: bytes)
            if let found = known[text], let value = found as? Value { return value }
            let value = try read()
            if byteCount + bytes.count > limit { (known, byteCount) = ([:], 0) }
            known[text] = value
            byteCount += bytes.count
            return value
        }
    }
#endif
