import CaseProtocol
import Testing

@testable import Workflow

/// A barrier complaint is referred to an agency of the country that imposes the measure, and the agency replies.
@Suite struct ReferralTests {
    private static let procedures: [ProcedureID] = ["ntb.tripartite", "ntb.afcfta", "ntb.eac"]
    private static let desk = Players.holding(.agencyLiaison, agency: "KEBS")[0]
    private static let otherDesk = Players.holding(.agencyLiaison, agency: "KRA")[0]
    private static let kenya = Players.holding(.nfpImposing)[0]
    private static let tanzania = Players.holding(.nfpImposing)[2]
    private static let request: [String: JSONValue] = [
        "referredTo": "KEBS", "referral": "Which standard is applied at Namanga, and since when?",
    ]

    /// A complaint of a Tanzanian trader about Kenya, or about Tanzania itself, where both sides work on it.
    private func worked(_ id: ProcedureID, imposing: String = "KE") throws -> TablePlayer {
        let procedure = try #require(Catalogue.standard.current(id))
        var route = try Route(procedure, by: .complainant, ["reportingCountry": "TZ"])
        let sides: [String: JSONValue] = ["imposingCountry": .string(imposing), "reportingCountry": .null]
        try route.act("submit", ["reportingCountry": "TZ", "contact": "amina@example.com"])
        switch id {
        case "ntb.tripartite":
            try route.act("register", sides)
            try route.act("acknowledge")
        case "ntb.afcfta": try route.act("sendRequest", sides)
        default:
            try route.act("accept")
            try route.act("notifyPartnerState", sides)
        }
        return route.player
    }

    private func refusal(
        _ player: TablePlayer, _ action: ActionID, by party: Party, _ fields: [String: JSONValue]
    ) -> Refusal? {
        var player = player
        do {
            try player.take(action, by: party, fields)
            return nil
        } catch { return error }
    }

    @Test(arguments: procedures)
    func `the agency sees the complaint while it is referred to it, and no contact and nothing in confidence`(
        _ id: ProcedureID
    ) throws {
        var player = try worked(id)
        #expect(player.seen(by: Self.desk).isEmpty)
        try player.take("referToAgency", by: Self.kenya, Self.request)
        let rows = player.seen(by: Self.desk)
        #expect(rows.contains { $0.kind == .caseHeader })
        #expect(rows.contains { $0["referral"] == Self.request["referral"] })
        #expect(rows.allSatisfy { [.parties, .internal].contains($0.compartment.confidentiality) })
        #expect(rows.allSatisfy { $0.compartment.confidentiality == .parties || $0.compartment.holder == "KEBS" })
        let words = rows.map { String(decoding: JSONValue.object($0.fields).canonicalBytes, as: UTF8.self) }
        #expect(!words.contains { $0.contains("amina@example.com") })
        #expect(player.seen(by: Self.otherDesk).isEmpty, "another agency")
    }

    @Test(arguments: procedures)
    func `what the agency is asked is its own government's, and not the other country's or the trader's`(
        _ id: ProcedureID
    ) throws {
        var player = try worked(id)
        try player.take("referToAgency", by: Self.kenya, Self.request)
        func reads(_ party: Party) -> Bool { player.seen(by: party).contains { $0["referral"] != nil } }
        #expect(reads(Self.kenya))
        let filer = try #require(Players.openers(.complainant).first)
        for other in [Self.tanzania, filer, Players.holding(.recOfficer)[0]] { #expect(!reads(other)) }
    }

    @Test(arguments: procedures)
    func `the reply is read by those on the case, and ends what the agency sees`(_ id: ProcedureID) throws {
        var player = try worked(id)
        try player.take("referToAgency", by: Self.kenya, Self.request)
        try player.take("answerReferral", by: Self.desk, ["text": "KS 2571, since May.", "documentRef": "KEBS/4"])
        for party in [Self.kenya, Self.tanzania] {
            #expect(player.seen(by: party).contains { $0["text"] == "KS 2571, since May." })
        }
        #expect(player.seen(by: Self.desk).isEmpty)
        #expect(refusal(player, "answerReferral", by: Self.desk, ["text": "More."]) == .notFound)
        #expect(refusal(player, "referToAgency", by: Self.kenya, Self.request) == nil, "once more")
    }

    @Test func `the reply meets what a note of the focal point meets, and that stays possible`() throws {
        var player = try worked("ntb.tripartite")
        #expect(player.state.latestDeadline("nationalReply")?.state == .running)
        var byDesk = player
        try byDesk.take("referToAgency", by: Self.kenya, Self.request)
        try byDesk.take("answerReferral", by: Self.desk, ["text": "KS 2571."])
        #expect(byDesk.state.latestDeadline("nationalReply")?.state == .met)
        try player.take("referToAgency", by: Self.kenya, Self.request)
        try player.take("progressNote", by: Self.kenya, ["text": "The bureau says: KS 2571."])
        #expect(player.state.latestDeadline("nationalReply")?.state == .met)
    }

    @Test(arguments: procedures)
    func `declined or taken back, it is out of the agency's sight`(_ id: ProcedureID) throws {
        var referred = try worked(id)
        try referred.take("referToAgency", by: Self.kenya, Self.request)
        #expect(refusal(referred, "referToAgency", by: Self.kenya, Self.request) != nil, "one at a time")
        for (action, party) in [("declineReferral" as ActionID, Self.desk), ("recallReferral", Self.kenya)] {
            var player = referred
            try player.take(action, by: party, ["reason": "Not ours."])
            #expect(player.seen(by: Self.desk).isEmpty)
            #expect(player.seen(by: Self.kenya).contains { $0["reason"] == "Not ours." })
            #expect(!player.seen(by: Self.tanzania).contains { $0["reason"] == "Not ours." })
        }
    }

    @Test(arguments: procedures)
    func `only the imposing country refers, to its own agencies, and names nobody`(_ id: ProcedureID) throws {
        let player = try worked(id)
        #expect(refusal(player, "referToAgency", by: Self.tanzania, Self.request) != nil)
        #expect(refusal(player, "referToAgency", by: Self.kenya, ["referredTo": "TBS", "referral": "Which?"]) != nil)
        let named = Self.request.merging(["referral": "Write to amina@example.com."]) { $1 }
        #expect(refusal(player, "referToAgency", by: Self.kenya, named) != nil)
        let abroad = try worked(id, imposing: "TZ")
        #expect(refusal(abroad, "referToAgency", by: Self.tanzania, Self.request) != nil, "its agencies are not known")
    }

    @Test(arguments: procedures)
    func `with the case, and with the country's part in it, the agency's ends`(_ id: ProcedureID) throws {
        var player = try worked(id)
        try player.take("referToAgency", by: Self.kenya, Self.request)
        var other = player
        other.change(["imposingCountry": "UG"])
        #expect(other.seen(by: Self.desk).isEmpty)
        #expect(!other.seen(by: Self.kenya).contains { $0["referral"] != nil })
        player.change(["endedOn": "2026-12-01"])
        #expect(player.seen(by: Self.desk).isEmpty)
    }
}
