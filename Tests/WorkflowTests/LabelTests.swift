import CaseProtocol
import Testing
import Workflow

@Suite struct LabelTests {
    @Test(arguments: [
        "K7QF", "K7QF-", "-1", "K7Q-1", "K7QFX-1", "K7QF-1234567890", "K7QF-1-1", "K7QF-x", "K7QF 1", "NTB-000-324",
        "Ä7QF-1", "K7QF-١", "NTB-2026-00042-K", "",
    ])
    func `a label has the form that clients give it, so that it passes for no number`(label: String) {
        let open = CaseOpen(
            caseID: Scenario.caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: label, fields: [:])
        let refusal = Scenario().refusal(of: .open(open), by: People.amina)
        #expect(
            refusal
                == .invalidValue("label", reason: "must be four letters or digits, a dash and a count, as in K7QF-3"))
        #expect(refusal?.problem.path == "label")
    }

    @Test(arguments: ["K7QF-1", "k7qf-3", "2222-123456789"])
    func `a label of that form is taken`(label: String) {
        let open = CaseOpen(
            caseID: Scenario.caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: label, fields: [:])
        #expect(Scenario().refusal(of: .open(open), by: People.amina) == nil)
    }
}
