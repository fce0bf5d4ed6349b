import CaseProtocol
import HTTPTypes
import Testing

@testable import Server

@Suite struct RouteTests {
    @Test func `hello says what is spoken here, to anybody`() async throws {
        let server = try await TestServer()
        try await TestHTTP.with(server) { http in
            let answer = try await http.get(Endpoint.hello)
            let hello = try answer.decoded(Hello.self)
            #expect(answer.status == 200)
            #expect(hello.proto == ProtocolRange(min: .oldestSupported, max: .current))
            #expect(hello.epoch.utf8.count == 16)
            #expect(hello.now == TestServer.start)
            #expect(answer.body.count <= 400)
        }
    }

    @Test func `a person signs in, pushes, pulls and signs out`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        try await TestHTTP.with(server) { http in
            let login = LoginRequest(
                user: "amina", password: TestServer.password, code: "123456", replica: person.replica)
            let signedIn = try await http.post(Endpoint.login, login).decoded(LoginReply.self)
            #expect(signedIn.roles == ["complainant:KE"])
            let push = PushRequest(
                replica: person.replica, epoch: person.epoch, acked: 0,
                commands: [try person.envelope(1, .open(TestPerson.opening(server.id())))])
            let pushed = try await http.post(Endpoint.push, push, token: signedIn.token)
            #expect(try pushed.decoded(PushReply.self).last == 1)
            #expect(pushed.headers[.contentType] == "application/json")
            let pull = PullRequest(replica: person.replica, cursor: nil, acked: 0)
            let pulled = try await http.post(Endpoint.pull, pull, token: signedIn.token)
            #expect(pulled.headers[.contentType] == "application/x-ndjson")
            #expect(try TestPage.lines(pulled.body).trailer?.last == 1)
            #expect(try await http.post(Endpoint.logout, "", token: signedIn.token).status == 204)
            #expect(try await http.post(Endpoint.pull, pull, token: signedIn.token).status == 401)
        }
    }

    @Test(arguments: [Endpoint.push, Endpoint.pull, Endpoint.digest, Endpoint.logout], [nil, "wrong"])
    func `without a valid token there is nothing`(path: String, token: String?) async throws {
        try await TestHTTP.with(try await TestServer()) { http in
            let answer = try await http.post(path, "{}", token: token)
            #expect(answer.status == 401)
            #expect(answer.problem?.code == .notSignedIn)
            #expect(answer.headers[.wwwAuthenticate] == "Bearer")
        }
    }

    @Test(
        arguments: [
            (nil, 400, ProblemCode.protocolMissing), ("one", 400, .protocolMissing), ("1", 400, .protocolMissing),
            ("2.0", 426, .protocolUnsupported), ("0.9", 426, .protocolUnsupported), ("1.7", 200, nil),
        ] as [(String?, Int, ProblemCode?)])
    func `the version of the protocol is checked`(version: String?, status: Int, code: ProblemCode?) async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant")
        let body = #"{"replica":"\#(person.replica)","acked":0}"#
        try await TestHTTP.with(server) { http in
            let answer = try await http.post(Endpoint.pull, body, token: person.token, version: version)
            #expect(answer.status == status)
            #expect(answer.problem?.code == code)
            if code != nil { #expect(answer.problem?.allowed == ["1.0", "1.1"]) }
        }
    }

    @Test(
        arguments: [
            ("", nil), ("{", nil), ("[]", nil), (#"{"replica":"x"}"#, "replica"), ("{}", "replica"),
            (#"{"replica":"018f0000-0000-7000-8000-000000000001","acked":"one"}"#, "acked"),
            (#"{"replica":"018f0000-0000-7000-8000-000000000001","acked":0,"cursor":7}"#, "cursor"),
            (#"{"replica":"018f0000-0000-7000-8000-000000000001","acked":-1}"#, "acked"),
        ] as [(String, String?)])
    func `a body that is not what it should be is refused with the path`(body: String, path: String?) async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant")
        try await TestHTTP.with(server) { http in
            let answer = try await http.post(Endpoint.pull, body, token: person.token)
            #expect(answer.status == 400)
            #expect(answer.problem?.code == .malformedBody)
            #expect(answer.problem?.path == path)
        }
    }

    @Test func `a wrong member deep in a push is named by its path`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant")
        let body = #"{"replica":"\#(person.replica)","epoch":"\#(person.epoch)","acked":0,"commands":[{"n":1}]}"#
        try await TestHTTP.with(server) { http in
            let answer = try await http.post(Endpoint.push, body, token: person.token)
            #expect(answer.problem?.path == "commands[0].mid")
        }
    }

    @Test func `a body over the limit is refused`() async throws {
        var limits = Limits.standard
        limits.bodyBytesMax = 1_000
        let server = try await TestServer(limits: limits)
        let person = try await server.person("amina", "complainant")
        try await TestHTTP.with(server) { http in
            let answer = try await http.post(
                Endpoint.push, String(repeating: " ", count: 1_001), token: person.token)
            #expect(answer.status == 413)
            #expect(answer.problem?.code == .bodyTooLarge)
            #expect(
                try await http.post(Endpoint.push, String(repeating: " ", count: 1_000), token: person.token).status
                    == 400)
        }
    }

    @Test func `a lock-out says when to come back`() async throws {
        let server = try await TestServer()
        let login = LoginRequest(user: "amina", password: "wrong", code: nil, replica: server.id())
        try await TestHTTP.with(server) { http in
            for _ in 0..<10 { #expect(try await http.post(Endpoint.login, login).status == 401) }
            let answer = try await http.post(Endpoint.login, login)
            #expect(answer.status == 429)
            #expect(answer.headers[.retryAfter] == "900")
        }
    }

    @Test(arguments: ["/", "/nothing", "/sync/v1/pull", "/sync/v2/pull", "/admin/v1"])
    func `an unknown address is a problem like any other`(path: String) async throws {
        try await TestHTTP.with(try await TestServer()) { http in
            let answer = try await http.get(path)
            #expect(answer.status == 404)
            #expect(answer.problem == .noRoute)
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test func `the administrator's addresses do not exist without the token`() async throws {
        let server = try await TestServer()
        let person = try await server.person("root", "sysAdmin")
        let request = AddUserRequest(name: "x", roles: ["sysAdmin"], organisation: nil, password: "long enough now")
        try await TestHTTP.with(server) { http in
            let unknown = try await http.post("/nothing", "{}")
            for token in [nil, "wrong", person.token] {
                for path in [
                    Endpoint.adminAddUser, Endpoint.adminResetPassword, Endpoint.adminImport, Endpoint.adminLoad,
                    Endpoint.adminMigrate, Endpoint.adminRecount,
                ] {
                    let answer = try await http.post(path, request, token: token)
                    #expect(answer.status == 404)
                    #expect(answer.body == unknown.body)
                    #expect(answer.headers == unknown.headers)
                }
                #expect(try await http.get(Endpoint.metrics, token: token).status == 404)
            }
        }
    }

    @Test func `the administrator adds people, resets passwords and imports`() async throws {
        let server = try await TestServer()
        let add = AddUserRequest(name: "amina", roles: ["complainant"], organisation: nil, password: "long enough now")
        let reset = ResetPasswordRequest(name: "amina", password: "another long one")
        let lines = ImportRequest(lines: [#"{"number":"NTB-000-001"}"#], firstLine: 1, dryRun: false)
        try await TestHTTP.with(server) { http in
            #expect(try await http.post(Endpoint.adminAddUser, add, token: TestHTTP.adminToken).status == 204)
            let again = try await http.post(Endpoint.adminAddUser, add, token: TestHTTP.adminToken)
            #expect(again.status == 409)
            #expect(again.problem?.code == .accountExists)
            #expect(try await http.post(Endpoint.adminResetPassword, reset, token: TestHTTP.adminToken).status == 204)
            let report = try await http.post(Endpoint.adminImport, lines, token: TestHTTP.adminToken)
            #expect(try report.decoded(ImportReport.self).lines.map(\.result) == [.added])
        }
    }

    @Test func `what happened is counted without saying to whom`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        _ = try await person.open()
        try await TestHTTP.with(server) { http in
            _ = try await http.get("/nothing/secret")
            let text = String(
                decoding: try await http.get(Endpoint.metrics, token: TestHTTP.adminToken).body, as: UTF8.self)
            #expect(text.contains("tatua_up 1\n"))
            #expect(text.contains("tatua_commands_total{outcome=\"applied\"} 1\n"))
            #expect(text.contains("tatua_commits_total 2\n"))
            #expect(text.contains("tatua_requests_total{route=\"NotFound\",status=\"404\"} 1\n"))
            #expect(!text.contains("secret"))
        }
    }

    @Test func `what breaks on our side says no more than a number`() async throws {
        let server = try await TestServer(store: BrokenStore())
        try await TestHTTP.with(server) { http in
            let login = LoginRequest(user: "amina", password: "wrong", code: nil, replica: server.id())
            let answer = try await http.post(Endpoint.login, login)
            #expect(answer.status == 500)
            #expect(answer.problem?.code == .internal)
            #expect(answer.problem?.requestID?.isEmpty == false)
            #expect(!String(decoding: answer.body, as: UTF8.self).contains("secret"))
        }
    }

    @Test func `a health check needs nothing`() async throws {
        try await TestHTTP.with(try await TestServer()) { http in
            let answer = try await http.get(Endpoint.health)
            #expect(answer.status == 200)
        }
    }
}

/// A store that breaks at the first reading of an account.
private struct BrokenStore: CaseStore {
    struct Broken: Error { let detail = "secret" }

    let inner: InMemoryCaseStore

    init() throws { inner = InMemoryCaseStore(keys: try .random()) }

    var writeCount: Int? { inner.writeCount }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any CaseTransaction) throws -> Value) async throws -> Value
    {
        try await inner.write(body)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any CaseSnapshot) throws -> Value) async throws -> Value {
        if try await inner.read({ try $0.setting("epoch") }) != nil { throw Broken() }
        return try await inner.read(body)
    }
}
