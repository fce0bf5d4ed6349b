import CaseProtocol
import Testing
import Workflow

@testable import Server

@Suite struct VisibilityTests {
    /// Commands about a case, as somebody sends them who may not see it.
    private static func commands(on caseID: CaseID, by person: TestPerson) -> [CaseCommand] {
        [
            .act(CaseAct(caseID: caseID, action: "register", from: nil)),
            .act(CaseAct(caseID: caseID, action: "noSuchAction", from: "submitted")),
            .edit(CaseEdit(caseID: caseID, fields: ["place": "Malaba"], base: ["place": 1])),
            .assign(CaseAssign(caseID: caseID, person: nil, desk: .focalPoint)),
            .assign(CaseAssign(caseID: caseID, person: person.server.id(), desk: nil)),
            person.note(caseID),
            person.note(caseID, .internal),
        ]
    }

    @Test func `a case that one may not see is answered, byte for byte, as one that does not exist`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let stranger = try await server.person("nakato", "focalPoint:UG")
        let hidden = try await amina.file()
        let missing: CaseID = server.id()
        for (index, pair) in zip(
            Self.commands(on: hidden, by: stranger), Self.commands(on: missing, by: stranger)
        ).enumerated() {
            let outcomes = [try await stranger.send(pair.0), try await stranger.send(pair.1)]
            #expect(try CanonicalJSON.encode(outcomes[0]) == CanonicalJSON.encode(outcomes[1]), "command \(index)")
            #expect(outcomes[0].problem?.code == .notFound)
        }
    }

    @Test func `opening a case under an id that exists is answered alike, seen or not`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let stranger = try await server.person("mukasa", "complainant:UG")
        let caseID = try await amina.file()
        let own = try await amina.send(.open(TestPerson.opening(caseID)))
        let foreign = try await stranger.send(.open(TestPerson.opening(caseID)))
        #expect(own == foreign)
        #expect(own.problem?.code == .idUnavailable)
    }

    @Test func `an id of a row that exists cannot be used again, seen or not`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let stranger = try await server.person("mukasa", "complainant:UG")
        let caseID = try await amina.open()
        let note: RowID = server.id()
        #expect(try await amina.send(amina.note(caseID, id: note)) == .applied)
        let own = try await amina.send(amina.note(caseID, id: note))
        let foreignCase = try await stranger.open()
        let foreign = try await stranger.send(stranger.note(foreignCase, id: note))
        #expect(own == foreign)
        #expect(own.problem?.code == .idUnavailable)
        let asCase = try await stranger.send(.open(TestPerson.opening(CaseID(note))))
        #expect(asCase == own)
    }

    @Test func `the imposing country sees a case from its transmission on, and never the other side's notes`()
        async throws
    {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let nakato = try await server.person("nakato", "focalPoint:UG")
        let caseID = try await amina.file()
        #expect(try await kamau.send(kamau.note(caseID, .internal)) == .applied)
        #expect(try await nakato.pull(nil).rows.allSatisfy { $0.caseID != caseID })
        #expect(try await kamau.register(caseID) == .applied)
        let rows = try await nakato.pull(nil).rows.filter { $0.caseID == caseID }
        #expect(rows.contains { $0.kind == .caseHeader })
        #expect(rows.allSatisfy { $0.compartment.holder != "KE" && $0.compartment.confidentiality != .sealed })
        #expect(try await kamau.pull(nil).rows.contains { $0.compartment.holder == "KE" && $0.kind == .note })
    }

    @Test func `registering issues a number and transmits at once`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        var numbers: [String] = []
        for _ in 0..<2 {
            let caseID = try await amina.file()
            try await kamau.register(caseID)
            let header = try #require(try await server.header(caseID))
            numbers.append(try #require(header.number))
            #expect(header.stage == "transmitted")
        }
        #expect(numbers == (1...2).map { CaseNumber.make(prefix: "NTB", year: 2026, serial: $0) })
    }

    @Test func `a refused registration uses no number up`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let caseID = try await amina.file()
        #expect(try await kamau.act("register", on: caseID).problem?.code == .missingField)
        try await kamau.register(caseID)
        #expect(try await server.header(caseID)?.number == CaseNumber.make(prefix: "NTB", year: 2026, serial: 1))
    }

    @Test func `a case goes to colleagues only`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let colleague = try await server.person("wanjiru", "nmcMember:KE")
        let foreigner = try await server.person("nakato", "focalPoint:UG")
        let caseID = try await amina.file()
        func assign(_ person: UserID) async throws -> Outcome {
            try await kamau.send(.assign(CaseAssign(caseID: caseID, person: person, desk: nil)))
        }
        #expect(try await assign(colleague.id) == .applied)
        let refused = [try await assign(foreigner.id), try await assign(amina.id), try await assign(server.id())]
        #expect(Set(refused.map { $0.problem?.code }) == [.notFound])
        #expect(Set(refused).count == 1)
    }
}
