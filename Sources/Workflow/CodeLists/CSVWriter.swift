/// Comma-separated text for spreadsheets, as ``CSVText`` reads it.
public enum CSVWriter {
    /// One record, without the end of its line. What a spreadsheet would take for a formula gets an apostrophe in front: it
    /// was written by strangers, and would run on the reader's machine.
    public static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") }

    private static func cell(_ text: String) -> String {
        let text = isFormula(text) ? "'" + text : text
        // By scalars: a carriage return and a line feed are one character, and so are a quote and an accent on it.
        let needsQuotes = text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
        return needsQuotes ? "\"" + doubled(text) + "\"" : text
    }

    /// With every quote twice.
    private static func doubled(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\"" { scalars.append(scalar) }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    private static func isFormula(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        if let first = scalars.first, first == "\t" || first == "\r" || first == "\n" { return true }
        // Some programs pass over blanks; some take the full-width signs for the others.
        guard let sign = scalars.first(where: { !$0.properties.isWhitespace }) else { return false }
        return "=+-@＝＋－＠".unicodeScalars.contains(sign)
    }
}
