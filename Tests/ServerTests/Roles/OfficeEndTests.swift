import CaseProtocol
import Testing
import Workflow

@testable import Server

/// What was given to somebody by name ends with the office in which it was given (`roles.md` 3.6), and with the hand-over.
@Suite struct OfficeEndTests {
    private static func sees(_ person: TestPerson, _ caseID: CaseID) async throws -> Bool {
        try await RoleProbe(person: person).pulled()[caseID] != nil
    }

    private static func change(_ world: RoleWorld, _ name: String, to roles: [String]) async throws -> TestPerson {
        try await world.server.core.changeUser(ChangeUserRequest(name: name, roles: roles))
        return try await world.server.signIn(name)
    }

    @Test(arguments: [RoleColumn.secretRemedy, .remedy, .reporter])
    func `an investigator with another office reads no case that was given to them, and gets none back with the old`(
        _ column: RoleColumn
    ) async throws {
        let world = try await RoleWorld()
        let home = try #require(world.homes[.investigator]?[column])
        #expect(try await Self.sees(try world.insider(.investigator), home))
        let moved = try await Self.change(world, "investigator", to: ["complainant:KE"])
        #expect(try await !Self.sees(moved, home))
        #expect(try await RoleProbe(person: moved).reach(home) == RoleProbe.Reach())
        // From initiation on colleagues of the authority read the open file.
        let back = try await Self.change(world, "investigator", to: ["investigator:KE"])
        let seen = try await RoleProbe(person: back).pulled()[home] ?? []
        #expect(!seen.contains { $0.confidentiality == .confidential || $0.confidentiality == .sealed })
        #expect(column == .remedy || seen.isEmpty)
    }

    @Test func `whoever keeps the office beside another keeps the case`() async throws {
        let world = try await RoleWorld()
        let home = try #require(world.homes[.investigator]?[.secretRemedy])
        let both = try await Self.change(world, "investigator", to: ["complainant:KE", "investigator:KE"])
        #expect(try await Self.sees(both, home))
        let elsewhere = try await Self.change(world, "investigator", to: ["investigator:UG"])
        #expect(try await !Self.sees(elsewhere, home))
    }

    @Test(arguments: [(RoleID.counsel, RoleColumn.dispute), (.facilitator, .complaint), (.interestedParty, .remedy)])
    func `somebody who is counsel, facilitator or a party's no longer acts for no seat, and the seat stays`(
        _ role: RoleID, _ column: RoleColumn
    ) async throws {
        let world = try await RoleWorld()
        let home = try #require(world.homes[role]?[column])
        let person = try world.insider(role)
        #expect(try await Self.sees(person, home))
        let moved = try await Self.change(world, person.signedIn.party.name, to: ["strTrader:KE"])
        #expect(try await !Self.sees(moved, home))
        let rows = try await world.server.store.read { try $0.rows(of: home) }
        #expect(rows.contains { $0["seat"] == true && $0["role"]?.string == role.rawValue && $0["leftOn"] == nil })
        #expect(!rows.contains { $0["seatUser"] == true && $0["user"]?.string == person.id.description })
    }

    @Test func `whoever opened a case on the authority's own motion loses it when it is given to somebody else`()
        async throws
    {
        let server = try await TestServer()
        let player = RolePlayer(server: server)
        let head = try await server.person("chebet", "authorityHead:KE")
        let opener = try await server.person("mutua", "investigator:KE")
        let next = try await server.person("barasa", "investigator:KE")
        let caseID = try await player.open("unfair.antidumping", "openOwnMotion", by: opener)
        #expect(try await Self.sees(opener, caseID))
        let given = try await head.send(.assign(CaseAssign(caseID: caseID, person: next.id, desk: nil)))
        #expect(given == .applied)
        #expect(try await Self.sees(next, caseID))
        #expect(try await !Self.sees(opener, caseID))
        // And with the office, too, where it was never given on.
        let own = try await player.open("unfair.antidumping", "openOwnMotion", by: next)
        try await server.core.changeUser(ChangeUserRequest(name: "barasa", roles: ["triageOfficer:KE"]))
        let moved = try await server.signIn("barasa")
        for case let home in [caseID, own] { #expect(try await !Self.sees(moved, home)) }
    }

    @Test func `after an upgrade those who changed office before lose what they had kept`() async throws {
        let world = try await RoleWorld()
        let home = try #require(world.homes[.investigator]?[.secretRemedy])
        let person = try world.insider(.investigator)
        // As an earlier build left it: other roles, and the case still given to them.
        try await world.server.store.write { transaction in
            guard var account = try transaction.account(person.id) else { return }
            account.appointments = [Appointment(.complainant, scope: "KE")]
            try transaction.put(account)
        }
        #expect(try await Self.sees(person, home))
        try await world.server.core.renewPlacements()
        #expect(try await !Self.sees(person, home))
    }
}
