import CaseProtocol
import HTTPTypes
import Synchronization
import Testing

@testable import Server
@testable import ServerHTTP

/// Answers that say "not here" leave at even times, so that nobody learns by the clock what is hidden.
@Suite struct EvenRefusalTests {
    @Test(arguments: [
        (0, 20, 0), (1, 20, 19), (19, 20, 1), (20, 20, 0), (21, 20, 19), (59, 20, 1), (7, 0, 0), (7, -1, 0),
        (-3, 20, 0),
    ])
    func `a wait ends on a whole multiple of the step`(elapsed: Int, step: Int, wait: Int) {
        #expect(
            EvenRefusals.wait(after: .milliseconds(elapsed), step: .milliseconds(step)) == .milliseconds(wait))
    }

    @Test func `what is not here waits, whichever way it is asked for, and nothing else does`() async throws {
        let waits = WaitNote()
        let server = try await TestServer()
        var reception = Reception(adminToken: TestHTTP.adminToken)
        // Longer than any answer takes, so that each refusal has to wait.
        reception.refusals = EvenRefusals(step: .seconds(3_600)) { waits.note($0) }
        let person = try await server.person("amina", "complainant:KE")
        let blob = String(repeating: "ab", count: 32)
        try await TestHTTP.with(makeRouter(core: server.core, reception)) { http in
            let token = person.token
            for (path, count) in [
                (Endpoint.health, 0), ("\(Endpoint.blobs)/\(blob)", 1), ("/v1/nothing", 2),
                ("\(Endpoint.publicCards)/NTB-1", 3),
            ] {
                _ = try await http.get(path, token: token, headers: TestHTTP.version)
                #expect(waits.count == count, "\(path)")
            }
            // Without a token it is told by the token, not by what is there.
            _ = try await http.get("\(Endpoint.blobs)/\(blob)", headers: TestHTTP.version)
            #expect(waits.count == 3)
        }
        #expect(waits.longest <= .seconds(3_600))
    }

    @Test(arguments: [false, true])
    func `a push that refuses a command waits, and one that takes all does not`(pulls: Bool) async throws {
        let waits = WaitNote()
        let server = try await TestServer()
        var reception = Reception(adminToken: TestHTTP.adminToken)
        reception.refusals = EvenRefusals(step: .seconds(3_600)) { waits.note($0) }
        let person = try await server.person("amina", "complainant:KE")
        let opening = CaseCommand.open(TestPerson.opening(server.id()))
        let remark = person.note(server.id())
        try await TestHTTP.with(makeRouter(core: server.core, reception)) { http in
            for (n, command, count) in [(1, opening, 0), (2, remark, 1)] {
                var push = PushRequest(
                    replica: person.replica, epoch: person.epoch, acked: 0, commands: [try person.envelope(n, command)])
                if pulls { push.pull = PullRequest(replica: person.replica, cursor: nil, acked: 0) }
                let answer = try await http.post(Endpoint.push, push, token: person.token)
                #expect(answer.status == 200)
                #expect(waits.count == count)
            }
        }
    }
}

/// What was waited for.
private final class WaitNote: Sendable {
    private let waits = Mutex<[Duration]>([])

    var count: Int { waits.withLock { $0.count } }
    var longest: Duration { waits.withLock { $0.max() ?? .zero } }

    func note(_ wait: Duration) { waits.withLock { $0.append(wait) } }
}
