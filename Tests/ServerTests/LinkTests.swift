import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Links between cases, on every store.
@Suite struct LinkTests {
    /// Two complaints of two traders, both registered by the same focal point.
    private struct Pair {
        let fixture: StoreFixture
        let server: TestServer
        let amina: TestPerson
        let mukami: TestPerson
        let kamau: TestPerson
        let first: CaseID
        let second: CaseID

        init(_ kind: StoreKind, registered: Bool = true) async throws {
            fixture = try StoreFixture(kind)
            server = try await TestServer(store: fixture.store, catalogue: .linking)
            amina = try await server.person("amina", "complainant:KE")
            mukami = try await server.person("mukami", "complainant:KE")
            kamau = try await server.person("kamau", "focalPoint:KE")
            first = try await amina.fileLinkable(label: "AB2C-1")
            second = try await mukami.fileLinkable(label: "ZX9W-1")
            guard registered else { return }
            try await kamau.register(first)
            try await kamau.register(second)
        }

        func number(_ caseID: CaseID) async throws -> String {
            try #require(try await server.header(caseID)?.number)
        }

        func merge() async throws -> Outcome {
            try await kamau.act("mergeDuplicate", on: second, ["otherCase": .string(try await number(first))])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a merged case is found under its old number in the one where it goes on`(kind: StoreKind) async throws {
        let pair = try await Pair(kind)
        let old = try await pair.number(pair.second)
        #expect(try await pair.merge() == .applied)
        #expect(try await pair.server.header(pair.second)?.stage == "merged")
        #expect(try await pair.server.header(pair.first)?.aliases == [old, "ZX9W-1"])
        let third = try await pair.amina.fileLinkable()
        let outcome = try await pair.kamau.act("mergeDuplicate", on: third, ["otherCase": .string(old)])
        #expect(outcome == .applied)
        let link = try #require(try await pair.server.links(on: third).first { $0.otherCase != nil })
        #expect(link.otherCase == pair.first)
    }

    @Test(arguments: StoreKind.allCases)
    func `an undone merge gives back the references and the stage, and nothing else`(kind: StoreKind) async throws {
        let pair = try await Pair(kind)
        let before = try #require(try await pair.server.header(pair.second))
        let leading = try await pair.server.header(pair.first)?.references
        _ = try await pair.merge()
        #expect(try await pair.kamau.act("unmerge", on: pair.second, ["reason": "Another scanner."]) == .applied)
        let after = try #require(try await pair.server.header(pair.second))
        #expect(after.stage == before.stage)
        #expect(after.references == before.references)
        #expect(try await pair.server.header(pair.first)?.references == leading)
        for caseID in [pair.first, pair.second] {
            let links = try await pair.server.links(on: caseID)
            #expect(!links.isEmpty)
            #expect(links.allSatisfy { !$0.isStanding })
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `both ends of a link are told, each trader of the own case only`(kind: StoreKind) async throws {
        let pair = try await Pair(kind)
        let number = try await pair.number(pair.first)
        _ = try await pair.merge()
        #expect(try await pair.server.links(on: pair.first).contains { $0.isNoted && $0.otherCase == pair.second })
        let seenByFirst = try await pair.amina.pull(nil).rows
        #expect(!seenByFirst.contains { $0.kind == .link || $0.caseID == pair.second })
        let told = try await pair.mukami.pull(nil).rows.filter { $0.kind == .link }
        #expect(told.map { $0["otherReference"] } == [.string(number)], "where it goes on, by its number")
        #expect(told.allSatisfy { $0["otherCase"] == nil })
        let events = try await pair.mukami.pull(nil).rows.filter { $0.kind == .event }
        #expect(events.allSatisfy { $0["otherCase"] == nil })
    }

    @Test(arguments: StoreKind.allCases)
    func `a hidden case and none at all are refused alike as the other case`(kind: StoreKind) async throws {
        let pair = try await Pair(kind, registered: false)
        let nakato = try await pair.server.person("nakato", "focalPoint:UG")
        let grace = try await pair.server.person("grace", "complainant:UG")
        let own: CaseID = pair.server.id()
        var opening = TestPerson.opening(own, label: nil)
        opening.version = 2
        _ = try await grace.send(.open(opening))
        try await grace.act("submit", on: own, TestPerson.filing.merging(["locationCountry": "KE"]) { $1 })
        var outcomes: [Outcome] = []
        for reference in [
            "AB2C-1", "QQ7Q-7", pair.first.description, CaseID(high: 0x7009, low: 0x8000_0000_0000_0009).description,
        ] {
            outcomes.append(try await nakato.act("joinCase", on: own, ["otherCase": .string(reference)]))
        }
        #expect(outcomes[0].problem?.path == "fields.otherCase")
        #expect(Set(outcomes).count == 1, "\(outcomes)")
    }

    @Test func `a case is no duplicate of itself, of another procedure's or of a merged one`() async throws {
        let pair = try await Pair(.inMemory)
        let itself = try await pair.kamau.act(
            "mergeDuplicate", on: pair.first, ["otherCase": .string(pair.first.description)])
        #expect(itself.problem?.path == "fields.otherCase")
        _ = try await pair.merge()
        let third = try await pair.amina.fileLinkable()
        let merged = try await pair.kamau.act(
            "mergeDuplicate", on: third, ["otherCase": .string(pair.second.description)])
        #expect(merged.problem?.path == "fields.otherCase")
    }

    @Test func `only what ended recurs, and only what is open is joined`() async throws {
        let pair = try await Pair(.inMemory)
        let named: [String: JSONValue] = ["otherCase": .string(pair.first.description)]
        #expect(try await pair.kamau.act("noteRecurrence", on: pair.second, named).problem?.code == .invalidField)
        #expect(try await pair.kamau.act("joinCase", on: pair.second, named) == .applied)
        #expect(try await pair.kamau.act("joinCase", on: pair.second, named).problem?.code == .guardFailed)
        #expect(try await pair.kamau.act("unjoin", on: pair.second, ["reason": "Settled apart."]) == .applied)
        try await pair.amina.act("withdraw", on: pair.first)
        #expect(try await pair.kamau.act("joinCase", on: pair.second, named).problem?.code == .invalidField)
        #expect(try await pair.kamau.act("noteRecurrence", on: pair.second, named) == .applied)
        #expect(try await pair.kamau.act("noteRecurrence", on: pair.second, named).problem?.code == .invalidField)
        let notes = try await pair.server.links(on: pair.first).filter { $0.kind == .recurrenceOf }
        #expect(notes.contains { $0.isNoted && $0.otherCase == pair.second })
    }

    @Test func `nobody but the machine notes a link`() async throws {
        let pair = try await Pair(.inMemory)
        let fields: [String: JSONValue] = [
            "kind": "joint", "pair": "x", "otherCase": .string(pair.second.description),
        ]
        let outcome = try await pair.kamau.act("noteLink", on: pair.first, fields)
        #expect(outcome.problem?.code == .unknownAction)
        #expect(try await pair.server.links(on: pair.first).isEmpty)
    }
}
