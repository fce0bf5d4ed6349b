import CaseProtocol
import Testing
import Workflow

@testable import Server

/// The receipt code of a trader for whom somebody filed, from any device.
@Suite struct TraderCodeServerTests {
    /// A call that was taken down and filed; submitting is the focal point's rule, the third.
    private static func called(_ player: RolePlayer, by kamau: TestPerson) async throws -> CaseID {
        let caseID = try await player.open("ntb.tripartite", "recordLead", by: kamau)
        try await player.act("convertLead", on: caseID, by: kamau)
        try await player.act("submit", on: caseID, by: kamau, TestPerson.filing, rule: 2)
        return caseID
    }

    private static func code(_ user: UserID) -> [String: JSONValue] {
        [AssistedTrader.account.rawValue: .string(user.description)]
    }

    @Test(arguments: StoreKind.allCases)
    func `the code opens the one case with its first use, and another code closes it`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let server = try await TestServer(store: fixture.store)
        let player = RolePlayer(server: server)
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let caseID = try await Self.called(player, by: kamau)
        let elsewhere = try await Self.called(player, by: kamau)
        let (first, second) = (try NamelessAccount(number: 1), try NamelessAccount(number: 2))
        // Given before the account is there: it comes with the first use of the code.
        try await player.act("giveCode", on: caseID, by: kamau, Self.code(first.user))
        _ = try await server.register(first)
        let phone = try await server.signIn(first)
        let page = try await phone.pull(nil)
        #expect(Set(page.rows.map(\.caseID)).contains(caseID) && !page.rows.contains { $0.caseID == elsewhere })
        try await player.act("askInfo", on: caseID, by: kamau, ["questions": "Which post was it?"])
        let cafe = try await server.signIn(first)
        #expect(try await cafe.pull(nil).rows.contains { $0["questions"] == "Which post was it?" })
        try await player.act("supplyInfo", on: caseID, by: cafe, ["answers": "Busia."])
        #expect(try await kamau.pull(nil).rows.contains { $0["answers"] == "Busia." })
        try await player.act("giveCode", on: caseID, by: kamau, Self.code(second.user))
        let after = try await phone.pull(page.trailer?.next)
        #expect(after.contains { if case .leave(let place) = $0 { place.caseID == caseID } else { false } })
        #expect(try await !phone.pull(nil).rows.contains { $0.caseID == caseID })
        #expect(try await phone.act("withdraw", on: caseID, ["reason": "No."]).problem?.code == .notFound)
        _ = try await server.register(second)
        #expect(try await server.signIn(second).pull(nil).rows.contains { $0.caseID == caseID })
        for account in [first, second] {
            let rows = try await server.store.read { try $0.rows(of: caseID) }
            #expect(!rows.contains { $0.json.canonicalText.contains(account.name) })
        }
    }

    @Test func `an account with a name is not opened a case by it, and is not told of`() async throws {
        let server = try await TestServer()
        let player = RolePlayer(server: server)
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let amina = try await server.person("amina", "complainant:KE")
        let caseID = try await Self.called(player, by: kamau)
        let refused = try await kamau.act("giveCode", on: caseID, Self.code(amina.id)).problem
        let nonsense = try await kamau.act(
            "giveCode", on: caseID, [AssistedTrader.account.rawValue: "K7QM-4R3D-9XWA-PT6E-V"]
        ).problem
        #expect(refused?.code == .invalidField && refused == nonsense)
        #expect(try await !amina.pull(nil).rows.contains { $0.caseID == caseID })
    }
}
