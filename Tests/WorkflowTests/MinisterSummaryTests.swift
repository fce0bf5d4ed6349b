import CaseProtocol
import Testing

@testable import Workflow

/// What a minister reads of barrier complaints: where they stand, and nothing that anybody wrote.
@Suite struct MinisterSummaryTests {
    private static let kenya = minister(1, "KE")
    private static let tanzania = minister(2, "TZ")
    private static let rwanda = minister(3, "RW")

    private static func minister(_ number: UInt64, _ country: String) -> Party {
        Party(
            id: UserID(high: 0x7018, low: 0x8000_0000_0000_0000 + number), name: "Minister",
            appointments: [Appointment(.minister, scope: country)])
    }

    private func filed() throws -> Route {
        let procedure = try #require(Catalogue.standard.current("ntb.tripartite"))
        var route = try Route(procedure, by: .complainant, ["contact": "amina@example.com"])
        try route.act(
            "submit",
            ["contact": "amina@example.com", "description": "The officer Juma stopped us.", "place": "Amina's depot"])
        return route
    }

    private func summaries(_ player: TablePlayer, _ party: Party) -> [MinisterSummary] {
        player.seen(by: party).compactMap { MinisterSummary($0) }
    }

    @Test func `it comes with the registration, to each side as its focal point sees the case, and to no other`() throws
    {
        var route = try filed()
        #expect(route.player.seen(by: Self.kenya).isEmpty)
        try route.act("register", ["imposingCountry": "TZ", "reportingCountry": .null])
        for party in [Self.kenya, Self.tanzania] {
            let seen = route.player.seen(by: party)
            #expect(seen.count == 1 && summaries(route.player, party).map(\.stage) == ["transmitted"])
        }
        #expect(route.player.seen(by: Self.rwanda).isEmpty)
    }

    @Test func `it holds codes and days: no text, no name, no contact`() throws {
        var route = try filed()
        try route.act("register", ["imposingCountry": "TZ", "reportingCountry": .null])
        let rows = route.player.seen(by: Self.kenya)
        for row in rows {
            #expect(Set(row.fields.keys).isSubset(of: MinisterSummary.fields))
            for word in ["Amina", "amina", "Juma", "depot"] { #expect(!row.json.canonicalText.contains(word)) }
        }
        // Every field of a form that it takes over is a code, a day, or yes or no.
        for procedure in Catalogue.standard.procedures {
            guard case .complaint = procedure.cast else { continue }
            for field in MinisterSummary.fields.compactMap({ procedure.field(FieldID($0)) }) {
                if case .text = field.type { Issue.record("\(procedure.id) \(field.id) takes text") }
            }
        }
    }

    @Test func `every later change brings it up to date`() throws {
        var route = try filed()
        try route.act("register", ["imposingCountry": "TZ", "reportingCountry": .null])
        try route.act("acknowledge")
        let stage = try #require(route.player.stage?.id)
        #expect(stage != "transmitted")
        for party in [Self.kenya, Self.tanzania] {
            #expect(summaries(route.player, party).map(\.stage) == [stage])
        }
        try route.act("withdraw", by: .complainant, ["reason": "It is settled."])
        #expect(summaries(route.player, Self.tanzania).map { $0.endedOn != nil } == [true])
    }

    @Test func `the minister has no part in the case, and nobody else reads the copy`() throws {
        var route = try filed()
        try route.act("register", ["imposingCountry": "TZ", "reportingCountry": .null])
        let player = route.player
        #expect(caseRoles(of: Self.kenya, in: player.state).isEmpty)
        #expect(moves(for: Self.kenya, on: player.state, in: player.context()).isEmpty)
        for role in [RoleID.complainant, .nfpReporting, .nfpImposing, .nmcMember, .recOfficer, .ministryLegal] {
            for party in Players.holding(role) { #expect(summaries(player, party).isEmpty, "\(party.name)") }
        }
    }
}
