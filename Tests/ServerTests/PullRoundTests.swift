import CaseCrypto
import CaseProtocol
import Testing
import Workflow

@testable import Server

@Suite struct PullRoundTests {
    /// Rows of a page that its reader could not see when it was made.
    private static func trespassers(on page: [PullLine], visible: [Compartment: [RowID: [UInt8]]]) -> [Row] {
        page.rows.filter { visible[$0.compartment] == nil }
    }

    @Test(arguments: StoreKind.allCases, 1...12)
    func `a replica that pulls tiny pages between commits ends up with exactly what its person sees`(
        kind: StoreKind, seed: Int
    ) async throws {
        let fixture = try StoreFixture(kind)
        defer { withExtendedLifetime(fixture) {} }
        let server = try await TestServer(store: fixture.store)
        let person = try await server.person("amina", "complainant:KE")
        var history = PullHistory(server, reader: person.id, seed: UInt64(seed))
        var replica = PlainReplica()
        let pageBytes = 1 + history.draw(900)
        var flips = 0
        for _ in 0..<120 {
            for _ in 0..<history.draw(4) { try await history.step() }
            let page = try await person.pull(replica.cursor, pageBytes: pageBytes)
            #expect(Self.trespassers(on: page, visible: history.visible).isEmpty)
            if replica.take(page) {
                flips += 1
                #expect(replica.held == history.visible)
            }
        }
        var pages = 0
        while !replica.take(try await person.pull(replica.cursor, pageBytes: pageBytes)) {
            pages += 1
            try #require(pages < 2_000, "the round does not end")
        }
        #expect(replica.held == history.visible)
        #expect(flips > 0 || pages > 0)
    }

    @Test func `an idle pull is a trailer alone, and complete`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        let first = try await person.pull(nil)
        let second = try await person.pull(first.trailer?.next)
        #expect(second.count == 1)
        #expect(second.trailer?.complete == true)
        #expect(second.trailer?.count == 0)
    }

    @Test func `every page moves on, even one of a single byte`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        var history = PullHistory(server, reader: person.id, seed: 5)
        for _ in 0..<80 { try await history.step() }
        var replica = PlainReplica()
        while true {
            let page = try await person.pull(replica.cursor, pageBytes: 1)
            if replica.take(page) { break }
            #expect(page.count > 1, "a page without a line would never end")
        }
        #expect(replica.held == history.visible)
    }

    @Test func `what was revoked in mid-round leaves before the replica is complete`() async throws {
        let server = try await TestServer()
        let person = try await server.person("kamau", "focalPoint:KE")
        let compartments = (0..<2).map { _ in Compartment(caseID: server.id(), .parties) }
        for compartment in compartments { try await server.place(compartment, to: ["fp:KE"], rowCount: 3) }
        var replica = PlainReplica()
        let begun = replica.take(try await person.pull(nil, pageBytes: 1))
        try #require(!begun)
        _ = replica.take(try await person.pull(replica.cursor, pageBytes: 1))
        for compartment in compartments { try await server.place(compartment, to: [], rowCount: 0) }
        while !replica.take(try await person.pull(replica.cursor)) {}
        #expect(compartments.allSatisfy { replica.held[$0] == nil })
    }

    @Test func `what was lost and regained between two pulls is entered anew`() async throws {
        let server = try await TestServer()
        let person = try await server.person("kamau", "focalPoint:KE")
        let compartment = Compartment(caseID: server.id(), .parties)
        try await server.place(compartment, to: ["fp:KE"], rowCount: 2)
        let first = try await person.pull(nil)
        try await server.place(compartment, to: [], rowCount: 0)
        try await server.place(compartment, to: ["fp:KE"], rowCount: 1)
        let second = try await person.pull(first.trailer?.next)
        #expect(second.contains(.enter(compartment, audiences: ["fp:KE"])))
        #expect(second.rows.count == 3)
    }

    @Test func `leaves come before everything else`() async throws {
        let server = try await TestServer()
        let person = try await server.person("kamau", "focalPoint:KE")
        let old = Compartment(caseID: server.id(), .parties)
        let new = Compartment(caseID: server.id(), .parties)
        try await server.place(new, to: [], rowCount: 1)
        try await server.place(old, to: ["fp:KE"], rowCount: 1)
        let first = try await person.pull(nil)
        try await server.place(new, to: ["fp:KE"], rowCount: 0)
        try await server.place(old, to: [], rowCount: 0)
        let second = try await person.pull(first.trailer?.next)
        #expect(second.first == .leave(old))
        #expect(second.dropFirst().first == .enter(new, audiences: ["fp:KE"]))
    }

    @Test func `a reader of one compartment is told nothing of another`() async throws {
        let server = try await TestServer()
        let person = try await server.person("kamau", "focalPoint:KE")
        let cursor = try await person.pull(nil).trailer?.next
        try await server.place(Compartment(caseID: server.id(), .parties), to: ["fp:UG"], rowCount: 5)
        let page = try await person.pull(cursor)
        #expect(page.count == 1)
        #expect(page.trailer?.complete == true)
    }

    @Test func `rows go out byte for byte as they are stored`() async throws {
        let server = try await TestServer()
        let person = try await server.person("kamau", "focalPoint:KE")
        let row = Row(
            id: server.id(), kind: "laterKind", compartment: Compartment(caseID: server.id(), .parties),
            fields: ["text": "Grenzübergang"], unknown: ["later": ["a": 1]])
        try await server.append([row], placements: [row.compartment: ["fp:KE"]])
        let request = PullRequest(replica: person.replica, cursor: nil, acked: 0)
        let lines = try await server.core.pull(request, as: person.signedIn).split(separator: UInt8(ascii: "\n"))
        #expect(lines.contains { Array($0) == row.canonicalBytes })
    }
}

extension TestServer {
    func append(
        _ rows: [Row], placements: [Compartment: Set<AudienceID>] = [:]
    ) async throws {
        let now = clock.now()
        try await store.write { transaction in
            _ = try transaction.append(
                CommitDraft(
                    at: now, by: Party.system.id, replica: nil, command: "test", commandHash: SHA256.hash([1]),
                    rows: rows, placements: placements))
        }
    }

    /// Opens a compartment to audiences and adds notes to it.
    func place(_ compartment: Compartment, to audiences: Set<AudienceID>, rowCount: Int) async throws {
        let rows = (0..<rowCount).map {
            Row(id: id(), kind: .note, compartment: compartment, fields: ["text": .string("\($0)")])
        }
        try await append(rows, placements: [compartment: audiences])
    }
}
