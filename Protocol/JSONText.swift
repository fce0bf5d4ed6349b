/// JSON as it is printed.
public enum JSONText {
    /// One line of JSON. What a terminal could take for a command is escaped, which no reader of JSON notices.
    public static func printable(_ value: JSONValue) -> String { printable(text: value.canonicalText) }

    /// The same for JSON that is written already, each of its lines by itself: its line breaks lie between its tokens.
    public static func printable(text: String) -> String {
        guard text.unicodeScalars.contains(where: Plain.needsCare) else { return text }
        var safe = ""
        for scalar in text.unicodeScalars {
            guard Plain.needsCare(scalar), scalar != "\n" else {
                safe.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                safe += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return safe
    }
}
