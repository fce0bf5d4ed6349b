import Testing
import Workflow

@Suite struct CSVTextTests {
    private func fields(_ text: String) throws -> [[String]] { try CSVText(text).records.map(\.fields) }

    @Test(
        arguments: [
            ("", []),
            ("a", [["a"]]),
            ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
            ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
            (",", [["", ""]]),
            ("a,\n,b\n", [["a", ""], ["", "b"]]),
            ("\n", [[""]]),
            ("a\n\nb", [["a"], [""], ["b"]]),
            (" a , b ", [[" a ", " b "]]),
            ("a\tb", [["a\tb"]]),
            ("\u{FEFF}a,b", [["a", "b"]]),
            ("Côte d’Ivoire,é", [["Côte d’Ivoire", "é"]]),
        ] as [(String, [[String]])])
    func `text is split at commas and line ends`(text: String, expected: [[String]]) throws {
        #expect(try fields(text) == expected)
    }

    @Test(
        arguments: [
            ("\"\"", [[""]]),
            ("\"a,b\",c", [["a,b", "c"]]),
            ("\"a\"\"b\"", [["a\"b"]]),
            ("\"\"\"\"", [["\""]]),
            ("\"\"\"a\"\"\"", [["\"a\""]]),
            ("\"a\nb\",c\nd,e", [["a\nb", "c"], ["d", "e"]]),
            ("\"a\r\nb\"\r\nc", [["a\r\nb"], ["c"]]),
            ("\"a\",\"\"\n\"\",\"b\"", [["a", ""], ["", "b"]]),
        ] as [(String, [[String]])])
    func `between quotes stand commas, line breaks and doubled quotes`(text: String, expected: [[String]]) throws {
        #expect(try fields(text) == expected)
    }

    @Test func `a record knows the line it begins on`() throws {
        let text = try CSVText("a\n\"b\r\n\nc\",d\ne\n")
        #expect(text.records.map(\.line) == [1, 2, 5])
    }

    @Test(
        arguments: [
            ("a,b\"c", 1, 4, .quoteInField),
            ("a\nbé \"", 2, 4, .quoteInField),
            ("\u{FEFF}\"a\"b", 1, 4, .textAfterQuote),
            ("\"a\" ,b", 1, 4, .textAfterQuote),
            ("\"a\"\rb", 1, 4, .textAfterQuote),
            ("a,\"b", 1, 3, .unclosedQuote),
            ("a\n\"b\nc\n", 2, 1, .unclosedQuote),
            ("\"\"\"", 1, 1, .unclosedQuote),
            ("a\rb", 1, 2, .controlCharacter),
            ("a\r", 1, 2, .controlCharacter),
            ("a\n\"b\nc\u{0}\"", 3, 2, .controlCharacter),
            ("\"a\rb\"", 1, 3, .controlCharacter),
            ("\u{1B}[2J", 1, 1, .controlCharacter),
            ("a\u{7F}", 1, 2, .controlCharacter),
        ] as [(String, Int, Int, CSVFault.Reason)])
    func `a slip is refused with its line and column`(
        text: String, line: Int, column: Int, reason: CSVFault.Reason
    ) {
        #expect(throws: CSVFault(line: line, column: column, reason)) { try CSVText(text) }
    }

    @Test(arguments: [[0x61, 0xFF], [0x61, 0xC3], [0x22, 0xC3, 0x22], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
        let fault = #expect(throws: CSVFault.self) { try CSVText(parsing: bytes) }
        #expect(fault?.reason == .notUTF8)
    }

    @Test func `as many fields as the limit are read, and no more`() throws {
        let most = String(repeating: ",", count: CSVText.fieldsMax - 1)
        #expect(try fields(most).first?.count == CSVText.fieldsMax)
        let fault = #expect(throws: CSVFault.self) { try CSVText(most + ",") }
        #expect(fault?.reason == .tooManyFields(max: CSVText.fieldsMax))
    }

    @Test func `a text beyond the limit of bytes is refused before it is split`() throws {
        let text = [UInt8](repeating: UInt8(ascii: "\""), count: CSVText.bytesMax + 1)
        #expect(throws: CSVFault(line: 1, .tooManyBytes(max: CSVText.bytesMax))) { try CSVText(parsing: text) }
    }

    @Test func `a fault says itself in a sentence`() {
        #expect(
            CSVFault(line: 3, column: 7, .unclosedQuote).description
                == "Line 3, column 7: a quoted field is not closed.")
    }

    /// What is written by the rules of RFC 4180 is read back, whatever the fields hold.
    @Test func `fields survive being quoted`() throws {
        let pieces = ["", "a", "\"", ",", "\n", "\r\n", "é", " ", "\"\"", "x,\"y\"\nz"]
        let rows = pieces.flatMap { one in pieces.map { [one, $0, one + $0] } }
        let text = rows.map {
            $0.map { "\"\($0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"" }
                .joined(separator: ",") + "\r\n"
        }.joined()
        #expect(try fields(text) == rows)
    }
}

@Suite struct CSVTableTests {
    private func table(_ text: String, _ required: [String] = []) throws(CSVFault) -> CSVTable {
        try CSVTable(CSVText(text), requiring: required)
    }

    @Test func `fields are found by the name of their column`() throws {
        let table = try table("code,title\nKE,Kenya\nUG,\n", ["title", "code"])
        #expect(table.columns == ["code", "title"])
        #expect(table.rows.map { $0["title"] } == ["Kenya", ""])
        #expect(table.rows.map { $0["Title"] } == [nil, nil])
        #expect(table.rows.map(\.line) == [2, 3])
    }

    @Test func `a header alone is a table without rows`() throws {
        #expect(try table("a,b\n").rows.isEmpty)
    }

    @Test(
        arguments: [
            ("", 1, .noHeader),
            ("\n", 1, .unnamedColumn),
            ("a,\n", 1, .unnamedColumn),
            ("a,b,a\n", 1, .doubledColumn("a")),
            ("a,c\n", 1, .missingColumn("b")),
            ("a,b\n1,2\n1\n", 3, .fieldCount(1, expected: 2)),
            ("a,b\n1,2\n\n", 3, .fieldCount(1, expected: 2)),
            ("a,b\n\"1\n\",2\n1,2,3\n", 4, .fieldCount(3, expected: 2)),
        ] as [(String, Int, CSVFault.Reason)])
    func `a table that is not the wanted one is refused with the line`(
        text: String, line: Int, reason: CSVFault.Reason
    ) {
        #expect(throws: CSVFault(line: line, reason)) { try table(text, ["a", "b"]) }
    }

    @Test func `a fault of the text is the table's too`() {
        #expect(throws: CSVFault(line: 2, column: 1, .unclosedQuote)) { try CSVTable(parsing: "a\n\"".utf8) }
    }
}
