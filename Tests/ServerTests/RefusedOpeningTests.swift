import CaseProtocol
import Testing
import Workflow

@testable import Server

/// What was sent for a case that never came to be.
@Suite struct RefusedOpeningTests {
    private func badOpening(_ caseID: CaseID) -> CaseCommand {
        .open(
            CaseOpen(
                caseID: caseID, procedure: "ntb.nowhere", version: 1, action: "open", label: nil, fields: [:]))
    }

    private func note(_ caseID: CaseID, _ server: TestServer) -> CaseCommand {
        .addNote(NoteAdd(caseID: caseID, note: server.id(), text: "On it.", confidentiality: .parties))
    }

    @Test(arguments: StoreKind.allCases)
    func `commands on a case whose opening was refused fall with it, and the rest of the queue goes on`(
        kind: StoreKind
    ) async throws {
        let fixture = try StoreFixture(kind)
        defer { withExtendedLifetime(fixture) {} }
        let server = try await TestServer(store: fixture.store)
        let person = try await server.person("amina", "complainant:KE")
        let (refused, taken): (CaseID, CaseID) = (server.id(), server.id())
        let reply = try await person.push([
            try person.envelope(1, badOpening(refused)),
            try person.envelope(2, after: [1], note(refused, server)),
            // Which number the opening had is forgotten.
            try person.envelope(3, note(refused, server)),
            try person.envelope(4, .open(TestPerson.opening(taken))),
            try person.envelope(5, note(taken, server)),
        ])
        #expect(
            reply.out.map { $0.outcome.problem?.code } == [
                .unknownProcedure, .dependencyRefused, .dependencyRefused, nil, nil,
            ])
    }

    @Test func `from another replica of the same person it is told as well, and to nobody else`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        let refused: CaseID = server.id()
        try await person.send(badOpening(refused))
        let again = try await server.signIn("amina")
        #expect(try await again.send(note(refused, server)).problem?.code == .dependencyRefused)
        let other = try await server.person("mukasa", "complainant:UG")
        #expect(try await other.send(note(refused, server)).problem?.code == .notFound)
        #expect(try await person.send(note(server.id(), server)).problem?.code == .notFound)
    }

    @Test func `opened after all the case takes commands`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        let caseID: CaseID = server.id()
        try await person.send(badOpening(caseID))
        #expect(try await person.send(.open(TestPerson.opening(caseID))) == .applied)
        #expect(try await person.send(note(caseID, server)) == .applied)
    }
}
