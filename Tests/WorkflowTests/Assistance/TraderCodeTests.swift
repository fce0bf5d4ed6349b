import CaseProtocol
import Testing

@testable import Workflow

/// A trader for whom somebody filed reads and answers the case by a receipt code.
@Suite struct TraderCodeTests {
    private static let procedures: [ProcedureID] = ["ntb.tripartite", "ntb.afcfta", "ntb.eac"]
    private static let kenya = Players.holding(.nfpReporting)[0]
    private static let trader = holder(1)
    private static let other = holder(2)

    private static func holder(_ number: UInt64) -> Party {
        Party(
            id: UserID(high: 0x7016, low: 0x8000_0000_0000_0000 + number), name: "", appointments: [.nameless])
    }

    private static func code(_ party: Party) -> [String: JSONValue] {
        [AssistedTrader.account.rawValue: .string(party.id.description)]
    }

    /// A call that the focal point took down and filed for the trader.
    private func called(_ id: ProcedureID) throws -> TablePlayer {
        let procedure = try #require(Catalogue.standard.current(id))
        var route = try Route(procedure, opening: "recordLead", by: .nfpReporting)
        try route.act("convertLead")
        try route.act("submit", by: .nfpReporting)
        return route.player
    }

    /// What an association filed, for a member or for itself.
    private func associated(_ purpose: String) throws -> TablePlayer {
        let procedure = try #require(Catalogue.standard.current("ntb.tripartite"))
        let mandate: [String: JSONValue] = [
            "onBehalfOf": "Halima Juma", "mandatePaper": "TGA/M/7", "mandateFrom": "2026-01-01",
            "mandateUntil": "2026-12-31",
        ]
        let said = (purpose == "member" ? mandate : ["onBehalfOf": "Halima Juma"]).merging([
            "filesFor": .string(purpose)
        ]) { $1 }
        var route = try Route(procedure, by: .association, said)
        try route.act("submit", by: .association, said)
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
    func `with the code they read what a trader reads, answer, and withdraw`(_ id: ProcedureID) throws {
        var player = try called(id)
        #expect(player.seen(by: Self.trader).isEmpty && caseRoles(of: Self.trader, in: player.state).isEmpty)
        try player.take("giveCode", by: Self.kenya, Self.code(Self.trader))
        #expect(caseRoles(of: Self.trader, in: player.state) == [.strTrader])
        let seen = player.seen(by: Self.trader)
        #expect(seen.contains { $0.kind == .caseHeader } && seen.contains { $0["onBehalfOf"] != nil })
        #expect(seen.allSatisfy { $0.compartment.confidentiality != .internal })
        #expect(player.seen(by: Self.other).isEmpty)
        var route = Route(player)
        try route.act("askInfo", ["questions": "Which post was it?"])
        player = route.player
        #expect(player.seen(by: Self.trader).contains { $0["questions"] == "Which post was it?" })
        try player.take("supplyInfo", by: Self.trader, ["answers": "Namanga."])
        let answer = try #require(player.state.rows(.event).first { $0["answers"] == "Namanga." })
        #expect(answer["byName"] == "the trader" && answer["by"] != .string(Self.trader.id.description))
        #expect(!player.state.rows.values.contains { $0["byName"] == "" })
        #expect(refusal(player, "withdraw", by: Self.trader, ["reason": "It is settled."]) == nil)
        #expect(refusal(player, "register", by: Self.trader, [:]) != nil)
    }

    @Test(arguments: procedures)
    func `another code ends the one before, at once and for every compartment`(_ id: ProcedureID) throws {
        var player = try called(id)
        try player.take("giveCode", by: Self.kenya, Self.code(Self.trader))
        try player.take("giveCode", by: Self.kenya, Self.code(Self.other))
        #expect(player.seen(by: Self.trader).isEmpty && !player.seen(by: Self.other).isEmpty)
        #expect(refusal(player, "withdraw", by: Self.trader, ["reason": "No."]) == .notFound)
        #expect(player.state.rows(.event).count { $0["action"] == "giveCode" } >= 2, "each is on record")
    }

    @Test func `which account it is lies where it is sealed`() throws {
        var player = try called("ntb.tripartite")
        try player.take("giveCode", by: Self.kenya, Self.code(Self.trader))
        let naming = player.state.rows.values.filter { $0.json.canonicalText.contains(Self.trader.id.description) }
        #expect(!naming.isEmpty && naming.allSatisfy { $0.compartment.confidentiality == .sealed })
    }

    @Test func `an association gives one for the member for whom it filed, and goes on itself; none for its own`()
        throws
    {
        let association = try #require(Players.openers(.association).first)
        var player = try associated("member")
        try player.take("giveCode", by: association, Self.code(Self.trader))
        #expect(caseRoles(of: association, in: player.state) == [.association])
        #expect(caseRoles(of: Self.trader, in: player.state) == [.strTrader])
        try player.take("giveCode", by: Self.kenya, Self.code(Self.other))
        #expect(player.seen(by: Self.trader).isEmpty, "the focal point replaces it")
        let own = refusal(try associated("itself"), "giveCode", by: association, Self.code(Self.trader))
        if case .guardFailed? = own {} else { Issue.record("a code for nobody") }
    }

    @Test func `nobody with a name gets in by it, and nobody gives one before the filing or for somebody's own`() throws
    {
        let player = try called("ntb.tripartite")
        let named = try #require(Players.openers(.complainant).first)
        var given = player
        try given.take("giveCode", by: Self.kenya, Self.code(named))
        #expect(caseRoles(of: named, in: given.state).isEmpty, "an account that the rules cannot look up")
        var context = player.context()
        context.accounts[named.id.description] = named
        let act = CaseAct(
            caseID: TablePlayer.caseID, action: "giveCode", from: nil, fields: Self.code(named))
        #expect(throws: Refusal.self) { try decide(.act(act), on: player.state, by: Self.kenya, in: context) }
        let word: [String: JSONValue] = [AssistedTrader.account.rawValue: "K7QM-4R3D-9XWA-PT6E-V"]
        if case .invalidValue? = refusal(player, "giveCode", by: Self.kenya, word) {
        } else {
            Issue.record("a code in place of its account")
        }
        for party in [Players.holding(.nfpImposing)[2], Players.holding(.nmcMember)[0], Players.stranger] {
            #expect(refusal(player, "giveCode", by: party, Self.code(Self.trader)) != nil, "\(party.name)")
        }
        let procedure = try #require(Catalogue.standard.current("ntb.tripartite"))
        let lead = try Route(procedure, opening: "recordLead", by: .nfpReporting).player
        #expect(refusal(lead, "giveCode", by: Self.kenya, Self.code(Self.trader)) != nil)
        var own = try Route(procedure, by: .complainant)
        try own.act("submit", by: .complainant)
        #expect(refusal(own.player, "giveCode", by: Self.kenya, Self.code(Self.trader)) != nil)
    }
}
