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
}

/// What was waited for.
private final class WaitNote: Sendable {
    private let waits = Mutex<[Duration]>([])

    var count: Int { waits.withLock { $0.count } }
    var longest: Duration { waits.withLock { $0.max() ?? .zero } }

    func note(_ wait: Duration) { waits.withLock { $0.append(wait) } }
}
