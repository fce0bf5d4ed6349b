import CaseProtocol
import Testing
import Workflow

@Suite struct PublishingTests {
    private func published(_ path: Scenario.Path = .init()) throws -> Scenario {
        var scene = try Scenario.at("consultation", path)
        try scene.act("publishCard", by: People.kenya)
        try scene.act("approveCard", by: People.kenyaMember)
        return scene
    }

    private func cardRow(_ scene: Scenario) -> Row? { scene.state.rows(.publicCard).first }

    @Test func `nothing is public before a second person has agreed`() throws {
        var scene = try Scenario.at("consultation")
        try scene.act("publishCard", by: People.kenya)
        #expect(cardRow(scene) == nil)
        #expect(
            scene.refusal(of: "approveCard", by: People.kenya)
                == .notPermitted("approveCard", capacities: [.nfpReporting], allowed: [.nmcMember, .recOfficer]))
        try scene.act("approveCard", by: People.eac)
        let card = try #require(cardRow(scene))
        #expect(card.compartment == Compartment(caseID: Scenario.caseID, .public))
        #expect(card["published"] == true && card["text"] == Sample.fields["publicText"])
        #expect(card["number"]?.string == scene.state.header?.number && card["status"] == "In process")
        #expect(card["category"] == "2.3" && card["place"] == "Namanga" && card["publishedOn"] == "2026-11-02")
    }

    @Test func `who proposes a text does not approve it, whatever else they are`() throws {
        let roles = ["focalPoint:KE", "nmcMember:KE/chair"].compactMap { try? Appointment(parsing: $0) }
        let both = Party(id: People.kenyaDeputy.id, name: "Both", appointments: roles)
        var scene = try Scenario.at("consultation")
        try scene.act("publishCard", by: both)
        #expect(scene.refusal(of: "approveCard", by: both) == .secondPersonNeeded("approveCard"))
        #expect(scene.refusal(of: "approveCard", by: People.kenyaMember) == nil)
    }

    @Test func `a declined text is not published and another can be proposed`() throws {
        var scene = try Scenario.at("consultation")
        try scene.act("publishCard", by: People.kenya)
        guard case .guardFailed("publishCard", _)? = scene.refusal(of: "publishCard", by: People.kenyaDeputy) else {
            Issue.record("two texts were pending at once")
            return
        }
        try scene.act("declineCard", by: People.kenyaChair)
        #expect(cardRow(scene) == nil)
        #expect(scene.refusal(of: "publishCard", by: People.kenya) == nil)
    }

    @Test func `a published card follows the public name of the stage`() throws {
        var scene = try published()
        try scene.act("proposeResolution", by: People.tanzania)
        #expect(cardRow(scene)?.rev == 1)
        try scene.act("confirm", by: People.kenya)
        #expect(cardRow(scene)?["status"] == "Resolved" && cardRow(scene)?.rev == 2)
        try scene.act("reopen", by: People.kenya)
        #expect(cardRow(scene)?["status"] == "In process")
    }

    @Test func `a card says whether the barrier was removed or was none, while it says resolved`() throws {
        for (proposed, outcome) in [("removed", "resolved"), ("notAnNtb", "notAnNtb")] {
            var scene = try published()
            #expect(cardRow(scene)?["outcome"] == nil)
            try scene.act("proposeResolution", by: People.tanzania, ["outcome": .string(proposed)])
            try scene.act("confirm", by: People.kenya)
            #expect(cardRow(scene)?["status"] == "Resolved" && cardRow(scene)?["outcome"]?.string == outcome)
            try scene.act("reopen", by: People.kenya)
            #expect(cardRow(scene)?["status"] == "In process" && cardRow(scene)?["outcome"] == nil)
        }
    }

    @Test func `a card is taken back by two people as well`() throws {
        var scene = try published()
        try scene.act("withdrawCard", by: People.kenya)
        #expect(cardRow(scene)?["published"] == true)
        try scene.act("approveCard", by: People.kenyaMember)
        #expect(cardRow(scene)?["published"] == false)
        guard case .guardFailed("withdrawCard", _)? = scene.refusal(of: "withdrawCard", by: People.kenya) else {
            Issue.record("a card was withdrawn twice")
            return
        }
        try scene.act("publishCard", by: People.kenya)
        try scene.act("approveCard", by: People.eac)
        #expect(cardRow(scene)?["published"] == true && scene.state.rows(.publicCard).count == 1)
    }

    @Test func `a complaint without a number is not published`() throws {
        guard case .wrongStage? = try Scenario.at("submitted").refusal(of: "publishCard", by: People.kenya) else {
            Issue.record("published before registration")
            return
        }
    }

    @Test(arguments: [
        "Amina Wanjiru was stopped.", "A lorry of WANJIRU'S was stopped.", "Rift Valley Tea Ltd reports a test.",
        "Tea of rift valley tea waits.", "Call 0712 345 678.", "Call +254-712-345-678.", "Write to Amina@Rift.example.",
    ])
    func `a public text that gives the complainant away is refused`(text: String) throws {
        let scene = try Scenario.at("consultation")
        guard
            case .guardFailed("publishCard", _)? = scene.refusal(
                of: "publishCard", by: People.kenya, ["publicText": .string(text)])
        else {
            Issue.record("\(text)")
            return
        }
    }

    @Test(arguments: ["Tea is tested twice at Namanga, HS 0902.40, since 2026-10-30.", "The valley road is closed."])
    func `a public text may name places, codes and dates`(text: String) throws {
        let scene = try Scenario.at("consultation")
        #expect(scene.refusal(of: "publishCard", by: People.kenya, ["publicText": .string(text)]) == nil)
    }

    @Test func `the firm's name is published only with consent`() throws {
        #expect(cardRow(try published())?["firm"] == nil)
        var path = Scenario.Path()
        path.filing = ["consentPublishFirm": true]
        #expect(cardRow(try published(path))?["firm"] == "Rift Valley Tea Ltd")
    }

    @Test func `a client that cannot see who complains leaves the check to the server`() throws {
        var replica = try Scenario.at("consultation").replica(of: People.kenyaMember)
        #expect(!replica.state.rows(.party).contains { $0.compartment.confidentiality == .sealed })
        replica = try Scenario.at("consultation").replica(of: People.kenya)
        #expect(replica.refusal(of: "publishCard", by: People.kenya, ["publicText": "Amina Wanjiru"]) != nil)
        let seen = replica.state.rows.values.filter { $0.compartment.confidentiality != .sealed }
        var blind = Scenario()
        blind.isAuthoritative = false
        blind.replaceState(CaseState(caseID: Scenario.caseID, rows: seen))
        let decision = try blind.act("publishCard", by: People.kenya, ["publicText": "Amina Wanjiru"])
        #expect(decision.unknowns == ["whether the public text hides the complainant"])
    }
}
