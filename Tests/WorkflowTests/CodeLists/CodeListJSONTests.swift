import CaseProtocol
import Testing
import Workflow

@Suite struct CodeListJSONTests {
    private static let small = CodeList(
        id: "fruit.KE", title: "Fruit", edition: "2026",
        codes: [Code("1", "Citrus", .verified), Code("1.1", "Lemon", parent: "1"), Code("2", "Other", .design)])

    private static let smallText =
        #"{"codes":[{"code":"1","provenance":"V","title":"Citrus"},{"code":"1.1","parent":"1","title":"Lemon"},"#
        + #"{"code":"2","provenance":"D","title":"Other"}],"edition":"2026","id":"fruit.KE","title":"Fruit"}"#

    private func load(_ text: String) throws -> CodeList { try CodeList(json: JSONValue(parsing: text.utf8)) }

    @Test func `a list has one text`() throws {
        #expect(Self.small.json.canonicalText == Self.smallText)
        #expect(try load(Self.smallText) == Self.small)
    }

    @Test(arguments: CodeList.all.map(\.id))
    func `a list that Tatua ships with survives the exchange`(id: String) throws {
        let list = try #require(CodeLists.standard[id])
        let read = try CodeList(json: JSONValue(parsing: list.json.canonicalBytes))
        #expect(read == list)
        #expect(list.codes.allSatisfy { read[code: $0.code] == $0 })
    }

    @Test func `members that are not known are skipped, and null is nothing`() throws {
        let text =
            #"{"id":"x","title":"X","edition":"1","colour":3,"codes":[{"code":"a","title":"A","parent":null,"#
            + #""provenance":null,"fr":"Un"}]}"#
        #expect(try load(text).codes == [Code("a", "A")])
    }

    @Test(
        arguments: [
            (#"[]"#, nil, .wrongType(expected: "an object")),
            (#"{"title":"X","edition":"1","codes":[]}"#, "id", .missing),
            (#"{"id":null,"title":"X","edition":"1","codes":[]}"#, "id", .missing),
            (#"{"id":"","title":"X","edition":"1","codes":[]}"#, "id", .missing),
            (#"{"id":1,"title":"X","edition":"1","codes":[]}"#, "id", .wrongType(expected: "text")),
            (#"{"id":"a b","title":"X","edition":"1","codes":[]}"#, "id", .notAnID),
            (#"{"id":"é","title":"X","edition":"1","codes":[]}"#, "id", .notAnID),
            (#"{"id":"a/b","title":"X","edition":"1","codes":[]}"#, "id", .notAnID),
            (#"{"id":"x","edition":"1","codes":[]}"#, "title", .missing),
            (#"{"id":"x","title":"X\u001b[2J","edition":"1","codes":[]}"#, "title", .notPlainText),
            (#"{"id":"x","title":"X","edition":2026,"codes":[]}"#, "edition", .wrongType(expected: "text")),
            (#"{"id":"x","title":"X","edition":"1"}"#, "codes", .missing),
            (#"{"id":"x","title":"X","edition":"1","codes":{}}"#, "codes", .wrongType(expected: "an array")),
            (#"{"id":"x","title":"X","edition":"1","codes":[]}"#, "codes", .missing),
        ] as [(String, String?, CodeListFault.Reason)])
    func `a fault of the list names its field`(text: String, field: String?, reason: CodeListFault.Reason) {
        #expect(throws: CodeListFault(.list, field: field, reason)) { try load(text) }
    }

    @Test(
        arguments: [
            (#""b""#, nil, .wrongType(expected: "an object")),
            (#"{"title":"B"}"#, "code", .missing),
            (#"{"code":"","title":"B"}"#, "code", .missing),
            (#"{"code":2,"title":"B"}"#, "code", .wrongType(expected: "text")),
            (#"{"code":" b","title":"B"}"#, "code", .notPlainText),
            (#"{"code":"b ","title":"B"}"#, "code", .notPlainText),
            (#"{"code":"b\u0085","title":"B"}"#, "code", .notPlainText),
            (#"{"code":"b\n","title":"B"}"#, "code", .notPlainText),
            (#"{"code":"a","title":"B"}"#, "code", .doubled),
            (#"{"code":"b"}"#, "title", .missing),
            (#"{"code":"b","title":"B","parent":"c"}"#, "parent", .unknownParent),
            (#"{"code":"b","title":"B","parent":"b"}"#, "parent", .unknownParent),
            (#"{"code":"b","title":"B","parent":["a"]}"#, "parent", .wrongType(expected: "text")),
            (
                #"{"code":"b","title":"B","provenance":"v"}"#, "provenance",
                .unknownWord(allowed: ["V", "V2", "R-H", "R-M", "R-L", "D"])
            ),
        ] as [(String, String?, CodeListFault.Reason)])
    func `a fault of a code names its row and field`(row: String, field: String?, reason: CodeListFault.Reason) {
        let text =
            #"{"id":"x","title":"X","edition":"1","codes":[{"code":"a","title":"A"},\#(row),{"code":"c","title":"C"}]}"#
        #expect(throws: CodeListFault(.row(1), field: field, reason)) { try load(text) }
    }

    @Test func `texts may be as long as their limit, and no longer`() throws {
        let list = { (code: Int, title: Int) in
            CodeList(
                id: "x", title: "X", edition: "1",
                codes: [Code(String(repeating: "c", count: code), String(repeating: "t", count: title))])
        }
        #expect(try CodeList(json: list(80, 1_000).json).codes.count == 1)
        #expect(throws: CodeListFault(.row(0), field: "code", .tooLong(bytesMax: 80))) {
            try CodeList(json: list(81, 1_000).json)
        }
        #expect(throws: CodeListFault(.row(0), field: "title", .tooLong(bytesMax: 1_000))) {
            try CodeList(json: list(80, 1_001).json)
        }
    }

    @Test func `a list may have as many codes as the limit, and no more`() throws {
        let codes = (0...CodeList.codesMax).map { Code("\($0)", "title") }
        let most = CodeList(id: "x", title: "X", edition: "1", codes: Array(codes.dropLast()))
        #expect(try CodeList(json: most.json) == most)
        #expect(throws: CodeListFault(.list, field: "codes", .tooMany(max: CodeList.codesMax))) {
            try CodeList(json: CodeList(id: "x", title: "X", edition: "1", codes: codes).json)
        }
    }

    @Test func `a fault says itself in a sentence`() {
        #expect(CodeListFault(.row(1), field: "code", .doubled).description == "Row 1, code: this code stands twice.")
        #expect(
            CodeListFault(.list, .wrongType(expected: "an object")).description == "The list: it must be an object.")
    }
}
