import CaseProtocol
import Testing

@Suite struct IdentifierTests {
    @Test func `an id reads back from its text and its bytes`() {
        let id = CaseID.make(milliseconds: 1_795_000_000_000, random: (0xFFFF_FFFF_FFFF_FFFF, 0x0123_4567_89AB_CDEF))
        #expect(CaseID(id.description) == id)
        #expect(CaseID(id.description.uppercased()) == id)
        #expect(CaseID(bytes: id.bytes) == id)
        #expect(id.description.count == 36)
        #expect(Array(id.description)[14] == "7")
        #expect("89ab".contains(Array(id.description)[19]))
    }

    @Test(arguments: [
        "", "0193", "018f0000-0000-7000-8000-00000000000g", "018f00000000-7000-8000-0000000000000",
        "018f0000-0000-7000-8000-0000000000001", "{018f0000-0000-7000-8000-00000000000}",
    ])
    func `text that is no id is refused`(text: String) {
        #expect(CaseID(text) == nil)
    }

    @Test func `what a command makes has ids of its own, the same on every machine`() {
        let mid = CommandID.make(milliseconds: 5, random: (1, .max))
        let first: RowID = mid.derived(1)
        let second: RowID = mid.derived(2)
        #expect(first == mid.derived(1))
        #expect(first != second)
        #expect("89ab".contains(Array(first.description)[19]))
    }

    @Test func `a compartment reads back from its text`() {
        let id = CaseID(high: 1, low: 2)
        for compartment in [
            Compartment(caseID: id, .parties), Compartment(caseID: id, .internal, holder: "KE"),
            Compartment(caseID: nil, .internal, holder: "EAC"), Compartment(caseID: id, .sealed, holder: "a/b"),
        ] {
            #expect(Compartment(compartment.description) == compartment)
        }
        #expect(Compartment("nothing") == nil)
        #expect(Compartment("\(id)/secret/") == nil)
    }
}
