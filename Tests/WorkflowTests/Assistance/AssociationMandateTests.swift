import CaseProtocol
import Testing

@testable import Workflow

/// An association files for a member under a mandate, or for itself.
@Suite struct AssociationMandateTests {
    private static let procedures: [ProcedureID] = ["ntb.tripartite", "ntb.afcfta", "ntb.eac"]
    private static let nothing: [String: JSONValue] = [
        "filesFor": .null, "onBehalfOf": .null, "mandatePaper": .null, "mandateFrom": .null, "mandateUntil": .null,
    ]
    private static let mandate: [String: JSONValue] = [
        "filesFor": "member", "onBehalfOf": "Halima Juma", "mandatePaper": "TGA/M/7", "mandateFrom": "2026-01-01",
        "mandateUntil": "2026-12-31",
    ]

    private func drafted(_ id: ProcedureID, _ fields: [String: JSONValue] = [:]) throws -> Route {
        let procedure = try #require(Catalogue.standard.current(id))
        return try Route(procedure, by: .association, Self.nothing.merging(fields) { $1 })
    }

    /// What the filing is refused with; `nil` when it is not.
    private func refusal(_ route: Route, _ fields: [String: JSONValue]) -> Refusal? {
        var route = route
        do {
            try route.act("submit", by: .association, waiting: false, Self.nothing.merging(fields) { $1 })
            return nil
        } catch { return error as? Refusal }
    }

    /// One field of the mandate after the other that is missing or says otherwise.
    private static let lacking: [[String: JSONValue]] = [
        ["onBehalfOf": .null], ["mandatePaper": .null], ["mandateFrom": .null], ["mandateUntil": .null],
        ["mandateUntil": "2026-11-01"], ["mandatePaper": "  "],
    ]

    @Test(arguments: procedures)
    func `it says for whom it files, and shows the member's mandate in force today`(_ id: ProcedureID) throws {
        let route = try drafted(id)
        #expect(refusal(route, [:]) == .missingFields(["filesFor"]))
        for change in Self.lacking {
            guard case .invalidValue("filesFor", let sentence)? = refusal(route, Self.mandate.merging(change) { $1 })
            else {
                Issue.record("\(change) is let through")
                continue
            }
            #expect(sentence.contains("mandateUntil") && sentence.contains("itself"))
            if change["mandateUntil"] == "2026-11-01" {
                #expect(sentence.hasPrefix("is a member whose mandate on file is for 2026-01-01 through 2026-11-01"))
            }
        }
        #expect(refusal(route, Self.mandate) == nil)
        #expect(refusal(route, Self.mandate.merging(["mandateUntil": "2026-11-02"]) { $1 }) == nil, "the last day")
    }

    @Test(arguments: procedures)
    func `a complaint of its own needs no mandate, and what is drafted with one keeps it`(_ id: ProcedureID) throws {
        #expect(refusal(try drafted(id), ["filesFor": "itself"]) == nil)
        #expect(refusal(try drafted(id, Self.mandate), [:]) == nil)
        var late = try drafted(id, Self.mandate)
        late.jump(to: .day("2027-01-01"))
        if case .invalidValue? = refusal(late, [:]) {} else { Issue.record("a mandate that ended in between") }
    }

    @Test func `member and mandate lie where it is sealed, and nowhere else`() throws {
        var route = try drafted("ntb.tripartite")
        try route.act("submit", by: .association, Self.mandate)
        let rows = route.player.state.rows.values.filter { row in
            ["TGA/M/7", "Halima"].contains { row.json.canonicalText.contains($0) }
        }
        #expect(!rows.isEmpty && rows.allSatisfy { $0.compartment.confidentiality == .sealed })
        #expect(route.player.state.header?.row["filesFor"] == nil)
    }

    @Test func `a letter of authority of an organisation here is a mandate`() throws {
        let organisation = OrganisationID(high: 0x7015, low: 0x8000_0000_0000_0001)
        let letter = Mandate(
            from: .day("2026-01-01"), until: .day("2026-12-31"), reference: "Letter 3",
            letter: try #require(BlobID(digest: [UInt8](repeating: 0xA1, count: 32))))
        let agent = Party(
            id: UserID(high: 0x7010, low: 0x8000_0000_0000_0888), name: "Tea Growers",
            appointments: [Appointment(.association, scope: "KE")],
            affiliations: [
                Affiliation(organisation, name: "Rift Valley Tea", standing: .representative, mandate: letter)
            ])
        let procedure = try #require(Catalogue.standard.current("ntb.tripartite"))
        for isForIt in [true, false] {
            var player = TablePlayer(procedure)
            var open = CaseOpen(
                caseID: TablePlayer.caseID, procedure: procedure.id, version: procedure.version, action: "open",
                label: "K7QF-1", fields: Sample.of(NTBTripartite.starredFields + ["contact"]))
            open.organisation = isForIt ? organisation : nil
            try player.perform(.open(open), by: agent)
            if isForIt {
                try player.take("submit", by: agent, ["filesFor": "member"])
                #expect(player.stage?.id == "submitted")
            } else {
                #expect(throws: Refusal.self) { try player.take("submit", by: agent, ["filesFor": "member"]) }
            }
        }
    }

    @Test func `the device says it before the server does`() throws {
        let route = try drafted("ntb.tripartite")
        let player = route.player
        let association = try #require(Players.openers(.association).first)
        var context = player.context()
        context.isAuthoritative = false
        let state = CaseState(caseID: TablePlayer.caseID, rows: player.seen(by: association))
        let act = CaseAct(
            caseID: TablePlayer.caseID, action: "submit", from: nil,
            fields: Sample.of(NTBTripartite.starredFields + ["contact"]).merging(["filesFor": "member"]) { $1 })
        #expect(throws: Refusal.self) { try decide(.act(act), on: state, by: association, in: context) }
    }

    @Test func `nobody else is asked, and cases of earlier versions go on without`() throws {
        let procedure = try #require(Catalogue.standard.current("ntb.tripartite"))
        for role in [RoleID.complainant, .strTrader, .publicOfficial] {
            let rule = try #require(procedure.moves(at: "draft", for: role).first { $0.action == "submit" })
            #expect(!rule.takes.contains("filesFor"))
        }
        var before = try Route(.ntbTripartite3, by: .association)
        try before.act("submit", by: .association)
        #expect(before.player.stage?.id == "submitted")
    }
}
