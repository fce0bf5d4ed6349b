import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Who complains, on the devices of the country complained of.
@Suite struct SharedIdentityServerTests {
    /// Pulls on from a cursor: what rows of the country's copy came, what compartments left, and the next cursor.
    private static func pull(
        _ person: TestPerson, from start: String?
    ) async throws -> (told: [Row], left: Set<Compartment>, next: String?) {
        var (cursor, told, left) = (start, [Row](), Set<Compartment>())
        while true {
            let page = try await person.pull(cursor)
            told += page.rows.filter { $0.kind == .party && $0["contact"] != nil }
            for case .leave(let compartment) in page { left.insert(compartment) }
            cursor = page.trailer?.next ?? cursor
            if page.trailer?.complete != false { return (told, left, cursor) }
        }
    }

    @Test func `a name comes with the request by consent, and leaves with it`()
        async throws
    {
        let server = try await TestServer()
        let player = RolePlayer(server: server)
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let nakato = try await server.person("nakato", "focalPoint:UG")
        let member = try await server.person("okello", "nmcMember:UG")
        let registry = try await server.person("registry", "secretariatAfcfta")
        let filing = TestPerson.filing.merging(["shareWithImposing": true]) { $1 }
        let caseID = try await player.open("ntb.afcfta", by: amina, filing)
        try await player.act("submit", on: caseID, by: amina, filing)
        let before = try await Self.pull(nakato, from: nil)
        #expect(before.told.isEmpty)
        try await player.act(
            "sendRequest", on: caseID, by: kamau, ["imposingCountry": "UG", "reportingCountry": .null])
        let place = Compartment(caseID: caseID, .confidential, holder: "UG")
        let sent = try await Self.pull(nakato, from: before.next)
        #expect(sent.told.map(\.compartment) == [place])
        #expect(sent.told.map { $0["contact"] } == [TestPerson.filing["contact"]])
        for person in [member, registry] { #expect(try await Self.pull(person, from: nil).told.isEmpty) }
        try await player.act("transfer", on: caseID, by: registry, ["documentRef": .null])
        try await player.act(
            "returnFromRec", on: caseID, by: registry, ["documentRef": "Letter 7", "failureReport": "No result."])
        try await player.act("askInfo", on: caseID, by: kamau)
        let asked = try await Self.pull(nakato, from: sent.next)
        #expect(!asked.left.contains(place))
        try await player.act("supplyInfo", on: caseID, by: amina, ["shareWithImposing": false])
        let withdrawn = try await Self.pull(nakato, from: asked.next)
        #expect(withdrawn.left.contains(place) && withdrawn.told.isEmpty)
        #expect(try await Self.pull(nakato, from: nil).told.isEmpty)
        #expect(try await server.store.read { try $0.placements(of: caseID) }[place, default: []].isEmpty)
    }
}
