import CaseProtocol
import Testing

@testable import Workflow

/// The head of the authority admits an adviser to one remedy case, under an undertaking.
@Suite struct AdviserTests {
    private static let procedures: [ProcedureID] = [
        "unfair.antidumping", "unfair.countervailing", "unfair.safeguard",
    ]
    private static let head = Players.holding(.authorityHead)[0]
    private static let counsel = Players.holding(.counsel)[0]
    private static let lawyer = Players.holding(.ministryLegal)[0]
    private static let advisers: [(role: RoleID, party: Party)] = [(.counsel, counsel), (.ministryLegal, lawyer)]

    private static func admission(_ role: RoleID, _ login: String? = nil) -> [String: JSONValue] {
        [
            "adviserKind": .string(role.rawValue), "partyName": .string("Adviser, \(role)"),
            "account": .string(login ?? Players.login(role, 0)), "secrecyUndertakingOn": "2026-11-02",
            "secrecyUndertakingRef": "KETRA/U/7",
        ]
    }

    /// An application that is documented and a secret, with a paper given in confidence.
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

    private func initiated(_ id: ProcedureID) throws -> TablePlayer {
        var route = try secret(id)
        try route.act("initiate")
        return route.player
    }

    private func readsPapers(_ player: TablePlayer, _ party: Party) -> Bool {
        player.seen(by: party).contains { $0["text"] == "Our costs are 12." }
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
    func `before initiation nobody is admitted, and nobody asked learns of it`(_ id: ProcedureID) throws {
        let player = try secret(id).player
        for (role, party) in Self.advisers {
            #expect(refusal(player, "seatAdviser", by: Self.head, Self.admission(role)) != nil)
            #expect(player.seen(by: party).isEmpty)
            #expect(refusal(player, "seatAdviser", by: party, Self.admission(role)) == .notFound)
        }
    }

    @Test(arguments: procedures)
    func
        `an adviser reads the file and the papers in confidence, not the authority's own notes, and does nothing but step back`(
            _ id: ProcedureID
        ) throws
    {
        for (role, party) in Self.advisers {
            var player = try initiated(id)
            #expect(!readsPapers(player, party), "\(role) before the undertaking")
            try player.take("seatAdviser", by: Self.head, Self.admission(role))
            #expect(readsPapers(player, party), "\(role)")
            let classes = Set(player.seen(by: party).map(\.compartment.confidentiality))
            #expect(classes == [.parties, .confidential], "\(role)")
            let offered = moves(for: party, on: player.state, in: player.context()).map(\.action)
            #expect(offered == ["recuse"], "\(role)")
            #expect(!readsPapers(player, Players.holding(role)[1]), "a colleague")
            let seat = try #require(player.state.seat(named: "Adviser, \(role)"))
            #expect(seat.row["secrecyUndertakingOn"] == "2026-11-02")
            #expect(seat.row["secrecyUndertakingRef"] == "KETRA/U/7")
            #expect(seat.marks.isEmpty, "the undertaking is no finding about a party")
        }
    }

    @Test(arguments: procedures)
    func `with the seat or the case the access ends`(_ id: ProcedureID) throws {
        for (role, party) in Self.advisers {
            var player = try initiated(id)
            try player.take("seatAdviser", by: Self.head, Self.admission(role))
            var ended = player
            ended.change(["endedOn": "2026-12-01"])
            #expect(!readsPapers(ended, party), "\(role)")
            let name: JSONValue = .string("Adviser, \(role)")
            try player.take("releaseAdviser", by: Self.head, ["party": name, "reason": "Advice given."])
            #expect(!readsPapers(player, party), "\(role)")
            #expect(player.seen(by: Self.counsel).isEmpty)
        }
    }

    @Test(arguments: procedures)
    func `an adviser steps back: the seat is left, the papers with it, and it is not given again`(_ id: ProcedureID)
        throws
    {
        for (role, party) in Self.advisers {
            var player = try initiated(id)
            try player.take("seatAdviser", by: Self.head, Self.admission(role))
            let offered = moves(for: party, on: player.state, in: player.context()).map(\.action)
            #expect(offered == ["recuse"], "\(role)")
            try player.take("recuse", by: party, ["reason": "The importer is a client of my firm."])
            #expect(!readsPapers(player, party), "\(role)")
            #expect(player.state.openSeats.filter(\.advises).isEmpty)
            #expect(refusal(player, "seatAdviser", by: Self.head, Self.admission(role)) != nil, "\(role)")
            // Whose account sat there is told to nobody who did not know it, not even where an office of theirs is on the case.
            for row in player.state.rows.values where row.compartment.confidentiality == .parties {
                #expect(!row.fields.values.contains(.string(party.id.description)), "\(role) \(row.kind)")
            }
            // Somebody else may be asked.
            try player.take(
                "seatAdviser", by: Self.head,
                Self.admission(role, Players.login(role, 1)).merging(["partyName": "Another"]) { $1 })
            #expect(player.state.openSeats.filter(\.advises).map(\.name) == ["Another"])
        }
    }

    @Test func `only the head admits, with an undertaking, and no official of another country`() throws {
        let player = try initiated("unfair.antidumping")
        let investigator = Players.holding(.investigator)[0]
        #expect(refusal(player, "seatAdviser", by: investigator, Self.admission(.counsel)) != nil)
        for field in ["secrecyUndertakingOn", "secrecyUndertakingRef", "account"] {
            var fields = Self.admission(.counsel)
            fields[field] = nil
            #expect(refusal(player, "seatAdviser", by: Self.head, fields) != nil, "\(field)")
        }
        let foreign = Self.admission(.ministryLegal, Players.login(.ministryLegal, 2))
        #expect(refusal(player, "seatAdviser", by: Self.head, foreign) != nil)
        let other = Self.admission(.counsel, Players.login(.ministryLegal, 0))
        #expect(refusal(player, "seatAdviser", by: Self.head, other) != nil, "a lawyer who is no counsel")
    }

    @Test func `nobody advises the authority and sits for a party`() throws {
        let player = try initiated("unfair.antidumping")
        var (context, commands) = (player.context(), UInt64(50))
        let both = Party(
            id: UserID(high: 0x7010, low: 0x8000_0000_0000_0777), name: "Both",
            appointments: [Appointment(.counsel), Appointment(.interestedParty)])
        context.accounts["both"] = both
        func after(_ fields: [String: JSONValue], _ action: ActionID, by party: Party, on state: CaseState) throws
            -> CaseState
        {
            var state = state
            let act = CaseAct(caseID: TablePlayer.caseID, action: action, from: nil, fields: fields)
            commands += 1
            context.mid = CommandID(high: 0x7012, low: 0x8000_0000_0000_0000 + commands * 10_000)
            _ = apply(try decide(.act(act), on: state, by: party, in: context).events, to: &state)
            return state
        }
        let investigator = Players.holding(.investigator)[0]
        let seating: [String: JSONValue] = ["partyName": "Foshan", "partyKind": "exporter", "account": "both"]
        let admission = Self.admission(.counsel, "both")
        let seated = try after(seating, "registerParty", by: investigator, on: player.state)
        #expect(throws: Refusal.self) { try after(admission, "seatAdviser", by: Self.head, on: seated) }
        let admitted = try after(admission, "seatAdviser", by: Self.head, on: player.state)
        #expect(throws: Refusal.self) { try after(seating, "registerParty", by: investigator, on: admitted) }
    }
}
