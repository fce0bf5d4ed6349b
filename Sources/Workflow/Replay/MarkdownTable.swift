/// A table in Markdown.
enum MarkdownTable {
    /// - Parameter rows: each with as many cells as `header`.
    static func text(_ header: [String], _ rows: [[String]]) -> String {
        ([header, header.map { _ in "---" }] + rows).map { cells in
            "| " + cells.map(escaped).joined(separator: " | ") + " |"
        }
        .joined(separator: "\n")
    }

    private static func escaped(_ cell: String) -> String {
        String(cell.flatMap { $0 == "|" ? ["\\", "|"] : $0.isNewline ? [" "] : [$0] })
    }
}

/// Counts how often each list of words occurs; in the order of the words.
struct Tally {
    private var counts: [[String]: Int] = [:]

    init(_ items: [[String]]) {
        for item in items { counts[item, default: 0] += 1 }
    }

    /// The words, then their count.
    var rows: [[String]] {
        counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { $0.key + ["\($0.value)"] }
    }
}
