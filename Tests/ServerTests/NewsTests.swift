import CaseProtocol
import Synchronization
import Testing

@testable import Server

/// Questions for news. Nothing here waits: the time is over when a test says so.
@Suite struct NewsTests {
    /// A pause that lasts until it is ended.
    private final class Pause: Sendable {
        private let state = Mutex<(isOver: Bool, sleeper: CheckedContinuation<Void, Never>?)>((false, nil))

        @Sendable func pass(_ seconds: Int) async throws {
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let isOver = state.withLock { state in
                        if !state.isOver { state.sleeper = continuation }
                        return state.isOver
                    }
                    if isOver { continuation.resume() }
                }
            } onCancel: {
                end()
            }
        }

        func end() {
            state.withLock { state in
                state.isOver = true
                return state.sleeper.take()
            }?.resume()
        }
    }

    private func question(_ person: TestPerson, acked: Int? = nil) async throws -> NewsQuestion {
        let cursor = try await person.pull(nil).trailer?.next ?? ""
        return NewsQuestion(cursor: cursor, acked: acked, waitSeconds: 55)
    }

    /// Waits, without a clock, until somebody waits at the board.
    private func untilWaiting(_ server: TestServer) async {
        while server.core.newsBoard.count == 0 { await Task.yield() }
    }

    @Test(arguments: [false, true])
    func `a row that a person may see wakes them, and one that they may not see does not`(mine: Bool) async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let mukasa = try await server.person("mukasa", "complainant:UG")
        let caseID = try await amina.open()
        let pause = Pause()
        let asked = try await question(amina, acked: 1)
        async let found = server.core.news(asked, as: amina.signedIn, pause: pause.pass)
        await untilWaiting(server)
        if mine { try await amina.send(amina.note(caseID)) } else { try await mukasa.open() }
        if !mine { pause.end() }
        #expect(try await found == NewsFound(isNews: mine))
        #expect(server.core.newsBoard.count == 0)
    }

    @Test func `an outcome is news for the replica that sent the command, though nothing was changed`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let asked = try await question(amina, acked: 0)
        async let found = server.core.news(asked, as: amina.signedIn, pause: Pause().pass)
        await untilWaiting(server)
        try await amina.act("submit", on: server.id())
        #expect(try await found.isNews)
    }

    @Test func `what came before the question is found at once`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let asked = try await question(amina)
        try await amina.open()
        #expect(try await server.core.news(asked, as: amina.signedIn, pause: Pause().pass).isNews)
    }

    @Test func `a cursor that is no good is refused as a pull would refuse it`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let asked = NewsQuestion(cursor: "nonsense", acked: nil, waitSeconds: 1)
        #expect(
            await problem { _ = try await server.core.news(asked, as: amina.signedIn, pause: Pause().pass) }?.code
                == .cursorInvalid)
        #expect(server.core.newsBoard.count == 0)
    }

    @Test func `one person does not take all places, and who finds none is asked to wait at home`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let asked = try await question(amina)
        let tickets = (0..<NewsBoard.waitersOfOneMax).compactMap { _ in
            server.core.newsBoard.enter(amina.id, amina.replica)
        }
        #expect(tickets.count == NewsBoard.waitersOfOneMax)
        let found = try await server.core.news(asked, as: amina.signedIn, pause: Pause().pass)
        #expect(found == NewsFound(isNews: false, backoffSeconds: ServerCore.newsBackoffSeconds))
        server.core.newsBoard.leave(tickets[0])
        #expect(server.core.newsBoard.enter(amina.id, amina.replica) != nil)
    }

    @Test func `the board wakes only those whom a commit may concern`() async throws {
        let board = NewsBoard()
        let (user, replica) = (UserID(high: 1, low: 1), ReplicaID(high: 2, low: 2))
        let ticket = try #require(board.enter(user, replica))
        var other = Touched()
        other.audiences = [.focalPoint("UG")]
        board.narrow(ticket, to: [.focalPoint("KE")])
        board.tell(other)
        board.end(ticket)
        #expect(await board.wait(ticket) == false)
        var (first, second, third) = (Touched(), Touched(), Touched())
        first.users = [user]
        second.replicas = [replica]
        third.audiences = [.focalPoint("KE")]
        for touched in [first, second, third] {
            let next = try #require(board.enter(user, replica))
            board.narrow(next, to: [.focalPoint("KE")])
            board.tell(touched)
            #expect(await board.wait(next))
            board.leave(next)
        }
    }
}
