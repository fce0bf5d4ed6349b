import CaseCrypto
import CaseProtocol
import HTTPTypes
import Synchronization
import Testing
import Workflow

@testable import Server
@testable import ServerHTTP

/// What whoever watches a server is told.
@Suite struct HealthTests {
    @Test func `a server that can write and has room is ready`() async throws {
        let server = try await TestServer()
        try await TestHTTP.with(server) { http in
            let live = try await http.get(Endpoint.live)
            #expect(live.status == 200 && live.body == Array("ok\n".utf8))
            let ready = try await http.get(Endpoint.ready)
            #expect(ready.status == 200)
            #expect(
                String(decoding: ready.body, as: UTF8.self) == #"{"checks":{"disk":"ok","store":"ok"},"ready":true}"#)
        }
    }

    @Test func `whoever hears that a server is not ready is told when to ask again`() async throws {
        let core = ServerCore(
            store: BrittleStore(), keys: try .example(), clock: ManualClock(TestServer.start),
            scryptCost: .fastForTests, room: { 0 })
        try await TestHTTP.with(makeRouter(core: core, Reception(adminToken: TestHTTP.adminToken))) { http in
            let ready = try await http.get(Endpoint.ready)
            #expect(ready.status == 503 && ready.headers[.retryAfter] == "10")
        }
    }

    @Test func `a server without room, or whose store takes no writes, lives and is not ready`() async throws {
        let free = Room(ServerCore.roomBytesMin)
        let store = BrittleStore()
        let clock = ManualClock(TestServer.start)
        let core = ServerCore(
            store: store, keys: try .example(), clock: clock, scryptCost: .fastForTests, room: { free.value })
        #expect(await core.readiness().ready)
        free.set(ServerCore.roomBytesMin - 1)
        #expect(await core.readiness().ready, "looked at a moment ago")
        clock.advance(milliseconds: 1_000)
        #expect(await core.readiness() == Readiness(checks: ["store": "ok", "disk": "almost full"]))
        clock.advance(milliseconds: 1_000)
        free.set(ServerCore.roomBytesMin)
        store.breaks(true)
        let broken = await core.readiness()
        #expect(!broken.ready && broken.checks == ["store": "takes no writes", "disk": "ok"])
    }

    @Test func `counters say how things stand, to whoever has the token for them`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        _ = try await amina.file()
        _ = try await amina.pull(nil)
        let router = makeRouter(
            core: server.core,
            {
                var reception = Reception(adminToken: TestHTTP.adminToken)
                reception.metricsToken = "the token of the counters"
                return reception
            }())
        try await TestHTTP.with(router) { http in
            #expect(try await http.get(Endpoint.metrics).status == 404)
            #expect(try await http.get(Endpoint.metrics, token: amina.token).status == 404)
            #expect(try await http.get(Endpoint.adminListUsers, token: "the token of the counters").status == 404)
            for token in [TestHTTP.adminToken, "the token of the counters"] {
                let answer = try await http.get(Endpoint.metrics, token: token)
                #expect(answer.status == 200)
                let text = String(decoding: answer.body, as: UTF8.self)
                for line in [
                    "tatua_up 1", "tatua_sessions 1", "tatua_accounts 1", "tatua_deadlines 1",
                    "tatua_deadlines_late 0", "tatua_files 0", "tatua_file_bytes 0", "tatua_writes_waiting 0",
                    "tatua_exchanges 0", "tatua_news_waiting 0", "# TYPE tatua_request_seconds histogram",
                    #"tatua_requests_total{route="/metrics",status="404"} 2"#,
                    #"tatua_request_seconds_bucket{route="/metrics",le="+Inf"}"#,
                    #"tatua_commands_total{outcome="applied"} 2"#,
                ] { #expect(text.contains(line), "\(line) is not in\n\(text)") }
                #expect((Self.value("tatua_sync_lines_total", in: text) ?? 0) > 3)
                // Nothing that a person or a case is called, and no address that somebody made up.
                for word in ["amina", "Busia", "Soap", amina.token] { #expect(!text.contains(word)) }
            }
        }
    }

    @Test func `buckets of a histogram hold what took as long or less`() {
        let counters = Counters()
        for seconds in [0.0005, 0.02, 0.02, 3, 100] { counters.group(of: 2, seconds: seconds) }
        let lines = counters.text.split(separator: "\n").map(String.init)
        #expect(lines.contains(#"tatua_commit_seconds_bucket{le="0.001"} 1"#))
        #expect(lines.contains(#"tatua_commit_seconds_bucket{le="0.025"} 3"#))
        #expect(lines.contains(#"tatua_commit_seconds_bucket{le="10"} 4"#))
        #expect(lines.contains(#"tatua_commit_seconds_bucket{le="+Inf"} 5"#))
        #expect(lines.contains("tatua_commit_seconds_count 5") && lines.contains("tatua_writes_total 10"))
    }

    @Test func `an address that nobody made is counted under one name, whatever it is`() async throws {
        let server = try await TestServer()
        try await TestHTTP.with(server) { http in
            for path in ["/a", "/b/c", "/public/v1/cards/NTB-SECRET"] { _ = try await http.get(path) }
        }
        let text = server.core.counters.text
        #expect(text.contains(#"tatua_requests_total{route="NotFound",status="404"} 2"#))
        #expect(!text.contains("SECRET"))
    }

    private static func value(_ name: String, in text: String) -> Int? {
        text.split(separator: "\n").first { $0.hasPrefix(name + " ") }.flatMap { Int($0.dropFirst(name.count + 1)) }
    }
}

/// How much room there is, as a test says.
private final class Room: Sendable {
    private let bytes: Mutex<Int>
    init(_ bytes: Int) { self.bytes = Mutex(bytes) }
    var value: Int { bytes.withLock { $0 } }
    func set(_ value: Int) { bytes.withLock { $0 = value } }
}
