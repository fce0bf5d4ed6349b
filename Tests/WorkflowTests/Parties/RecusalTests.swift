import CaseProtocol
import Testing

@testable import Workflow

/// Stepping back from a case (`roles.md` 3.9).
@Suite struct RecusalTests {
    private static let current = Catalogue.standard.currentProcedures.map { TableName(id: $0.id, version: $0.version) }
    /// Those who bring a case, who are parties to it, and the machine: they do not act for anybody else.
    private static let ownMatters: Set<RoleID> = [
        .complainant, .strTrader, .association, .publicOfficial, .industryApplicant, .interestedParty, .system,
    ]

    @Test(arguments: current)
    func `everybody who acts on a case for others steps back from it, and does nothing there afterwards`(
        _ name: TableName
    ) throws {
        let procedure = try TableWalks.procedure(name)
        let moves = procedure.rules.filter { $0.from != .nothing }
        for role in Set(moves.flatMap(\.roles)).subtracting(Self.ownMatters).sorted() {
            guard let (scene, rule, actor) = Self.scene(of: role, procedure) else {
                Issue.record("\(procedure.id): \(role) never steps back")
                continue
            }
            var player = scene
            try player.play(rule, by: actor, ["reason": "The importer is a cousin of mine."])
            #expect(player.state.isRecused(actor.id), "\(procedure.id) \(role)")
            #expect(Workflow.moves(for: actor, on: player.state, in: player.context()).isEmpty)
            let isNamed = player.state.rows(.assignment).contains { row in
                OfficeEnd.members.contains { row[$0]?.string == actor.id.description }
            }
            #expect(!isNamed, "\(procedure.id) \(role)")
            for action in Set(moves.filter { $0.roles.contains(role) }.map(\.action)).sorted() {
                let act = CaseAct(caseID: TablePlayer.caseID, action: action, from: nil)
                let refusal = #expect(throws: Refusal.self, "\(procedure.id) \(role) \(action)") {
                    try decide(.act(act), on: player.state, by: actor, in: player.context())
                }
                // What was theirs by name they read no longer: to them there is no such case.
                let reads = !caseRoles(of: actor, in: player.state).isEmpty
                #expect(refusal == (reads ? .recused(action) : .notFound), "\(procedure.id) \(role) \(action)")
            }
        }
    }

    /// The first case of the walk on which somebody in the role can step back.
    private static func scene(of role: RoleID, _ procedure: Procedure) -> (TablePlayer, Rule, Party)? {
        let walk = TableWalks.of(procedure)
        let rules = procedure.rules(for: "recuse").filter { $0.roles.contains(role) }
        let plays = procedure.rules.indices.compactMap { walk.found[$0] }
        for player in plays.flatMap({ [TablePlayer(before: $0, of: procedure), TablePlayer(after: $0, of: procedure)] })
        {
            guard let stage = player.stage, player.isTakenUp,
                let rule = rules.first(where: { $0.from.includes(stage) }),
                let actor = player.actors(for: rule).first(where: { party in
                    !player.state.isRecused(party.id)
                        && (try? Standing(player.state, party))?.role(for: rule) == role
                })
            else { continue }
            return (player, rule, actor)
        }
        return nil
    }

    @Test func `a facilitator who steps back leaves the seat, and another is named`() throws {
        var route = try facilitated()
        let facilitator = try #require(route.player.state.openSeats.first { $0.role == .facilitator })
        let account = try #require(facilitator.user)
        try route.act("recuse", by: .facilitator, ["reason": "I advised the exporter last year."])
        let state = route.player.state
        #expect(state.openSeats.isEmpty)
        #expect(state.seatsEver.first?.leftOn == route.player.today)
        #expect(state.deadlines.filter(\.isRunning).map(\.key) == ["appointFacilitator"])
        // Which account sat there, and why it steps back, is told to nobody who did not know it.
        for row in state.rows.values where row.fields.values.contains(.string(account.description)) {
            #expect(row.compartment.holder == facilitator.holder, "\(row.kind)")
        }
        let reasons = state.rows(.event).filter { $0["reason"]?.string == "I advised the exporter last year." }
        #expect(reasons.map(\.compartment.holder) == [facilitator.holder])
        // Not the same again.
        let login = try #require(Players.accounts.first { $0.value.id == account }?.key)
        #expect(throws: Refusal.self) {
            try route.act("appointFacilitator", ["partyName": "Professor Mensah", "account": .string(login)])
        }
        let others = Players.accounts.filter { $0.key.hasPrefix("facilitator") && $0.value.id != account }
        let next = try #require(others.keys.sorted().first)
        try route.act("appointFacilitator", ["partyName": "Dr Achieng", "account": .string(next)])
        #expect(route.player.state.openSeats.map(\.name) == ["Dr Achieng"])
    }

    private func facilitated() throws -> Route {
        let procedure = try #require(Catalogue.standard.current("ntb.afcfta"))
        var route = try Route(procedure, by: .complainant, ["reportingCountry": "KE"])
        try route.act("submit")
        try route.act("sendRequest", ["imposingCountry": "TZ"])
        try route.act("reply")
        try route.act("requestFacilitator", by: .nfpReporting)
        try route.act(
            "appointFacilitator",
            ["partyName": "Professor Mensah", "account": .string(Players.login(.facilitator, 0))])
        return route
    }

    @Test func `nobody is given a case from which they stepped back, and who had it has it no more`() throws {
        let procedure = try #require(Catalogue.standard.current("ntb.tripartite"))
        var route = try Route(procedure, by: .complainant, ["reportingCountry": "KE"])
        try route.act("submit")
        let officers = Players.holding(.nfpReporting).filter { $0.country == "KE" }
        let (first, second) = (try #require(officers.first), try #require(officers.last))
        let assignment = CaseCommand.assign(CaseAssign(caseID: TablePlayer.caseID, person: first.id, desk: nil))
        try route.player.perform(assignment, by: second)
        #expect(route.player.state.rows(.assignment).map { $0["person"]?.string } == [first.id.description])
        let rule = try #require(procedure.rules(for: "recuse").first)
        try route.player.play(rule, by: first, ["reason": "My sister runs the firm."])
        #expect(route.player.state.rows(.assignment).map { $0["person"] } == [nil])
        #expect(throws: Refusal.invalidValue("person", reason: "stepped back from this case")) {
            try route.player.perform(assignment, by: second)
        }
    }
}
