import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Who complained, on the devices of those who asked.
@Suite struct IdentityAccessTests {
    @Test func `a name comes with consent, and leaves by itself after the last day`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let muthoni = try await server.person("muthoni", "ministryLegal:KE")
        let caseID = try await amina.file()
        try await kamau.register(caseID)
        func sealed(_ person: TestPerson) async throws -> [Row] {
            var rows: [Row] = []
            var cursor: String?
            repeat {
                let page = try await person.pull(cursor)
                rows += page.rows.filter { $0.caseID == caseID && $0.compartment.confidentiality == .sealed }
                cursor = page.trailer?.complete == false ? page.trailer?.next : nil
            } while cursor != nil
            return rows
        }
        let request: RowID = server.id()
        let ask = IdentityRequest(caseID: caseID, request: request, reason: "A court asks.", days: 3)
        #expect(try await muthoni.send(.requestIdentity(ask)) == .applied)
        #expect(try await sealed(muthoni).isEmpty)
        let agree = IdentityAnswer(caseID: caseID, request: request, agrees: true, reason: "The order is on file.")
        guard case .rejected = try await muthoni.send(.answerIdentity(agree)) else {
            Issue.record("whoever asked agreed")
            return
        }
        #expect(try await kamau.send(.answerIdentity(agree)) == .applied)
        #expect(try await sealed(muthoni).contains { $0.kind == .party && $0["contact"] == "+254 700 000 000" })
        #expect(
            try await sealed(amina).contains { $0["action"] == "requestIdentity" && $0["reason"] == "A court asks." })
        server.clock.advance(days: 3)
        try await server.core.runDueLapses()
        #expect(try await !sealed(muthoni).isEmpty)
        server.clock.advance(days: 1)
        #expect(try await server.core.runDueLapses() > 0)
        #expect(try await sealed(muthoni).isEmpty)
        #expect(try await sealed(amina).contains { $0["action"] == "closeIdentity" })
        let placed = try await server.store.read { try $0.placements(of: caseID) }
        #expect(!placed.values.contains { $0.contains(.user(muthoni.signedIn.party.id)) })
    }

    @Test func `a request for more days than there may be is refused`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let muthoni = try await server.person("muthoni", "ministryLegal:KE")
        let caseID = try await amina.file()
        try await kamau.register(caseID)
        func ask(_ days: Int) async throws -> Outcome {
            try await muthoni.send(
                .requestIdentity(
                    IdentityRequest(caseID: caseID, request: server.id(), reason: "A court asks.", days: days)))
        }
        #expect(try await ask(Unsealing.daysMax + 1).problem?.code == .invalidField)
        #expect(try await ask(Unsealing.daysMax) == .applied)
    }

    @Test func `whoever holds another office is told no longer`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let muthoni = try await server.person("muthoni", "ministryLegal:KE")
        let caseID = try await amina.file()
        try await kamau.register(caseID)
        let request: RowID = server.id()
        let ask = IdentityRequest(caseID: caseID, request: request, reason: "A court asks.", days: 20)
        #expect(try await muthoni.send(.requestIdentity(ask)) == .applied)
        let agree = IdentityAnswer(caseID: caseID, request: request, agrees: true)
        #expect(try await kamau.send(.answerIdentity(agree)) == .applied)
        func isPlaced() async throws -> Bool {
            try await server.store.read { try $0.placements(of: caseID) }
                .contains { $0.value.contains(.user(muthoni.signedIn.party.id)) }
        }
        #expect(try await isPlaced())
        try await server.core.changeUser(ChangeUserRequest(name: "muthoni", roles: ["missionOfficer:KE"]))
        #expect(try await !isPlaced())
        let states = try await server.store.read { try $0.rows(of: caseID) }
            .filter { $0.kind == .unsealing }.map { $0["state"] }
        #expect(states == ["over", "over"])
    }

    @Test func `an alternate whose days are ended is told no longer, and one who was told in an own office is`()
        async throws
    {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let muthoni = try await server.person("muthoni", "ministryLegal:KE")
        var njeri = try await server.person("njeri", "missionOfficer:KE")
        let caseID = try await amina.file()
        try await kamau.register(caseID)
        _ = try await server.core.nameAlternate(
            AlternateRequest(name: "njeri", from: CivilDate("2026-11-21"), until: CivilDate("2026-12-21")),
            for: muthoni.signedIn)
        njeri.signedIn = try await server.core.authenticate(njeri.token)
        for person in [muthoni, njeri] {
            let request: RowID = server.id()
            let ask = IdentityRequest(caseID: caseID, request: request, reason: "A court asks.", days: 20)
            #expect(try await person.send(.requestIdentity(ask)) == .applied)
            let agree = IdentityAnswer(caseID: caseID, request: request, agrees: true)
            #expect(try await kamau.send(.answerIdentity(agree)) == .applied)
        }
        func told() async throws -> Set<AudienceID> {
            let placed = try await server.store.read { try $0.placements(of: caseID) }
            let everybody = placed.values.reduce(into: Set<AudienceID>()) { $0.formUnion($1) }
            return everybody.intersection([.user(muthoni.id), .user(njeri.id)])
        }
        #expect(try await told() == [.user(muthoni.id), .user(njeri.id)])
        _ = try await server.core.nameAlternate(
            AlternateRequest(name: nil, from: nil, until: nil), for: muthoni.signedIn)
        #expect(try await told() == [.user(muthoni.id)])
    }
}
