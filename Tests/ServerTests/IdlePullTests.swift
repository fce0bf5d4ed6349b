import CaseProtocol
import Foundation
import Testing
import Workflow

@testable import Server

/// Answers from memory: never other than what the store would say.
@Suite struct IdlePullTests {
    private func trailer(_ page: [UInt8]) throws -> PullTrailer {
        let last = try #require(page.split(separator: 0x0A).last)
        guard case .end(let trailer)? = try PullLine(parsing: last) else { throw NoTrailer() }
        return trailer
    }

    private struct NoTrailer: Error {}

    @Test func `a pull to which nothing was added repeats its cursor and nothing else`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let first = try trailer(
            try await server.core.pull(PullRequest(replica: amina.replica, cursor: nil, acked: 0), as: amina.signedIn))
        let request = PullRequest(replica: amina.replica, cursor: first.next, acked: 0)
        let page = try await server.core.pull(request, as: amina.signedIn)
        let idle = try trailer(page)
        #expect(idle.complete && idle.count == 0 && idle.out.isEmpty && idle.next == first.next)
        #expect(page.split(separator: 0x0A).count == 1)
    }

    @Test func `whatever is written ends the repeating`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let other = try await server.person("mukasa", "complainant:UG")
        func pull(_ cursor: String?, acked: Int) async throws -> PullTrailer {
            try trailer(
                try await server.core.pull(
                    PullRequest(replica: amina.replica, cursor: cursor, acked: acked), as: amina.signedIn))
        }
        let first = try await pull(nil, acked: 0)
        _ = try await pull(first.next, acked: 0)

        // Somebody else's write moves the server, not what Amina sees.
        let open = CaseCommand.open(
            CaseOpen(
                caseID: server.id(), procedure: "ntb.tripartite", version: 1, action: "open", label: nil,
                fields: ["place": "Busia"]))
        _ = try await server.core.push(
            PushRequest(replica: other.replica, epoch: other.epoch, acked: 0, commands: [try other.envelope(1, open)]),
            as: other.signedIn)
        let second = try await pull(first.next, acked: 0)
        #expect(second.count == 0 && second.complete)

        // A command of her own that was refused made no commit; its outcome comes all the same.
        let nowhere = CaseCommand.act(CaseAct(caseID: server.id(), action: "submit", from: nil))
        _ = try await server.core.push(
            PushRequest(
                replica: amina.replica, epoch: amina.epoch, acked: 0, commands: [try amina.envelope(1, nowhere)]),
            as: amina.signedIn)
        let third = try await pull(second.next, acked: 0)
        #expect(third.last == 1 && third.out.count == 1)
        // Until she has seen it, it comes again.
        #expect(try await pull(third.next, acked: 0).out.count == 1)
        #expect(try await pull(third.next, acked: 1).out.isEmpty)
    }

    @Test func `a token that was revoked is not remembered`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        #expect(try await server.core.authenticate(amina.token).party.name == "amina")
        try await server.core.resetPassword(ResetPasswordRequest(name: "amina", password: "another long one"))
        await #expect(throws: Problem.self) { try await server.core.authenticate(amina.token) }

        let again = try await server.person("neema", "complainant:KE")
        _ = try await server.core.authenticate(again.token)
        try await server.core.logout(again.token)
        await #expect(throws: Problem.self) { try await server.core.authenticate(again.token) }
    }

    @Test func `another person's request is never answered from memory`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let mukasa = try await server.person("mukasa", "complainant:UG")
        let first = try trailer(
            try await server.core.pull(PullRequest(replica: amina.replica, cursor: nil, acked: 0), as: amina.signedIn))
        await #expect(throws: Problem.self) {
            try await server.core.pull(
                PullRequest(replica: amina.replica, cursor: first.next, acked: 0), as: mukasa.signedIn)
        }
    }
}
