import CaseProtocol
import Testing

@testable import Workflow

/// Codes as fields hold them: the Harmonized System where it is loaded, measures by MAST, obstacles by the ITC.
@Suite struct FieldCodeTests {
    private static let today = CivilDate.day("2026-11-21")
    private static let hs = CodeList(
        id: "hs", title: "Harmonized System", edition: "2022",
        codes: [
            Code("09", "Coffee, tea"), Code("0902", "Tea", parent: "09"), Code("090240", "Black tea", parent: "0902"),
            Code("090230", "Black tea, small packings", parent: "0902"), Code("10", "Cereals"),
        ])

    private func fault(_ text: String, _ type: FieldType, _ lists: CodeLists) -> Refusal? {
        FieldCheck.fault(of: .string(text), in: "code", type, lists: lists, today: Self.today)
    }

    @Test(arguments: ["0902.40", "090240", "0902", "09", "0902.40.10.00", "0902.4", "9801", "99"])
    func `a code of the loaded system is taken, whatever a country adds to it`(text: String) {
        #expect(fault(text, .hsCode, CodeLists([Self.hs])) == nil)
    }

    @Test(arguments: [
        ("0902.50", ["0902", "090240", "090230"]), ("0902.5010", ["0902", "090240", "090230"]),
        ("0903", ["0902", "090240", "090230"]), ("11", ["10"]),
    ])
    func `another is refused with those that are near`(text: String, near: [String]) {
        #expect(fault(text, .hsCode, CodeLists([Self.hs])) == .unknownCode("code", value: text, near: near))
    }

    @Test func `without the list every code of the right structure is taken, and no other`() {
        #expect(fault("0902.50", .hsCode, .standard) == nil)
        #expect(fault("7712", .hsCode, .standard) == .invalidValue("code", reason: HSCode.shape))
        #expect(fault("7712", .hsCode, CodeLists([Self.hs])) == .invalidValue("code", reason: HSCode.shape))
    }

    @Test func `a list of headings alone judges headings alone`() {
        let headings = CodeList(
            id: "hs", title: "HS", edition: "2022", codes: [Code("09", "Tea"), Code("0902", "Tea", parent: "09")])
        #expect(fault("0902.50", .hsCode, CodeLists([headings])) == nil)
        #expect(fault("0903.50", .hsCode, CodeLists([headings])) != nil)
    }

    @Test(arguments: ["A", "A83", "P", "P9", "B831", "E129"])
    func `a measure may be one that the list only knows the chapter of`(text: String) {
        #expect(fault(text, .code(list: "unctad.mast"), .standard) == nil)
    }

    @Test(arguments: ["Q1", "A8311", "83", "a83", "A8X", "AA", "", "A83 "])
    func `what is no measure code is refused`(text: String) {
        guard case .unknownCode? = fault(text, .code(list: "unctad.mast"), .standard) else {
            Issue.record("\(text) was taken")
            return
        }
    }

    @Test func `other lists stay closed`() {
        #expect(fault("D", .code(list: "itc.obstacles"), .standard) == nil)
        #expect(fault("D1", .code(list: "itc.obstacles"), .standard) != nil)
        #expect(fault("J", .code(list: "itc.obstacles"), .standard) != nil)
    }

    @Test(arguments: [Procedure.ntbAfCFTA, .ntbEAC, .ntbTripartite2])
    func `barrier complaints take measures and obstacles from the lists`(procedure: Procedure) {
        #expect(procedure.field("ntmCode")?.type == .code(list: "unctad.mast"))
        #expect(procedure.field("obstacle")?.type == .code(list: "itc.obstacles"))
    }

    @Test func `the first table of the tripartite mechanism stays as it was`() {
        #expect(Procedure.ntbTripartite.field("ntmCode")?.type == .text(bytesMax: 20))
        #expect(
            Procedure.ntbTripartite.field("obstacle")?.type
                == .choice(["A", "B", "C", "D", "E", "F", "G", "H", "I"]))
    }
}
