import CaseProtocol
import Testing

@Suite struct PlainTests {
    @Test(arguments: [
        ("plain text, as it is", "plain text, as it is"), ("\u{1B}[31mred\u{1B}[0m", "\\x1B[31mred\\x1B[0m"),
        ("bell\u{7}", "bell\\x07"), ("delete\u{7F}", "delete\\x7F"), ("\u{9B}2J", "\\x9B2J"),
        ("turned \u{202E}txet", "turned \\u{202E}txet"), ("isolate \u{2066}x", "isolate \\u{2066}x"),
        ("tab\tand\nline\r\n", "tab and line "), ("line\u{2028}separator", "line\\u{2028}separator"),
        ("tag \u{E0041}", "tag \\u{E0041}"), ("private \u{E000}", "private \\u{E000}"),
        ("مرحبا, नमस्\u{200D}ते, 中文", "مرحبا, नमस्\u{200D}ते, 中文"),
    ])
    func `nothing in a text can move the cursor or turn the writing`(text: String, safe: String) {
        #expect(Plain.line(text) == safe)
        #expect(Plain.line(safe) == safe)
    }

    @Test(arguments: [("abc", 3), ("", 0), ("café", 4), ("cafe\u{301}", 4), ("中文", 4), ("ｆ", 2), ("ᴀ", 1)])
    func `the width of a text is what a terminal gives it`(text: String, columns: Int) {
        #expect(Plain.width(text) == columns)
    }

    @Test func `printed JSON holds no character that a terminal obeys and means the same`() throws {
        let value: JSONValue = ["text": "a\u{1B}b\u{9B}c\u{202E}d\u{E0041}e\u{7F}", "n": 1]
        let printed = JSONText.printable(value)
        #expect(!printed.unicodeScalars.contains(where: Plain.needsCare))
        #expect(try JSONValue(parsing: printed.utf8) == value)
    }
}
