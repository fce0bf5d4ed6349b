/// Cells and tables as Markdown.
enum Markdown {
    static func table(_ head: [String], _ rows: [[String]]) -> [String] {
        [line(head), line(head.map { _ in "---" })] + rows.map(line)
    }

    private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    /// Text as it is read, whatever signs it holds.
    static func text(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "|", "*", "_", "`", "[", "]", "\\": escaped += "\\" + String(scalar)
            case "<": escaped += "&lt;"
            case "&": escaped += "&amp;"
            case _ where scalar.value < 0x20: escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A name of the table.
    static func code(_ name: String) -> String { "`" + name.filter { $0 != "`" && $0 != "|" } + "`" }

    static func codes(_ names: [String]) -> String { names.map(code).joined(separator: ", ") }
}
