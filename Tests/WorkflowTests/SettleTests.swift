import CaseProtocol
import Testing
import Workflow

/// Two versions of one field, and who decides.
@Suite struct FieldSettleTests {
    /// Tanzania changed the place, then Kenya's edit came, made before it.
    private func disputed() throws -> (scene: Scenario, conflict: Row) {
        var scene = try Scenario.at("consultation")
        let late = try scene.edit(["place": "Taveta"])
        try scene.perform(try scene.edit(["place": "Holili"]), by: People.tanzania)
        try scene.perform(late, by: People.kenya)
        return (scene, try #require(scene.state.openConflicts.first))
    }

    private func settle(
        _ scene: Scenario, _ conflict: Row, _ choice: SettleChoice, fields: [String: JSONValue]? = nil,
        base: [String: Int]? = nil, reason: String? = nil
    ) throws -> CaseCommand {
        let header = try #require(scene.state.header).row
        return .settle(
            ConflictSettle(
                caseID: Scenario.caseID, conflict: conflict.id, choice: choice, fields: fields,
                base: base ?? ["place": header.rev(of: "place")], reason: reason))
    }

    @Test func `the record says who wrote each version and when`() throws {
        let conflict = try disputed().conflict
        #expect(conflict["base"] == "Namanga" && conflict["theirs"] == "Holili" && conflict["mine"] == "Taveta")
        #expect(conflict["byName"]?.string == People.kenya.name)
        #expect(conflict["theirsByName"]?.string == People.tanzania.name && conflict["theirsAt"] != nil)
        // Who wrote the first version was told before the case was transmitted, to others.
        #expect(conflict["baseByName"] == nil)
    }

    @Test func `both people find it open, and whoever is to settle it finds it as their own step`() throws {
        let scene = try disputed().scene
        func steps(_ party: Party) -> [InboxEntry] {
            dueSteps(on: scene.state, for: party, in: scene.context).filter { $0.conflict != nil }
        }
        for party in [People.kenya, People.tanzania] { #expect(steps(party).count == 1) }
        let step = try #require(steps(People.kenya).first)
        #expect(step.dueOn == nil && step.title.contains(People.tanzania.name) && step.title.contains("place"))
        let settlers = [People.kenya, People.tanzania].filter { steps($0).first?.isMine == true }
        #expect(settlers.count == 1)
    }

    @Test func `choosing what stands leaves it and closes the record with name and reason`() throws {
        var (scene, conflict) = try disputed()
        let decision = try scene.perform(
            try settle(scene, conflict, .theirs, reason: "The post says so."), by: People.tanzania)
        #expect(decision.outcome == .applied && scene.state.header?.place == "Holili")
        let row = try #require(scene.state[conflict.id])
        #expect(row["state"] == "settled" && row["choice"] == "theirs" && row["reason"] == "The post says so.")
        #expect(row["settledByName"]?.string == People.tanzania.name && row["mine"] == "Taveta")
        #expect(scene.events("settle").isEmpty)
    }

    @Test func `choosing what was kept writes it, as a deed of its own`() throws {
        var (scene, conflict) = try disputed()
        try scene.perform(try settle(scene, conflict, .mine), by: People.kenya)
        #expect(scene.state.header?.place == "Taveta" && scene.state.openConflicts.isEmpty)
        #expect(scene.events("settle").map { $0["place"] } == ["Taveta"])
    }

    @Test func `a third value may be chosen, of the fields in question only`() throws {
        var (scene, conflict) = try disputed()
        #expect(
            scene.refusal(of: try settle(scene, conflict, .other, fields: ["product": "Tea"]), by: People.kenya)
                == .unknownField("product", allowed: ["place"]))
        #expect(scene.refusal(of: try settle(scene, conflict, .other), by: People.kenya) == .missingFields(["place"]))
        try scene.perform(try settle(scene, conflict, .other, fields: ["place": "Voi"]), by: People.kenya)
        #expect(scene.state.header?.place == "Voi")
    }

    @Test func `what was settled is not settled again`() throws {
        var (scene, conflict) = try disputed()
        let other = try settle(scene, conflict, .mine)
        try scene.perform(try settle(scene, conflict, .theirs), by: People.tanzania)
        #expect(
            scene.refusal(of: other, by: People.kenya)
                == .guardFailed("conflict.settle", "This was settled already, by Tanzania Focal."))
    }

    @Test(arguments: [SettleChoice.theirs, .mine])
    func `a field that moved again is to be looked at again`(choice: SettleChoice) throws {
        var (scene, conflict) = try disputed()
        let looked = try settle(scene, conflict, choice)
        // An act may set the field as well, and settles nothing.
        var state = scene.state
        let header = try #require(state.header).row
        state.put(try #require(header.updating(["place": "Moshi"])))
        scene.replaceState(state)
        guard case .guardFailed(_, let sentence)? = scene.refusal(of: looked, by: People.kenya) else {
            Issue.record("settled on what was not looked at")
            return
        }
        #expect(sentence.contains("Moshi"))
    }

    @Test func `it is for those who may edit the field or keep the file, and who see it`() throws {
        let (scene, conflict) = try disputed()
        let command = try settle(scene, conflict, .theirs)
        guard case .notPermitted("conflict.settle", _, _)? = scene.refusal(of: command, by: People.amina) else {
            Issue.record("a filer settled what they may not edit")
            return
        }
        #expect(scene.refusal(of: command, by: People.stranger) == .notFound)
        #expect(
            scene.refusal(of: try settle(scene, conflict, .note), by: People.kenya)
                == .invalidValue(
                    "choice", reason: "must be theirs, mine or other where two versions of a field are kept")
        )
    }

    @Test func `where nobody may edit any more the keeper of the file closes it`() throws {
        var (scene, conflict) = try disputed()
        try scene.act("withdraw", by: People.amina)
        guard case .wrongStage? = scene.refusal(of: try settle(scene, conflict, .mine), by: People.kenya) else {
            Issue.record("a withdrawn complaint was changed")
            return
        }
        let step = dueSteps(on: scene.state, for: People.kenya, in: scene.context).first { $0.conflict != nil }
        #expect(step?.owner == .nfpReporting && step?.isMine == true)
        try scene.perform(try settle(scene, conflict, .theirs), by: People.kenya)
        #expect(scene.state.openConflicts.isEmpty)
    }

    @Test func `of fields that go together all are chosen at once`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(try scene.edit(["product": "Black tea", "hsCode": "0902.40"]), by: People.kenya)
        let late = try scene.edit(["product": "Tea bags"])
        try scene.perform(try scene.edit(["hsCode": "0902.30"]), by: People.tanzania)
        try scene.perform(late, by: People.kenyaDeputy)
        let conflict = try #require(scene.state.openConflicts.first)
        let header = try #require(scene.state.header).row
        let base = ["product": header.rev(of: "product"), "hsCode": header.rev(of: "hsCode")]
        try scene.perform(try settle(scene, conflict, .mine, base: base), by: People.kenya)
        #expect(scene.state.header?.row["product"] == "Tea bags" && scene.state.header?.row["hsCode"] == "0902.40")
    }
}

/// An act that came too late, and what becomes of it.
@Suite struct KeptActSettleTests {
    private func stale() throws -> (scene: Scenario, conflict: Row) {
        var scene = try Scenario.at("withdrawn")
        try scene.act("enterMatrix", by: People.kenyaChair, from: "consultation", on: "2026-11-02")
        return (scene, try #require(scene.state.openConflicts.first))
    }

    private func settle(_ conflict: Row, _ choice: SettleChoice) -> CaseCommand {
        .settle(ConflictSettle(caseID: Scenario.caseID, conflict: conflict.id, choice: choice, reason: "Moot."))
    }

    @Test func `it is told who moved the case, how and when`() throws {
        var scene = try Scenario.at("withdrawn")
        let decision = try scene.act("enterMatrix", by: People.kenyaChair, from: "consultation", on: "2026-11-02")
        let message = try #require(decision.outcome.problem).message
        #expect(message.contains("(“withdraw” by the complainant on 2026-11-02)"), "\(message)")
    }

    @Test func `filed as a note it lies where it lay, and the record is closed`() throws {
        var (scene, conflict) = try stale()
        try scene.perform(settle(conflict, .note), by: People.kenyaChair)
        let note = try #require(scene.state.rows(.note).first)
        #expect(note.compartment == conflict.compartment)
        #expect(note["text"]?.string?.contains("Stop the test") == true)
        #expect(scene.state[conflict.id]?["choice"] == "note" && scene.state.openConflicts.isEmpty)
        #expect(scene.stage == "withdrawn")
    }

    @Test func `left at that nothing is written, and the record stays`() throws {
        var (scene, conflict) = try stale()
        try scene.perform(settle(conflict, .discard), by: People.kenyaChair)
        #expect(scene.state.rows(.note).isEmpty && scene.state[conflict.id]?["reason"] == "Moot.")
    }

    @Test func `colleagues who do not hold that office, and the other side, do not settle it`() throws {
        let (scene, conflict) = try stale()
        guard
            case .notPermitted("conflict.settle", _, [.nmcChair])? = scene.refusal(
                of: settle(conflict, .discard), by: People.kenyaMember)
        else {
            Issue.record("a member settled the chair's act")
            return
        }
        #expect(scene.refusal(of: settle(conflict, .discard), by: People.tanzania) == .notFound)
    }

    @Test func `the sealed part of an act is closed with the rest, and no note tells of it`() throws {
        var path = Scenario.Path()
        path.isLead = true
        var scene = try Scenario.at("submitted", path)
        try scene.act("convertLead", by: People.kenya, ["contact": "amina@rift.example"], from: "lead")
        let conflict = try #require(scene.state.openConflicts.first { $0.compartment.confidentiality == .internal })
        try scene.perform(settle(conflict, .note), by: People.kenya)
        #expect(scene.state.openConflicts.isEmpty)
        #expect(scene.state.rows(.note).allSatisfy { $0["text"]?.string?.contains("amina@rift") == false })
    }
}
