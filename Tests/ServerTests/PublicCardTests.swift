import CaseProtocol
import HTTPTypes
import Testing
import Workflow

@testable import Server

@Suite struct PublicCardTests {
    /// A server with that many published cards, and one that was taken back.
    private static func server(cardCount: Int) async throws -> TestServer {
        let server = try await TestServer()
        for index in 0...cardCount {
            let number = CaseNumber.make(prefix: "NTB", year: 2026, serial: index + 1)
            let row = Row(
                id: server.id(), kind: .publicCard, compartment: Compartment(caseID: server.id(), .public),
                fields: [
                    "number": .string(number), "status": "New", "procedure": "ntb.tripartite", "text": "A text.",
                    "publishedOn": "2026-11-20", "published": .bool(index < cardCount),
                ])
            try await server.append([row])
        }
        return server
    }

    @Test func `the register is read page by page`() async throws {
        let server = try await Self.server(cardCount: 3)
        try await TestHTTP.with(server) { http in
            let first = try await http.get(Endpoint.publicCards + "?limit=2").decoded(PublicCardList.self)
            #expect(first.cards.count == 2)
            let next = try #require(first.next)
            let second = try await http.get(Endpoint.publicCards + "?limit=2&after=\(next)")
                .decoded(PublicCardList.self)
            #expect(second.cards.count == 1)
            #expect(second.next == nil)
            #expect(first.cards.last?.number == next)
        }
    }

    @Test(arguments: ["0", "201", "-1", "many", ""])
    func `a page of an impossible size is refused`(limit: String) async throws {
        try await TestHTTP.with(try await TestServer()) { http in
            let answer = try await http.get(Endpoint.publicCards + "?limit=\(limit)")
            #expect(answer.status == 400)
            #expect(answer.problem?.path == "limit")
        }
    }

    @Test func `a reader who has the page is told that nothing changed`() async throws {
        let server = try await Self.server(cardCount: 1)
        try await TestHTTP.with(server) { http in
            let first = try await http.get(Endpoint.publicCards)
            let tag = try #require(first.headers[.eTag])
            let second = try await http.get(Endpoint.publicCards, headers: [.ifNoneMatch: tag])
            #expect(second.status == 304)
            #expect(second.body.isEmpty)
            #expect(try await http.get(Endpoint.publicCards, headers: [.ifNoneMatch: "\"other\""]).status == 200)
        }
    }

    @Test func `one card is found by its number, and only while it is published`() async throws {
        let server = try await Self.server(cardCount: 1)
        let numbers = (1...2).map { CaseNumber.make(prefix: "NTB", year: 2026, serial: $0) }
        try await TestHTTP.with(server) { http in
            let card = try await http.get(Endpoint.publicCards + "/\(numbers[0])").decoded(PublicCard.self)
            #expect(card.number == numbers[0])
            #expect(try await http.get(Endpoint.publicCards + "/\(numbers[1])").problem?.code == .notFound)
        }
    }
}
