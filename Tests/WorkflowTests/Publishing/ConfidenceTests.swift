import CaseProtocol
import Testing

@testable import Workflow

@Suite struct ConfidenceTests {
    private static let note = RowID(high: 0x7300, low: 0x8000_0000_0000_0001)
    private static let claimID = RowID(high: 0x7300, low: 0x8000_0000_0000_0002)

    private func remark(
        _ claim: ConfidenceClaim?, in confidentiality: ConfidentialityClass = .confidential, _ id: RowID = note
    ) -> CaseCommand {
        .addNote(
            NoteAdd(
                caseID: Scenario.caseID, note: id, text: "Our cost is 12 a kilo.", confidentiality: confidentiality,
                confidence: claim))
    }

    private let until = Scenario.dayZero.adding(days: 20)

    @Test func `a reason and a last day lie beside what is kept in confidence`() throws {
        var scene = try Scenario.at("submitted")
        try scene.perform(
            remark(ConfidenceClaim(reason: "businessSecret", why: "Rivals.", until: until)), by: People.amina)
        let note = try #require(scene.state[Self.note])
        let claim = try #require(scene.state.rows(.confidence).first)
        #expect(claim.compartment == note.compartment && claim["of"]?.string == Self.note.description)
        #expect(claim["reason"] == "businessSecret" && claim["endsOn"]?.string == until.description)
        #expect(scene.rows(seenBy: People.kenya).contains { $0.id == claim.id })
        #expect(!scene.rows(seenBy: People.tanzania).contains { $0.id == claim.id })
    }

    @Test func `reasons are of the list, last days not over, and only confidence is claimed`() throws {
        let scene = try Scenario.at("submitted")
        guard
            case .unknownCode("reason", _, let near)? = scene.refusal(
                of: remark(ConfidenceClaim(reason: "because")), by: People.amina)
        else {
            Issue.record("any reason was taken")
            return
        }
        #expect(near == ConfidentialityGround.all.map(\.reason.rawValue))
        let over = ConfidenceClaim(reason: "identity", until: Scenario.dayZero.adding(days: -1))
        guard case .invalidValue("until", _)? = scene.refusal(of: remark(over), by: People.amina),
            case .invalidValue("confidence", _)? = scene.refusal(
                of: remark(ConfidenceClaim(reason: "identity"), in: .parties), by: People.amina)
        else {
            Issue.record("a claim was taken that says nothing")
            return
        }
        #expect(scene.refusal(of: remark(nil), by: People.amina) == nil, "a complaint asks for no reason")
    }

    @Test func `on its last day nothing happens; after it holder and office are asked, and nothing is published`()
        throws
    {
        var scene = try Scenario.at("submitted")
        try scene.perform(remark(ConfidenceClaim(reason: "businessSecret", until: until)), by: People.amina)
        scene.wait(until: until.description)
        #expect(
            !lapses(in: scene.state, on: scene.context.today, catalogue: .standard).contains {
                $0.action == "endConfidence"
            })
        scene.wait(days: 1)
        let before = scene.state
        let ends = lapses(in: scene.state, on: scene.context.today, catalogue: .standard).filter {
            $0.action == "endConfidence"
        }
        #expect(ends.count == 1)
        for act in ends { try scene.perform(.act(act), by: .system) }
        #expect(scene.state.rows(.confidence).map { $0["state"] } == ["over"])
        #expect(scene.state[Self.note] == before[Self.note])
        #expect(scene.state.rows(.publicText).isEmpty && scene.state.publicCard == nil)
        for party in [People.amina, People.kenya] {
            #expect(
                dueSteps(on: scene.state, for: party, in: scene.context).contains {
                    $0.title.contains("confidence ended") && $0.isMine
                })
        }
        #expect(
            !dueSteps(on: scene.state, for: People.kenyaLegal, in: scene.context).contains {
                $0.title.contains("confidence ended")
            })
        #expect(
            !lapses(in: scene.state, on: scene.context.today, catalogue: .standard).contains {
                $0.action == "endConfidence"
            })
        // Answered by its holder, it is nobody's step any more.
        try scene.perform(
            .setConfidence(ConfidenceSet(caseID: Scenario.caseID, row: Self.claimID, of: Self.note, claim: nil)),
            by: People.amina)
        #expect(
            scene.state.endedConfidence.isEmpty && scene.state[Self.note]?.compartment.confidentiality == .confidential)
    }

    @Test func `nobody but the machine ends a claim, and the machine none that runs`() throws {
        var scene = try Scenario.at("submitted")
        try scene.perform(remark(ConfidenceClaim(reason: "businessSecret", until: until)), by: People.amina)
        let row = try #require(scene.state.rows(.confidence).first)
        let act = CaseCommand.act(
            CaseAct(
                caseID: Scenario.caseID, action: "endConfidence", from: nil,
                fields: ["row": .string(row.id.description)]))
        guard case .unknownAction? = scene.refusal(of: act, by: People.kenya) else {
            Issue.record("an officer ended a claim")
            return
        }
        try scene.perform(act, by: .system)
        #expect(scene.state[row.id]?["state"] == "standing")
    }

    @Test func `a claim is said anew by its holder or the office, and by nobody else`() throws {
        var scene = try Scenario.at("submitted")
        try scene.perform(remark(ConfidenceClaim(reason: "businessSecret", until: until)), by: People.amina)
        let longer = CaseCommand.setConfidence(
            ConfidenceSet(
                caseID: Scenario.caseID, row: Self.claimID, of: Self.note,
                claim: ConfidenceClaim(reason: "givenInConfidence", until: until.adding(days: 30))))
        for other in [People.kenyaLegal, People.tanzania] { #expect(scene.refusal(of: longer, by: other) != nil) }
        try scene.perform(longer, by: People.kenya)
        let states = scene.state.rows(.confidence).map { $0["state"]?.string }
        #expect(Set(states) == ["replaced", "standing"])
        #expect(scene.state.confidence(of: Self.note)?.id == Self.claimID)
    }
}
