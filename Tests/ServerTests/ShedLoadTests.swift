import CaseProtocol
import HTTPTypes
import Hummingbird
import Synchronization
import Testing

@testable import Server
@testable import ServerHTTP

/// More work than the server takes on: it says so and for how long, serves what it can, and recovers.
@Suite struct ShedLoadTests {
    @Test func `past the exchanges under way others are told when to come, and whoever asks for less is served`()
        async throws
    {
        var load = LoadLimits()
        load.exchangesMax = 2
        let server = try await TestServer(load: load)
        let amina = try await server.person("amina", "complainant:KE")
        let otieno = try await server.person("otieno", "complainant:KE")
        let pull = PullRequest(replica: otieno.replica, cursor: nil, acked: 0)
        let gate = Turnstile()
        try await TestHTTP.with(server) { http in
            // Two exchanges are under way and stay so.
            let held = (0..<2).map { _ in
                Task { try await server.core.admitted(amina.replica) { await gate.wait() } }
            }
            while server.core.load.exchanges < 2 { await Task.yield() }
            for path in [Endpoint.pull, Endpoint.estimate] {
                let turned = try await http.post(path, pull, token: otieno.token)
                #expect(turned.status == 503 && turned.problem?.code == .busy)
                let seconds = try #require(turned.header("Retry-After").flatMap { Int($0) })
                #expect(seconds >= 1 && seconds == turned.problem?.waitSeconds)
            }
            #expect(try await http.get(Endpoint.hello).status == 200)
            #expect(try await http.get(Endpoint.publicCards).status == 200)
            #expect(try await http.get(Endpoint.live).status == 200)
            gate.open()
            for task in held { _ = try await task.value }
            #expect(try await http.post(Endpoint.pull, pull, token: otieno.token).status == 200)
        }
    }

    @Test func `guessing passwords ends in 429 with a time, also behind a proxy, and others sign in`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        _ = try await server.person("otieno", "complainant:KE")
        var reception = Reception()
        reception.isBehindProxy = true
        try await TestHTTP.with(makeRouter(core: server.core, reception)) { http in
            @Sendable func login(_ user: String, _ password: String, from address: String) async throws -> TestAnswer {
                let body = LoginRequest(user: user, password: password, code: nil, replica: server.id())
                return try await http.post(Endpoint.login, body, headers: ["X-Forwarded-For": address])
            }
            // One address tries one password on many names.
            for index in 0..<AttemptSubject.addressMax {
                #expect(try await login("user\(index)", "a wrong password", from: "1.1.1.1, 10.0.0.1").status == 401)
            }
            let locked = try await login("otieno", TestServer.password, from: "10.0.0.1")
            #expect(locked.status == 429 && locked.problem?.code == .tooManyAttempts)
            #expect(locked.header("Retry-After") == "900")
            // What somebody writes before the proxy's own word changes nothing.
            #expect(try await login("otieno", TestServer.password, from: "9.9.9.9, 10.0.0.1").status == 429)
            #expect(try await login("otieno", TestServer.password, from: "10.0.0.2").status == 200)
            for _ in 0..<AttemptSubject.narrowMax {
                #expect(try await login("amina", "a wrong password", from: "10.0.0.3").status == 401)
            }
            #expect(try await login("amina", TestServer.password, from: "10.0.0.3").status == 429)
            // Whoever guesses elsewhere does not lock its owner out.
            #expect(try await login("amina", TestServer.password, from: "10.0.0.4").status == 200)
            server.clock.advance(milliseconds: 900_001)
            #expect(try await login("amina", TestServer.password, from: "10.0.0.3").status == 200)
        }
    }
}

/// Holds whoever waits until it is opened.
private final class Turnstile: Sendable {
    private let state = Mutex((isOpen: false, waiting: [CheckedContinuation<Void, Never>]()))

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
