import CaseProtocol
import Testing

@testable import Workflow

/// What ends for somebody who stepped back from a case, beside their acts.
@Suite struct SteppedBackTests {
    private static let request = RowID(high: 0x7200, low: 0x8000_0000_0000_0001)
    private static let fresh = RowID(high: 0x7200, low: 0x8000_0000_0000_0002)
    private static let ask = CaseCommand.requestIdentity(
        IdentityRequest(caseID: Scenario.caseID, request: request, reason: "A court has ordered it.", days: 30))
    private static let agree = CaseCommand.answerIdentity(
        IdentityAnswer(caseID: Scenario.caseID, request: request, agrees: true, reason: nil))

    /// A complaint under the present version of its procedure.
    private func complaint(_ stage: StageID = "consultation") throws -> Scenario {
        var scene = try Scenario.at(stage)
        var state = scene.state
        let version = try #require(Catalogue.standard.current("ntb.tripartite")).version
        let header = try #require(state.header)
        state.put(try #require(header.row.updating(["version": .int(Int64(version))])))
        scene.replaceState(state)
        return scene
    }

    private func stepBack(_ party: Party, _ scene: inout Scenario) throws {
        try scene.act("recuse", by: party, ["reason": "The complainant is my cousin."])
    }

    private func knows(_ scene: Scenario, _ party: Party) -> Bool {
        scene.rows(seenBy: party).contains {
            $0.compartment.confidentiality == .sealed && $0["name"] == "Amina Wanjiru"
        }
    }

    @Test func `who was told who complained is told no longer, and the complainant reads of it`() throws {
        var scene = try complaint()
        try scene.perform(Self.ask, by: People.kenyaLegal)
        try scene.perform(Self.agree, by: People.kenya)
        #expect(knows(scene, People.kenyaLegal))
        try stepBack(People.kenyaLegal, &scene)
        #expect(!knows(scene, People.kenyaLegal))
        #expect(scene.state.unsealings.map(\.state) == [.over])
        let told = scene.rows(seenBy: People.amina).filter { $0.kind == .event && $0["action"] == "closeIdentity" }
        #expect(told.count == 1)
        // Why is for the own office.
        #expect(!told.contains { $0.json.canonicalText.contains("cousin") })
        scene.wait(days: 40)
        try scene.runScheduler()
        #expect(scene.events("closeIdentity").filter { $0.compartment.confidentiality == .sealed }.count == 1)
    }

    @Test func `a case on which an identity was left open when somebody stepped back opens it to them no longer`()
        throws
    {
        var scene = try complaint()
        try scene.perform(Self.ask, by: People.kenyaLegal)
        try scene.perform(Self.agree, by: People.kenya)
        let open = scene.state.rows(.unsealing)
        try stepBack(People.kenyaLegal, &scene)
        // As an earlier build left it.
        var state = scene.state
        for row in open { state.put(row) }
        scene.replaceState(state)
        #expect(!knows(scene, People.kenyaLegal))
    }

    @Test func `what they asked for before is granted by nobody`() throws {
        var scene = try complaint()
        try scene.perform(Self.ask, by: People.kenyaLegal)
        let asked = scene.state.rows(.unsealing)
        try stepBack(People.kenyaLegal, &scene)
        #expect(scene.state.unsealings.map(\.state) == [.over])
        #expect(scene.refusal(of: Self.agree, by: People.kenya) != nil)
        var state = scene.state
        for row in asked { state.put(row) }
        scene.replaceState(state)
        #expect(
            scene.refusal(of: Self.agree, by: People.kenya)
                == .guardFailed("identity.answer", "Kenya Legal stepped back from this case."))
    }

    @Test func `nothing is due from them, and their colleague owes it`() throws {
        var scene = try complaint("submitted")
        #expect(dueSteps(on: scene.state, for: People.kenya, in: scene.context).map(\.isMine) == [true])
        try stepBack(People.kenya, &scene)
        let steps = dueSteps(on: scene.state, for: People.kenya, in: scene.context)
        #expect(!steps.isEmpty && steps.allSatisfy { !$0.isMine })
        #expect(dueSteps(on: scene.state, for: People.kenyaDeputy, in: scene.context).map(\.isMine) == [true])
    }

    @Test func `whoever acts for them acts for them no more`() throws {
        var scene = try complaint("submitted")
        let acting = Acting(
            for: People.kenya.id, name: "Kenya Focal", from: Scenario.dayZero, until: Scenario.dayZero.adding(days: 90))
        let alternate = Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0098), name: "Alternate",
            appointments: [Appointment(.focalPoint, scope: "KE").held(by: acting)])
        #expect(caseRoles(of: alternate, in: scene.state) == [.nfpReporting])
        try stepBack(People.kenya, &scene)
        #expect(caseRoles(of: alternate, in: scene.state).isEmpty)
    }

    /// Each kind of command that they gave lawfully a moment before.
    @Test func `no command of any kind is theirs any longer`() throws {
        var scene = try complaint()
        let remark = RowID(high: 0x7200, low: 0x8000_0000_0000_0003)
        try scene.perform(
            .addNote(
                NoteAdd(
                    caseID: Scenario.caseID, note: remark, text: "Our costs are 12.", confidentiality: .confidential,
                    confidence: ConfidenceClaim(reason: "businessSecret", noSummary: "It is one figure."))),
            by: People.amina)
        try scene.perform(Self.ask, by: People.kenyaLegal)
        let caseID = Scenario.caseID
        let commands: [(ActionID, CaseCommand)] = [
            ("case.assign", .assign(CaseAssign(caseID: caseID, person: People.kenyaDeputy.id, desk: nil))),
            (
                "case.edit",
                .edit(
                    CaseEdit(
                        caseID: caseID, fields: ["place": "Malaba"],
                        base: ["place": scene.state.header?.row.rev(of: "place") ?? 0]))
            ),
            ("identity.answer", Self.agree),
            (
                "confidence.set",
                .setConfidence(ConfidenceSet(caseID: caseID, row: Self.fresh, of: remark, claim: nil))
            ),
            (
                "note.add",
                .addNote(NoteAdd(caseID: caseID, note: Self.fresh, text: "Called them.", confidentiality: .internal))
            ),
            (
                "text.draft",
                .draftText(
                    TextDraft(
                        caseID: caseID, draft: Self.fresh, source: RowID(caseID), field: "description", rev: 1,
                        marks: []))
            ),
        ]
        let before = scene
        try stepBack(People.kenya, &scene)
        for (name, command) in commands {
            #expect(scene.refusal(of: command, by: People.kenya) == .recused(name), "\(name)")
            if case .recused? = before.refusal(of: command, by: People.kenya) { Issue.record("\(name) before") }
        }
        var other = before
        try stepBack(People.eac, &other)
        #expect(
            other.refusal(
                of: .requestIdentity(
                    IdentityRequest(caseID: caseID, request: Self.fresh, reason: "An appeal.", days: 3)), by: People.eac
            )
                == .recused("identity.request"))
    }
}
