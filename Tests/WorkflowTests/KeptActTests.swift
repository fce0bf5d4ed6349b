import CaseProtocol
import Testing
import Workflow

@Suite struct AlreadyDoneTests {
    @Test func `an act with other words than the one that was faster is kept, not called done`() throws {
        var scene = try Scenario.at("transmitted")
        try scene.act("acknowledge", by: People.tanzania)
        let decision = try scene.act(
            "acknowledge", by: People.tanzania, ["agency": "Tea board"], from: "transmitted")
        #expect(decision.outcome.problem?.code == .stageMoved)
        let kept = try #require(scene.state.rows(.conflict).first)
        #expect(kept["fields"]?.object?["agency"] == "Tea board")
    }

    @Test func `an act of another day is another act`() throws {
        var scene = try Scenario.at("transmitted")
        scene.wait(days: 2)
        try scene.act("acknowledge", by: People.tanzania, on: "2026-11-03")
        let other = try scene.act("acknowledge", by: People.tanzania, from: "transmitted", on: "2026-11-04")
        #expect(other.outcome.problem?.code == .stageMoved)
        let same = try scene.act("acknowledge", by: People.tanzania, from: "transmitted", on: "2026-11-03")
        #expect(same.outcome == .merged(notes: ["already done"]))
    }

    @Test func `blanks and short words make no other act`() throws {
        var scene = try Scenario.at("transmitted")
        try scene.act("acknowledge", by: People.tanzania)
        let fields: [String: JSONValue] = ["agency": "Standards bureau", "contact": "Desk 4", "reason": " "]
        let decision = try scene.perform(
            .act(CaseAct(caseID: Scenario.caseID, action: "acknowledge", from: "transmitted", fields: fields)),
            by: People.tanzania)
        #expect(decision.outcome == .merged(notes: ["already done"]))
    }

    @Test func `the header tells nothing of an act that not everybody on the case may read`() throws {
        var open = try Scenario.at("transmitted")
        try open.act("acknowledge", by: People.tanzania)
        #expect(open.state.header?.row["reachedWith"] != nil)
        var rejected = try Scenario.at("submitted")
        try rejected.act("reject", by: People.kenya)
        #expect(rejected.state.header?.row["reachedWith"] == nil)
        #expect(try Scenario.at("submitted").state.header?.row["reachedWith"] == nil)
        let again = try rejected.act("reject", by: People.kenyaDeputy, from: "submitted")
        #expect(again.outcome.problem?.code == .stageMoved)
    }

    @Test func `what the header told of an earlier act goes with the next move`() throws {
        var scene = try Scenario.at("resolutionProposed")
        #expect(scene.state.header?.row["reachedWith"] != nil)
        try scene.act("contest", by: People.amina)
        let first = scene.state.header?.row["reachedWith"]
        try scene.act("callBilateral", by: People.kenya)
        #expect(scene.state.header?.row["reachedWith"] != first)
    }
}

@Suite struct KeptActTests {
    /// A lead that was filed meanwhile, and what the officer sent for it without knowing.
    private func stale(_ fields: [String: JSONValue] = ["contact": "amina@rift.example"]) throws -> Scenario {
        var path = Scenario.Path()
        path.isLead = true
        var scene = try Scenario.at("submitted", path)
        try scene.act("convertLead", by: People.kenya, fields, from: "lead")
        return scene
    }

    @Test func `of an act that is kept the contact lies where it is sealed, the rest at the desk`() throws {
        let scene = try stale()
        let kept = scene.state.rows(.conflict).sorted { $0.id < $1.id }
        #expect(kept.map(\.compartment.confidentiality) == [.internal, .sealed])
        #expect(kept.map { $0["about"] } == ["act", "act"] && kept.map { $0["state"] } == ["open", "open"])
        #expect(kept.map { $0["action"] } == ["convertLead", "convertLead"])
        #expect(kept.map { $0["fields"]?.object?["contact"] } == [nil, "amina@rift.example"])
        #expect(kept.map { $0["fields"]?.object?["callbackNote"] } == [Sample.fields["callbackNote"], nil])
    }

    @Test func `no committee, ministry or other side reads a contact in an act that is kept`() throws {
        let scene = try stale()
        #expect(scene.rows(seenBy: People.kenya).contains { $0.json.canonicalText.contains("amina@rift.example") })
        for party in [People.kenyaMember, People.kenyaChair, People.kenyaLegal, People.tanzania, People.eac] {
            for row in scene.rows(seenBy: party) {
                #expect(!row.json.canonicalText.contains("amina@rift.example"), "\(party.name)")
            }
        }
    }

    @Test func `an act that is kept holds to the form as any other`() throws {
        let scene = try Scenario.at("withdrawn")
        func refusal(_ fields: [String: JSONValue]) -> Refusal? {
            scene.refusal(of: "enterMatrix", by: People.kenyaChair, fields, from: "consultation")
        }
        #expect(
            refusal(["actionOwner": .string(String(repeating: "x", count: 301))])
                == .tooLong("actionOwner", bytes: 301, bytesMax: 300))
        #expect(refusal(["targetOn": "soon"]) == .invalidValue("targetOn", reason: "must be a day, written YYYY-MM-DD"))
        guard case .unknownField("contact", _)? = refusal(["contact": "amina@rift.example"]) else {
            Issue.record("a field of no form was kept")
            return
        }
    }

    @Test func `an identity is not kept on a case that seals nobody's`() throws {
        var scene = try Scenario.imported(at: "consultation")
        try scene.act("adopt", by: People.kenya)
        let act = CaseAct(
            caseID: Scenario.caseID, action: "submit", from: "draft", fields: Sample.of(["contact", "place"]))
        guard case .unknownField("contact", let allowed)? = scene.refusal(of: .act(act), by: People.kenya) else {
            Issue.record("a contact was kept where a committee reads it")
            return
        }
        #expect(allowed.contains("place") && !allowed.contains("phone") && !allowed.contains("onBehalfOf"))
    }

    @Test func `whoever takes the action after all settles what was kept of it, at the own desk`() throws {
        var scene = try Scenario.at("transmitted")
        try scene.act("callBilateral", by: People.kenya, from: "consultation")
        try scene.act("acknowledge", by: People.tanzania)
        try scene.act("callBilateral", by: People.tanzania, from: "bilateral")
        #expect(scene.state.rows(.conflict).map { $0["state"] } == ["open", "open"])
        try scene.act("callBilateral", by: People.kenyaDeputy)
        let kept = scene.state.rows(.conflict)
        #expect(kept.map(\.compartment.holder) == ["KE", "TZ"] && kept.map { $0["state"] } == ["settled", "open"])
        #expect(kept.first?["settledBy"]?.string == People.kenyaDeputy.id.description)
    }

    @Test func `another action settles nothing`() throws {
        var scene = try Scenario.at("transmitted")
        try scene.act("callBilateral", by: People.kenya, from: "consultation")
        try scene.act("acknowledge", by: People.tanzania)
        try scene.act("progressNote", by: People.kenya)
        #expect(scene.state.rows(.conflict).map { $0["state"] } == ["open"])
    }

    @Test func `the sealed half is settled with the rest`() throws {
        var path = Scenario.Path()
        path.isLead = true
        var scene = try Scenario.at("submitted", path)
        try scene.act("supplyInfo", by: People.kenya, from: "infoRequested")
        try scene.act("submit", by: People.kenya, ["contact": "amina@rift.example"], from: "lead")
        #expect(scene.state.rows(.conflict).count == 3)
        try scene.act("askInfo", by: People.kenya)
        try scene.act("supplyInfo", by: People.kenyaDeputy)
        let open = scene.state.rows(.conflict).filter { $0["state"] == "open" }
        #expect(open.map { $0["action"] } == ["submit", "submit"])
    }

    @Test func `a filer's own act settles what was kept of it`() throws {
        var scene = try Scenario.at("submitted")
        try scene.act("supplyInfo", by: People.amina, ["contact": "new@rift.example"], from: "infoRequested")
        #expect(scene.state.rows(.conflict).map(\.compartment.confidentiality) == [.confidential, .sealed])
        try scene.act("askInfo", by: People.kenya)
        try scene.act("supplyInfo", by: People.amina)
        let kept = scene.state.rows(.conflict)
        #expect(kept.map { $0["state"] } == ["settled", "settled"])
        #expect(kept.map { $0["settledByName"]?.string } == ["the complainant", "Amina Wanjiru"])
    }
}
