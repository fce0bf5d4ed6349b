import CaseProtocol
import Testing

@Suite struct RowTests {
    private let row = Row(
        id: RowID(high: 1, low: 2), kind: .note, compartment: Compartment(caseID: CaseID(high: 3, low: 4), .parties),
        fields: ["text": "a", "by": "b"])

    @Test func `a row reads back from its bytes, unknown members and all`() throws {
        var json = try #require(row.json.object)
        json["later"] = ["x": 1]
        let bytes = JSONValue.object(json).canonicalBytes
        let read = try #require(Row(bytes: bytes))
        #expect(read.unknown == ["later": ["x": 1]])
        #expect(read.canonicalBytes == bytes)
    }

    @Test func `a change makes the next version and notes which fields it set`() throws {
        let next = try #require(row.updating(["text": "c", "by": "b", "more": 1]))
        #expect(next.rev == 2)
        #expect(next.fieldRevs == ["text": 2, "more": 2])
        #expect(next.rev(of: "by") == 1)
        #expect(next.rev(of: "none") == 0)
        let cleared = try #require(next.updating(["more": .null]))
        #expect(cleared["more"] == nil)
        #expect(cleared.rev(of: "more") == 3)
    }

    @Test func `a change that changes nothing makes no version`() {
        #expect(row.updating(["text": "a"]) == nil)
        #expect(row.updating(["absent": .null]) == nil)
    }

    /// Found by fuzzing: the next version of such a row could not be counted.
    @Test(arguments: ["0", "-1", "9007199254740992", "9223372036854775807"])
    func `a row of a version that cannot be is refused`(rev: String) {
        let text = row.canonicalBytes.map { Character(UnicodeScalar($0)) }
        #expect(Row(bytes: String(text).replacing(#""rev":1"#, with: #""rev":"# + rev).utf8) == nil)
    }

    @Test(arguments: ["{}", "[]", #"{"id":"x","kind":"note","comp":"shared/parties/","rev":1,"f":{}}"#, "{"])
    func `bytes that are no row are refused`(text: String) {
        #expect(Row(bytes: text.utf8) == nil)
    }
}
