/// Names that somebody may have meant.
enum NearNames {
    /// Up to `max` of `names` that resemble `name`: as a beginning or a part of it, or at most a third of its letters off.
    /// Nearest first; letter case does not matter.
    static func of(_ name: String, among names: [String], max: Int = 5) -> [String] {
        let wanted = Array(name.lowercased().unicodeScalars)
        guard !wanted.isEmpty else { return [] }
        let scored = names.enumerated().compactMap { index, candidate -> (score: Int, index: Int)? in
            let lowered = candidate.lowercased()
            if lowered.hasPrefix(name.lowercased()) { return (0, index) }
            let distance = distance(wanted, Array(lowered.unicodeScalars))
            if distance <= Swift.max(1, wanted.count / 3) { return (distance, index) }
            return wanted.count > 2 && lowered.contains(name.lowercased()) ? (wanted.count, index) : nil
        }
        return scored.sorted { ($0.score, $0.index) < ($1.score, $1.index) }.prefix(max).map { names[$0.index] }
    }

    /// How many letters must be added, dropped or changed to turn one word into the other (Levenshtein).
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var previous = Array(0...right.count)
        for (row, scalar) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let changed = previous[column] + (scalar == other ? 0 : 1)
                current.append(min(changed, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
