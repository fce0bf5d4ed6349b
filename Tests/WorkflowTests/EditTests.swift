import CaseProtocol
import Testing
import Workflow

@Suite struct EditTests {
    private func edit(_ fields: [String: JSONValue], base: [String: Int]) -> CaseCommand {
        .edit(CaseEdit(caseID: Scenario.caseID, fields: fields, base: base))
    }

    @Test func `an edit of what its author saw is applied, as one new revision`() throws {
        var scene = try Scenario.at("consultation")
        let before = try #require(scene.state.header).row
        let decision = try scene.perform(
            edit(["place": "Holili", "product": "Green tea"], base: ["place": before.rev(of: "place"), "product": 0]),
            by: People.kenya)
        let after = try #require(scene.state.header).row
        #expect(decision.outcome == .applied)
        #expect(after["place"] == "Holili" && after["product"] == "Green tea" && after.rev == before.rev + 1)
        #expect(scene.events("edit").map { $0["place"] } == ["Holili"])
    }

    @Test func `two edits of one field make a conflict on that field only, and the others are applied`() throws {
        var scene = try Scenario.at("consultation")
        let seen = try #require(scene.state.header).row.rev(of: "place")
        try scene.perform(edit(["place": "Holili"], base: ["place": seen]), by: People.tanzania)
        let decision = try scene.perform(
            edit(["place": "Taveta", "product": "Green tea"], base: ["place": seen, "product": 0]), by: People.kenya)
        guard case .conflict(let problem) = decision.outcome else {
            Issue.record("no conflict: \(decision.outcome)")
            return
        }
        #expect(problem.code == .fieldConflict && problem.path == "fields.place" && problem.allowed == ["place"])
        #expect(scene.state.header?.place == "Holili" && scene.state.header?.product == "Green tea")
        let conflict = try #require(scene.state.rows(.conflict).first)
        #expect(conflict["field"] == "place" && conflict["theirs"] == "Holili" && conflict["mine"] == "Taveta")
        #expect(conflict["base"] == "Namanga" && conflict["by"]?.string == People.kenya.id.description)
        #expect(conflict.compartment == Compartment(caseID: Scenario.caseID, .parties))
    }

    @Test func `whoever edits the field next, having seen it, settles the conflict`() throws {
        var scene = try Scenario.at("consultation")
        let seen = try #require(scene.state.header).row.rev(of: "place")
        try scene.perform(edit(["place": "Holili"], base: ["place": seen]), by: People.tanzania)
        try scene.perform(edit(["place": "Taveta"], base: ["place": seen]), by: People.kenya)
        let now = try #require(scene.state.header).row.rev(of: "place")
        try scene.perform(edit(["place": "Holili"], base: ["place": now]), by: People.kenya)
        #expect(scene.state.rows(.conflict).map { $0["state"]?.string } == ["settled"])
        #expect(scene.state.header?.place == "Holili")
    }

    @Test func `an edit to what is there already changes nothing, whatever its author saw`() throws {
        var scene = try Scenario.at("consultation")
        let decision = try scene.perform(edit(["place": "Namanga"], base: [:]), by: People.kenya)
        #expect(decision.events.isEmpty && decision.outcome == .merged(notes: ["already so"]))
        #expect(scene.changed.isEmpty)
    }

    @Test func `null clears a field, but not what a filed complaint must hold`() throws {
        var scene = try Scenario.at("draft")
        let rev = try #require(scene.state.header).row.rev(of: "place")
        try scene.perform(edit(["place": .null], base: ["place": rev]), by: People.amina)
        #expect(scene.state.header?.place == nil)
        let filed = try Scenario.at("submitted")
        #expect(
            filed.refusal(of: edit(["place": .null], base: ["place": 1]), by: People.amina)
                == .invalidValue("place", reason: "may not be emptied once the complaint is filed"))
    }

    @Test func `edits are for those whom the table names, where it names them`() throws {
        let scene = try Scenario.at("consultation")
        #expect(
            scene.refusal(of: edit(["incidentOn": "2026-10-01"], base: [:]), by: People.tanzania)
                == .notPermitted(
                    "case.edit", capacities: [.nfpImposing],
                    allowed: [.association, .complainant, .nfpReporting, .publicOfficial, .recOfficer, .strTrader]))
        guard
            case .wrongStage("case.edit", at: "consultation", let allowed)? =
                scene.refusal(of: edit(["description": "Other"], base: [:]), by: People.amina)
        else {
            Issue.record("a transmitted description was changed")
            return
        }
        #expect(allowed == ["draft", "submitted", "infoRequested", "dormant"])
        guard
            case .unknownField("stage", _)? = scene.refusal(
                of: edit(["stage": "resolved"], base: [:]), by: People.kenya)
        else {
            Issue.record("the stage was edited")
            return
        }
    }

    @Test func `an edit holds to code lists`() throws {
        let scene = try Scenario.at("draft")
        guard
            case .unknownCode("ntbCategory", value: "2.99", let near)? =
                scene.refusal(of: edit(["ntbCategory": "2.99"], base: ["ntbCategory": 1]), by: People.amina)
        else {
            Issue.record("an unknown category was taken")
            return
        }
        #expect(near == ["2.9"])
    }

    @Test func `a stranger's edit finds no case`() throws {
        let scene = try Scenario.at("consultation")
        #expect(scene.refusal(of: edit(["place": "X"], base: [:]), by: People.stranger) == .notFound)
    }
}

@Suite struct StaleActTests {
    @Test func `what was done already is merged without a trace`() throws {
        var scene = try Scenario.at("transmitted")
        let seen = scene.stage
        try scene.act("acknowledge", by: People.tanzania)
        let decision = try scene.act("acknowledge", by: People.tanzania, from: seen)
        #expect(decision.outcome == .merged(notes: ["already done"]) && scene.changed.isEmpty)
    }

    @Test func `a progress note from a stage that has passed is applied where the case stands now`() throws {
        var scene = try Scenario.at("bilateral")
        let decision = try scene.act("progressNote", by: People.tanzania, from: "consultation")
        guard case .merged(let notes) = decision.outcome else {
            Issue.record("\(decision.outcome)")
            return
        }
        #expect(notes == ["the case had moved from consultation to bilateral; applied there"])
        #expect(scene.events("progressNote").count == 1 && scene.stage == "bilateral")
    }

    @Test func `a move from a stage that has passed is never applied, and is kept for its author`() throws {
        var scene = try Scenario.at("withdrawn")
        let decision = try scene.act("enterMatrix", by: People.kenyaChair, from: "consultation", on: "2026-11-02")
        guard case .conflict(let problem) = decision.outcome else {
            Issue.record("\(decision.outcome)")
            return
        }
        #expect(problem.code == .stageMoved && scene.stage == "withdrawn")
        let kept = try #require(scene.state.rows(.conflict).first)
        #expect(kept["action"] == "enterMatrix" && kept["fields"]?.object?["targetOn"] == Sample.fields["targetOn"])
        #expect(kept["from"] == "consultation" && kept["stage"] == "withdrawn" && kept["occurredOn"] == "2026-11-02")
        #expect(kept.compartment == Compartment(caseID: Scenario.caseID, .internal, holder: "KE"))
        #expect(!scene.rows(seenBy: People.tanzania).contains(kept))
        #expect(scene.rows(seenBy: People.kenyaChair).contains(kept))
    }

    @Test func `what a filer sent too late is kept where only the own side sees it`() throws {
        var scene = try Scenario.at("resolved")
        let decision = try scene.act("contest", by: People.amina, from: "resolutionProposed")
        #expect(!decision.outcome.isInEffect)
        let kept = try #require(scene.state.rows(.conflict).first)
        #expect(kept.compartment.confidentiality == .confidential && kept["byName"] == "the complainant")
        #expect(scene.rows(seenBy: People.amina).contains(kept) && !scene.rows(seenBy: People.tanzania).contains(kept))
    }

    @Test func `the problem of a stale act says what is open now`() throws {
        var scene = try Scenario.at("consultation")
        let decision = try scene.act("acknowledge", by: People.tanzania, from: "registered")
        #expect(decision.outcome == .merged(notes: ["already done"]))
        try scene.act("callBilateral", by: People.kenya)
        let stale = try scene.act("acknowledge", by: People.tanzania, from: "transmitted")
        #expect(stale.outcome.problem?.allowed == ["progressNote", "proposeResolution"])
    }

    @Test func `without a stage, or with the present one, an act is refused as usual`() throws {
        let scene = try Scenario.at("consultation")
        let refusal = Refusal.wrongStage("acknowledge", at: "consultation", allowed: ["transmitted"])
        #expect(scene.refusal(of: "acknowledge", by: People.tanzania) == refusal)
        #expect(scene.refusal(of: "acknowledge", by: People.tanzania, from: "consultation") == refusal)
    }

    @Test func `whoever may not take the action at all is refused, stale or not`() throws {
        let scene = try Scenario.at("consultation")
        #expect(
            scene.refusal(of: "register", by: People.tanzania, from: "submitted")
                == .notPermitted("register", capacities: [.nfpImposing], allowed: [.nfpReporting, .recOfficer]))
    }
}
