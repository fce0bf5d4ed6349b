import CaseProtocol
import Testing

@testable import Server

/// Ids chosen by a hostile client so that they meet those that a command derives from its own.
@Suite struct ChosenIDTests {
    private func open(_ caseID: CaseID) -> CaseCommand {
        .open(
            CaseOpen(
                caseID: caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: nil,
                fields: ["place": "Malaba"]))
    }

    private func push(_ person: TestPerson, _ n: Int, mid: CommandID, _ command: CaseCommand) async throws -> Outcome? {
        try await person.server.core.push(
            PushRequest(
                replica: person.replica, epoch: person.epoch, acked: 0,
                commands: [try person.envelope(n, mid: mid, command)]), as: person.signedIn
        ).out.first?.outcome
    }

    @Test(arguments: [1, 2, 3, 4_000])
    func `a case may not have an id that its own command derives`(distance: Int) async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let mid: CommandID = server.id()
        let outcome = try await push(amina, 1, mid: mid, open(mid.derived(distance)))
        #expect(outcome?.problem?.code == .idUnavailable)
    }

    @Test(arguments: [1, 2, 3])
    func `an act may not derive the id of its case's header`(distance: Int) async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let caseID: CaseID = server.id()
        #expect(try await push(amina, 1, mid: server.id(), open(caseID)) == .applied)
        let mid: CommandID = caseID.derived(-distance)
        let act = CaseCommand.act(CaseAct(caseID: caseID, action: "withdraw", from: nil))
        #expect(try await push(amina, 2, mid: mid, act)?.problem?.code == .idUnavailable)
        #expect(try await push(amina, 3, mid: server.id(), act) == .applied, "the outbox goes on")
    }

    @Test func `a note may not have an id that its own command derives, nor its case's`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let caseID: CaseID = server.id()
        #expect(try await push(amina, 1, mid: server.id(), open(caseID)) == .applied)
        let mid: CommandID = server.id()
        for (n, note) in [(2, mid.derived(1) as RowID), (3, RowID(caseID))] {
            let command = CaseCommand.addNote(
                NoteAdd(caseID: caseID, note: note, text: "x", confidentiality: .parties))
            let outcome = try await push(amina, n, mid: n == 2 ? mid : server.id(), command)
            #expect(outcome?.problem?.code == .idUnavailable)
        }
    }
}
