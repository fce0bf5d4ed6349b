import CaseProtocol
import Testing

@testable import Workflow

@Suite struct SeatTests {
    @Test func `a seat tells everybody on the case who sits there, for whom and since when`() throws {
        let scene = try PartyScene.seated()
        let seat = try #require(scene.replica(of: PartyScene.beta).seat("Alpha"))
        #expect(seat.role == .interestedParty)
        #expect(seat.country == "TR")
        #expect(seat.representative == "Demir & Co., letter of 1 October")
        #expect(seat.row["mandateRef"] == "LA 1")
        #expect(seat.seatedOn == .day("2026-11-02"))
        #expect(seat.leftOn == nil)
    }

    @Test func `no party learns another's account, not from any row`() throws {
        var scene = try PartyScene.asked()
        try scene.act("reply", by: PartyScene.alpha, ["text": "Our prices.", "secret": "At 12."])
        try scene.perform(
            .addNote(
                NoteAdd(
                    caseID: PartyScene.caseID, note: RowID(high: 0x7009, low: 0x8000_0000_0000_0009),
                    text: "We object.", confidentiality: .parties)), by: PartyScene.alpha)
        for row in scene.rows(seenBy: PartyScene.beta) {
            let text = String(decoding: JSONValue.object(row.fields).canonicalBytes, as: UTF8.self)
            #expect(!text.contains(PartyScene.alpha.id.description))
            #expect(!text.contains("ayse"))
            #expect(!text.contains(PartyScene.alpha.name))
        }
        #expect(scene.replica(of: PartyScene.beta).seat("Alpha")?.user == nil)
        #expect(scene.replica(of: PartyScene.alpha).seat("Alpha")?.user == PartyScene.alpha.id)
        #expect(scene.replica(of: PartyScene.investigator).seat("Alpha")?.user == PartyScene.alpha.id)
    }

    @Test func `what one party gives in confidence, another never sees`() throws {
        var scene = try PartyScene.asked()
        try scene.act("reply", by: PartyScene.alpha, ["text": "Our prices.", "secret": "At 12."])
        func secrets(_ party: Party) -> [JSONValue] { scene.rows(seenBy: party).compactMap { $0["secret"] } }
        #expect(secrets(PartyScene.beta).isEmpty)
        #expect(secrets(PartyScene.alpha) == ["At 12."])
        #expect(secrets(PartyScene.investigator) == ["At 12."])
        let texts = scene.rows(seenBy: PartyScene.beta).compactMap { $0["text"] }
        #expect(texts == ["Our prices."])
        let event = scene.state.rows(.event).last { $0["action"] == "reply" && $0["text"] != nil }
        #expect(event?["byName"] == "Alpha")
    }

    @Test func `a login name that nobody has, and one that has not the role, are refused in the same words`() throws {
        let scene = try PartyScene.seated()
        func refusal(_ login: String, as action: ActionID = "seatParty") -> Refusal? {
            scene.refusal(
                of: action, by: PartyScene.investigator, ["partyName": "Gamma", "account": .string(login)])
        }
        let unknown = try #require(refusal("nobody"))
        #expect(refusal("cecil") == unknown)
        #expect(refusal("head") == unknown)
        #expect(refusal("cecil", as: "seatCounsel") == nil)
    }

    @Test func `a client cannot look an account up and leaves it to the server`() throws {
        var replica = try PartyScene.seated().replica(of: PartyScene.investigator)
        let decision = try replica.act(
            "seatParty", by: PartyScene.investigator, ["partyName": "Gamma", "account": "nobody"])
        #expect(decision.unknowns.count == 1)
        #expect(replica.seat("Gamma")?.user == nil)
    }

    @Test func `no two on a case are called alike`() throws {
        var scene = try PartyScene.seated()
        let fields: [String: JSONValue] = ["partyName": "ALPHA"]
        #expect(scene.refusal(of: "seatParty", by: PartyScene.investigator, fields) != nil)
        try scene.act("dropParty", by: PartyScene.investigator, ["party": "alpha"])
        #expect(scene.refusal(of: "seatParty", by: PartyScene.investigator, fields) == nil)
    }

    @Test func `whoever leaves loses sight of the case and owes nothing, and what they gave stays with the office`()
        throws
    {
        var scene = try PartyScene.asked()
        try scene.act("reply", by: PartyScene.beta, ["text": "Ours.", "secret": "Beta's own."])
        try scene.act("issue", by: PartyScene.investigator, ["sentOn": "2026-11-02", "party": "Beta"])
        #expect(scene.isOnCase(PartyScene.beta))
        try scene.act("dropParty", by: PartyScene.investigator, ["party": "Beta"])
        #expect(!scene.isOnCase(PartyScene.beta))
        #expect(scene.rows(seenBy: PartyScene.beta).isEmpty)
        #expect(caseRoles(of: PartyScene.beta, in: scene.state).isEmpty)
        #expect(scene.limit(of: "Beta")?.state == .cancelled)
        #expect(scene.limit(of: "Alpha")?.state == .running)
        #expect(scene.rows(seenBy: PartyScene.investigator).contains { $0["secret"] == "Beta's own." })
        #expect(scene.refusal(of: "reply", by: PartyScene.beta, ["text": "Late."]) == .notFound)
    }

    @Test func `with the case ends what parties and counsel see of it, and comes back when it is opened again`() throws
    {
        var scene = try PartyScene.seated()
        try scene.act("seatCounsel", by: PartyScene.investigator, ["partyName": "Cecil", "account": "cecil"])
        try scene.act("seatApplicant", by: PartyScene.investigator, ["partyName": "Makers", "account": "ivy"])
        let guests = [PartyScene.alpha, PartyScene.beta, PartyScene.counsel]
        #expect(guests.map(scene.isOnCase) == [true, true, true])
        try scene.act("closeCase", by: PartyScene.head)
        #expect(guests.map(scene.isOnCase) == [false, false, false])
        #expect(scene.isOnCase(PartyScene.industry))
        #expect(scene.isOnCase(PartyScene.investigator))
        try scene.act("reopen", by: PartyScene.head)
        #expect(guests.map(scene.isOnCase) == [true, true, true])
    }

    @Test func `before initiation nobody knows of the case but the authority and the applicant it seated`() throws {
        var scene = PartyScene()
        try scene.perform(
            .open(
                CaseOpen(
                    caseID: PartyScene.caseID, procedure: "toy.remedy", version: 1, action: "openFile", label: nil,
                    fields: ["country": "KE", "product": "Steel wire"])), by: PartyScene.investigator)
        #expect(!scene.isOnCase(PartyScene.industry))
        try scene.act("seatApplicant", by: PartyScene.investigator, ["partyName": "Makers", "account": "ivy"])
        #expect(scene.isOnCase(PartyScene.industry))
        #expect(!scene.isOnCase(PartyScene.alpha))
    }

    @Test func `a rule may ask that a seat is free`() throws {
        var scene = try PartyScene.seated()
        #expect(scene.refusal(of: "sealFile", by: PartyScene.head) == nil)
        try scene.act("seatCounsel", by: PartyScene.investigator, ["partyName": "Cecil"])
        #expect(scene.refusal(of: "sealFile", by: PartyScene.head) != nil)
    }

    @Test func `an officer who stepped back seats nobody`() throws {
        var scene = try PartyScene.seated()
        try scene.act("recuse", by: PartyScene.investigator, ["reason": "My brother works for Gamma."])
        #expect(
            scene.refusal(of: "seatParty", by: PartyScene.investigator, ["partyName": "Gamma"])
                == .recused("seatParty"))
    }

    @Test func `one account for two parties says for which one it acts`() throws {
        var scene = try PartyScene.seated()
        try scene.act("seatParty", by: PartyScene.investigator, ["partyName": "Alpha's mill", "account": "ayse"])
        try scene.act("issue", by: PartyScene.investigator, ["sentOn": "2026-11-02"])
        #expect(scene.refusal(of: "reply", by: PartyScene.alpha, ["text": "Ours."]) == .missingFields(["party"]))
        #expect(
            scene.refusal(of: "reply", by: PartyScene.alpha, ["text": "Ours.", "party": "Beta"])
                == .missingFields(["party"]))
        try scene.act("reply", by: PartyScene.alpha, ["text": "Ours.", "secret": "At 9.", "party": "Alpha's mill"])
        #expect(scene.limit(of: "Alpha's mill")?.state == .met)
        #expect(scene.limit(of: "Alpha")?.state == .running)
        let secret = scene.state.rows(.event).first { $0["secret"] != nil }
        #expect(secret?.compartment.holder == scene.seat("Alpha's mill")?.holder)
    }
}
