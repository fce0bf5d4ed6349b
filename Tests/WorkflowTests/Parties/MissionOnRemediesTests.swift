import CaseProtocol
import Testing

@testable import Workflow

/// The permanent mission on a trade remedy: from initiation on, for what goes to the WTO, and without what is confidential.
@Suite struct MissionOnRemediesTests {
    private static let procedures: [ProcedureID] = [
        "unfair.antidumping", "unfair.countervailing", "unfair.safeguard",
    ]
    private static let mission = Players.holding(.missionOfficer)[0]
    private static let foreign = Players.holding(.missionOfficer)[2]

    private static func notice(_ id: ProcedureID) -> [String: JSONValue] {
        [
            id == "unfair.safeguard" ? "notifiedEvent" : "notification":
                id == "unfair.safeguard" ? "initiation" : "adHoc",
            "notifiedOn": "2026-11-02", "documentRef": "G/ADP/N/1",
        ]
    }

    private func secret(_ id: ProcedureID) throws -> Route {
        let procedure = try #require(Catalogue.standard.current(id))
        var route = try Route(procedure, by: .industryApplicant)
        try route.act(["file", "acceptAsDocumented"])
        switch id {
        case "unfair.antidumping": try route.act("informGovernment")
        case "unfair.countervailing": try route.act("inviteConsultation")
        default: break
        }
        let applicant = try #require(Players.openers(.industryApplicant).first)
        let paper = NoteAdd(
            caseID: TablePlayer.caseID, note: RowID(high: 0x7009, low: 0x8000_0000_0000_0009),
            text: "Our costs are 12.", confidentiality: .confidential,
            confidence: ConfidenceClaim(reason: "businessSecret", noSummary: "It is one figure."))
        try route.player.perform(.addNote(paper), by: applicant)
        return route
    }

    private func refusal(_ player: TablePlayer, _ command: CaseCommand, by party: Party) -> Refusal? {
        var player = player
        do {
            try player.perform(command, by: party)
            return nil
        } catch { return error }
    }

    @Test(arguments: procedures)
    func `before initiation there is no such case for the mission`(_ id: ProcedureID) throws {
        let player = try secret(id).player
        #expect(player.seen(by: Self.mission).isEmpty)
        let act = CaseAct(caseID: TablePlayer.caseID, action: "notifyWTO", from: nil, fields: Self.notice(id))
        #expect(refusal(player, .act(act), by: Self.mission) == .notFound)
    }

    @Test(arguments: procedures)
    func `after it the mission notifies with a document, and reads the open file alone`(_ id: ProcedureID) throws {
        var route = try secret(id)
        try route.act("initiate")
        var player = route.player
        let seen = player.seen(by: Self.mission)
        #expect(seen.contains { $0.kind == .caseHeader })
        #expect(Set(seen.map(\.compartment.confidentiality)).isSubset(of: [.parties, .public]))
        #expect(!seen.contains { $0["text"] == "Our costs are 12." })
        var bare = Self.notice(id)
        bare["documentRef"] = nil
        let undocumented = CaseAct(caseID: TablePlayer.caseID, action: "notifyWTO", from: nil, fields: bare)
        #expect(refusal(player, .act(undocumented), by: Self.mission) == .missingFields(["documentRef"]))
        try player.take("notifyWTO", by: Self.mission, Self.notice(id))
        let told = try #require(player.state.rows(.event).last { $0["action"] == "notifyWTO" })
        #expect(told["documentRef"] == "G/ADP/N/1" && told.compartment.confidentiality == .parties)
        #expect(player.seen(by: Self.mission).contains { $0.id == told.id })
        let allowed: Set<ActionID> = [
            "notifyWTO", "offerConsultations", "recordConsultations", "recordSuspensionNotice", "recordSuspension",
            "recuse",
        ]
        let open = moves(for: Self.mission, on: player.state, in: player.context()).map(\.action)
        #expect(allowed.isSuperset(of: open), "\(open)")
        #expect(player.seen(by: Self.foreign).isEmpty)
        let act = CaseAct(caseID: TablePlayer.caseID, action: "notifyWTO", from: nil, fields: Self.notice(id))
        #expect(refusal(player, .act(act), by: Self.foreign) == .notFound)
    }

    @Test(arguments: procedures)
    func `the mission writes nothing into the authority's own file, nor in confidence`(_ id: ProcedureID) throws {
        var route = try secret(id)
        try route.act("initiate")
        for confidentiality in [ConfidentialityClass.internal, .confidential] {
            let note = NoteAdd(
                caseID: TablePlayer.caseID, note: RowID(high: 0x7009, low: 0x8000_0000_0000_0010), text: "Ours.",
                confidentiality: confidentiality,
                confidence: ConfidenceClaim(reason: "businessSecret", noSummary: "It is one figure."))
            #expect(refusal(route.player, .addNote(note), by: Self.mission) != nil, "\(confidentiality)")
        }
        let note = NoteAdd(
            caseID: TablePlayer.caseID, note: RowID(high: 0x7009, low: 0x8000_0000_0000_0010), text: "Circulated.",
            confidentiality: .parties, confidence: nil)
        #expect(refusal(route.player, .addNote(note), by: Self.mission) == nil)
    }
}
