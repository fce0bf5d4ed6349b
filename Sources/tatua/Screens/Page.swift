import CaseProtocol

/// Lines for a terminal of 80 columns, written from top to bottom. Everything that comes in is made safe.
struct Page: Equatable {
    static let columns = 80

    private(set) var lines: [String] = []

    /// Puts another page below.
    mutating func add(_ page: Page) { lines += page.lines }

    /// Writes text, wrapped; its own line breaks are kept.
    ///
    /// - Parameters:
    ///   - indent: columns before the first line.
    ///   - hanging: columns before the further ones; as `indent` when `nil`.
    mutating func say(_ text: String, indent: Int = 0, hanging: Int? = nil) {
        let rest = String(repeating: " ", count: hanging ?? indent)
        append(text, first: String(repeating: " ", count: indent), rest: rest)
    }

    /// Writes `label` and, in a column of its own, `value`.
    mutating func pair(_ label: String, _ value: String, indent: Int = 0, column: Int = 18) {
        let margin = String(repeating: " ", count: indent)
        let label = Plain.line(label)
        let gap = column - indent - Plain.width(label)
        let rest = String(repeating: " ", count: column)
        if gap >= 1 {
            append(value, first: margin + label + String(repeating: " ", count: gap), rest: rest)
        } else {
            say(label, indent: indent)
            append(value, first: rest, rest: rest)
        }
    }

    /// Writes a heading with an empty line before it.
    mutating func heading(_ text: String) {
        gap()
        say(text)
    }

    /// Writes an empty line, unless there is one or nothing above.
    mutating func gap() {
        if let last = lines.last, !last.isEmpty { lines.append("") }
    }

    /// Writes cells in columns of fixed width, cut where they are too long. The last one goes as far as it likes.
    mutating func row(_ cells: [(text: String, width: Int)]) {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let text = Plain.line(cell.text)
            if index == cells.count - 1 {
                line += Self.cut(text, to: max(1, Self.columns - Plain.width(line)))
            } else {
                let shown = Self.cut(text, to: cell.width)
                line += shown + String(repeating: " ", count: cell.width - Plain.width(shown) + 1)
            }
        }
        while line.last == " " { line.removeLast() }
        lines.append(line)
    }

    /// Writes a line for a program as it is, however long it is.
    mutating func data(_ line: String) { lines.append(Plain.line(line)) }

    private mutating func append(_ text: String, first: String, rest: String) {
        var prefix = first
        for paragraph in Plain.paragraphs(text) {
            for line in Self.wrapped(paragraph, width: Self.columns - max(first.count, rest.count)) {
                lines.append(line.isEmpty ? Self.trimmed(prefix) : prefix + line)
                prefix = rest
            }
        }
    }

    private static func trimmed(_ prefix: String) -> String {
        prefix.allSatisfy { $0 == " " } ? "" : prefix
    }

    /// Cuts safe text so that it takes at most `width` columns.
    static func cut(_ text: String, to width: Int) -> String {
        guard Plain.width(text) > width else { return text }
        var kept = ""
        var used = 0
        for character in text {
            let columns = Plain.width(String(character))
            guard used + columns < width else { break }
            kept.append(character)
            used += columns
        }
        return kept + "…"
    }

    /// Breaks safe text between words into lines of at most `width` columns; a word that is longer is broken inside.
    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            let columns = Plain.width(word)
            if used > 0, used + 1 + columns <= width {
                line += " " + word
                used += 1 + columns
                continue
            }
            if used > 0 { lines.append(line) }
            (line, used) = ("", 0)
            for character in word {
                let columns = Plain.width(String(character))
                if used + columns > width {
                    lines.append(line)
                    (line, used) = ("", 0)
                }
                line.append(character)
                used += columns
            }
        }
        if used > 0 || lines.isEmpty { lines.append(line) }
        return lines
    }
}
