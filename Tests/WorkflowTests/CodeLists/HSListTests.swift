import Testing
import Workflow

@Suite struct HSListTests {
    private static let header = "code,description,parent,level,section\r\n"

    /// A small file in the form of the public data set: the root stands last, one text has commas, one ends in a space.
    private static let soap =
        header + """
            34,"Soap, waxes, candles",TOTAL,2,VI
            3401,Soap ,34,4,VI
            340111,"Soap; for toilet use, in ""bars"" ",3401,6,VI
            340120,Soap; in other forms,3401,6,VI
            01,Live animals,TOTAL,2,I
            TOTAL,Everything,TOTAL,5,TOTAL

            """

    private func load(_ text: String) throws(CodeListFault) -> CodeList {
        try CodeList.hs(fromCSV: text.utf8, edition: "2022")
    }

    @Test func `a file becomes a list sorted by code, without its root`() throws {
        let list = try load(Self.soap)
        #expect(list.id == "hs")
        #expect(list.edition == "2022")
        #expect(list.codes.map(\.code) == ["01", "34", "3401", "340111", "340120"])
        #expect(list.codes.map(\.parent) == [nil, nil, "34", "3401", "3401"])
        #expect(list[code: "340111"]?.title == "Soap; for toilet use, in \"bars\"")
        #expect(list[code: "3401"]?.title == "Soap")
        #expect(!list.contains("TOTAL"))
    }

    @Test func `columns may come in another order, and national lines under them`() throws {
        let text = """
            level,code,parent,description
            2,34,TOTAL,Soap
            4,3401,34,Soap
            6,340120,3401,Other
            8,34012000,340120,Line
            10,3401200010,34012000,Under the line
            10,3401209910,340120,Under the subheading
            5,TOTAL,TOTAL,All
            """
        #expect(try load(text).codes.count == 6)
    }

    /// One row put in place of `3401,Soap ,34,4,VI` on line 3.
    @Test(
        arguments: [
            (",Soap,34,4,VI", "code", .missing),
            ("34.01,Soap,34,4,VI", "code", .notHSCode),
            ("3A01,Soap,34,4,VI", "code", .notHSCode),
            ("340,Soap,34,3,VI", "code", .notHSCode),
            ("34011,Soap,3401,5,VI", "code", .notHSCode),
            ("340120001010,Soap,3401200010,12,VI", "code", .notHSCode),
            ("77,Soap,TOTAL,2,VI", "code", .notHSCode),
            ("total,Soap,TOTAL,5,VI", "code", .notHSCode),
            ("3401,,34,4,VI", "description", .missing),
            ("3401,   ,34,4,VI", "description", .missing),
            ("3401,\"So\nap\",34,4,VI", "description", .notPlainText),
            ("3401,Soap,,4,VI", "parent", .wrongParent(allowed: ["34"])),
            ("3401,Soap,TOTAL,4,VI", "parent", .wrongParent(allowed: ["34"])),
            ("3401,Soap,3401,4,VI", "parent", .wrongParent(allowed: ["34"])),
            ("3401,Soap,01,4,VI", "parent", .wrongParent(allowed: ["34"])),
            ("34,Soap,01,2,VI", "parent", .wrongParent(allowed: ["TOTAL"])),
            ("340120,Soap,34,6,VI", "parent", .wrongParent(allowed: ["3401"])),
            ("3401200010,Soap,3401,10,VI", "parent", .wrongParent(allowed: ["34012000", "340120"])),
            ("TOTAL,All,,5,VI", "parent", .wrongParent(allowed: ["TOTAL"])),
            ("3401,Soap,34,,VI", "level", .wrongLevel(expected: 4)),
            ("3401,Soap,34,2,VI", "level", .wrongLevel(expected: 4)),
            ("3401,Soap,34,04,VI", "level", .wrongLevel(expected: 4)),
            ("34,Soap again,TOTAL,2,VI", "code", .doubled),
            ("3501,Glue,35,4,VI", "parent", .unknownParent),
        ] as [(String, String, CodeListFault.Reason)])
    func `a wrong row is refused with its line and field`(
        row: String, field: String, reason: CodeListFault.Reason
    ) {
        let text = Self.header + "34,Soap,TOTAL,2,VI\r\n\(row)\r\nTOTAL,All,TOTAL,5,TOTAL\r\n"
        #expect(throws: CodeListFault(.line(3), field: field, reason)) { try load(text) }
    }

    @Test func `chapters need their root`() {
        #expect(throws: CodeListFault(.line(2), field: "parent", .unknownParent)) {
            try load(Self.header + "34,Soap,TOTAL,2,VI\n")
        }
    }

    @Test(
        arguments: [
            ("", 1, 1, .noHeader),
            ("code,description,parent\n", 1, 1, .missingColumn("level")),
            ("code,description,parent,level\n34,Soap,TOTAL\n", 2, 1, .fieldCount(3, expected: 4)),
            ("code,description,parent,level\n34,So\"ap,TOTAL,2\n", 2, 6, .quoteInField),
        ] as [(String, Int, Int, CSVFault.Reason)])
    func `a text that is not such a table is refused`(
        text: String, line: Int, column: Int, reason: CSVFault.Reason
    ) {
        #expect(throws: CodeListFault(.line(line), .notCSV(reason, column: column))) { try load(text) }
    }

    @Test(arguments: ["", "TOTAL,All,TOTAL,5,TOTAL\n"])
    func `a table without codes is refused`(rows: String) {
        #expect(throws: CodeListFault(.list, field: "code", .missing)) { try load(Self.header + rows) }
    }

    @Test func `as many codes as the limit are loaded, and no more`() throws {
        var rows = ["TOTAL,All,TOTAL,5,"]
        for chapter in 10...76 {
            rows.append("\(chapter),x,TOTAL,2,")
            for number in 10...99 {
                rows.append("\(chapter)\(number),x,\(chapter),4,")
                rows += (10...12).map { "\(chapter)\(number)\($0),x,\(chapter)\(number),6," }
            }
        }
        rows = Array(rows.prefix(CodeList.codesMax + 1))
        let text = Self.header + rows.joined(separator: "\n")
        #expect(try load(text).codes.count == CodeList.codesMax)
        #expect(throws: CodeListFault(.list, field: "code", .tooMany(max: CodeList.codesMax))) {
            try load(text + "\n97,x,TOTAL,2,")
        }
    }

    @Test func `a fault says itself in a sentence`() {
        #expect(
            CodeListFault(.line(12), field: "parent", .unknownParent).description
                == "Line 12, parent: no row has this code.")
        #expect(
            CodeListFault(.line(2), .notCSV(.quoteInField, column: 6)).description
                == "Line 2: column 6: a quote stands inside a field that does not begin with one.")
    }
}
