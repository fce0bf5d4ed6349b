import CaseProtocol
import HTTPTypes
import Synchronization
import Testing
import Workflow

@testable import Server

/// The public's statistics are counts of published cards.
@Suite struct PublicCountsTests {
    private static func card(
        _ server: TestServer, _ serial: Int, _ fields: [String: JSONValue] = [:], published: Bool = true
    ) async throws {
        let number = CaseNumber.make(prefix: "NTB", year: 2026, serial: serial)
        try await server.append([
            Row(
                id: server.id(), kind: .publicCard, compartment: Compartment(caseID: server.id(), .public),
                fields: [
                    "number": .string(number), "status": "In process", "procedure": "ntb.tripartite", "category": "2.8",
                    "reportingCountry": "KE", "imposingCountry": "UG", "text": .string("Text \(serial)."),
                    "publishedOn": "2026-11-20", "published": .bool(published),
                ].merging(fields) { $1 })
        ])
    }

    private static func counts(_ http: TestHTTP) async throws -> PublicCounts {
        try await http.get(Endpoint.publicCounts).decoded(PublicCounts.self)
    }

    @Test func `cards are counted by what they say, and what was no barrier apart from barriers removed`() async throws
    {
        let server = try await TestServer()
        let ends: [[String: JSONValue]] = [
            [:], [:], ["status": "Resolved", "outcome": "resolved"], ["status": "Resolved", "outcome": "notAnNtb"],
            ["status": "Resolved"], ["imposingCountry": "TZ"], ["category": "8.7"],
        ]
        for (index, fields) in ends.enumerated() { try await Self.card(server, index + 1, fields) }
        try await Self.card(server, 90, published: false)
        try await TestHTTP.with(server) { http in
            let counts = try await Self.counts(http).counts
            #expect(counts.map(\.cases).reduce(0, +) == ends.count)
            let uganda = counts.filter { $0.imposingCountry == "UG" && $0.category == "2.8" }
            #expect(uganda.map(\.status) == ["In process", "Resolved", "Resolved", "Resolved"])
            #expect(uganda.map(\.outcome) == [nil, nil, "notAnNtb", "resolved"])
            #expect(uganda.map(\.cases) == [2, 1, 1, 1])
            #expect(counts.map(\.imposingCountry) == ["TZ", "UG", "UG", "UG", "UG", "UG"])
        }
    }

    @Test func `more cards than a page are all counted`() async throws {
        let server = try await TestServer()
        for serial in 1...(ServerCore.cardsMax + 3) { try await Self.card(server, serial) }
        #expect(try await server.core.publicCounts().counts.map(\.cases) == [ServerCore.cardsMax + 3])
    }

    @Test func `it is counted once a minute, and who has it is told that nothing changed`() async throws {
        let server = try await TestServer()
        try await Self.card(server, 1)
        try await TestHTTP.with(server) { http in
            let first = try await http.get(Endpoint.publicCounts)
            #expect(first.headers[.cacheControl] == "public, max-age=60")
            let tag = try #require(first.headers[.eTag])
            try await Self.card(server, 2)
            #expect(try await http.get(Endpoint.publicCounts, headers: [.ifNoneMatch: tag]).status == 304)
            server.clock.advance(milliseconds: 60_000)
            let next = try await http.get(Endpoint.publicCounts, headers: [.ifNoneMatch: tag])
            #expect(next.status == 200)
            #expect(try next.decoded(PublicCounts.self).counts.map(\.cases) == [2])
        }
    }

    @Test func `who asks while it is counted waits for that count`() async throws {
        let tally = PublicTally()
        let countings = Mutex(0)
        let ask: @Sendable () async throws -> PublicCounts = {
            try await tally.counts(at: TestServer.start) { now in
                countings.withLock { $0 += 1 }
                // The others come to ask.
                for _ in 0..<1_000 { await Task.yield() }
                return PublicCounts(countedOn: ServerCore.day(at: now), counts: [])
            }
        }
        async let first = ask()
        async let second = ask()
        #expect(try await first == second)
        #expect(countings.withLock { $0 } == 1)
    }

    @Test func `a count that failed is over, and whoever asks next counts anew`() async throws {
        let tally = PublicTally()
        let failure = await problem {
            _ = try await tally.counts(at: TestServer.start) { _ in throw Problem(.internal, "The disk is gone.") }
        }
        #expect(failure?.code == .internal)
        let counts = try await tally.counts(at: TestServer.start) { now in
            PublicCounts(countedOn: ServerCore.day(at: now), counts: [])
        }
        #expect(counts.counts.isEmpty)
    }

    /// A case that is not published changes no byte, however many there are and whatever becomes of them.
    @Test func `two worlds that differ only in what is not published have the same statistics, byte for byte`()
        async throws
    {
        let answers = Mutex<[[UInt8]]>([])
        for isFuller in [false, true] {
            let server = try await TestServer()
            try await Self.card(server, 1)
            if isFuller {
                let (amina, kenya) = (
                    try await server.person("amina", "complainant:KE"),
                    try await server.person("kamau", "focalPoint:KE")
                )
                let player = RolePlayer(server: server)
                for _ in 0..<3 {
                    let caseID = try await player.open("ntb.tripartite", by: amina, TestPerson.filing)
                    try await player.act("submit", on: caseID, by: amina, TestPerson.filing)
                    try await player.act(
                        "register", on: caseID, by: kenya, ["imposingCountry": "UG", "policyOrRegulatory": false])
                }
                try await Self.card(server, 7, ["imposingCountry": "TZ"], published: false)
            }
            try await TestHTTP.with(server) { http in
                let body = try await http.get(Endpoint.publicCounts).body
                answers.withLock { $0.append(body) }
            }
        }
        let (first, second) = answers.withLock { ($0[0], $0[1]) }
        #expect(first == second && !first.isEmpty)
    }
}
