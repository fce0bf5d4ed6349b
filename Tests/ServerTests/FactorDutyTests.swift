import CaseProtocol
import Testing
import Workflow

@testable import Server

/// That officers must have a second factor, and what they get without one.
@Suite struct FactorDutyTests {
    private func refusal(_ server: TestServer, _ token: String, for use: SessionUse = .anything) async -> ProblemCode? {
        await problem { _ = try await server.core.authenticate(token, for: use) }?.code
    }

    /// Adds a factor to whoever holds `token`, as a device does.
    private func addFactor(_ server: TestServer, _ token: String) async throws {
        _ = try await server.addFactor(to: try await server.core.authenticate(token, for: .addingFactor))
    }

    @Test func `an officer works for two weeks, then gets nothing but a second factor, then everything`() async throws {
        let server = try await TestServer()
        let officer = try await server.person("kamau", "focalPoint:KE")
        #expect(await refusal(server, officer.token) == nil)
        server.clock.advance(days: 13)
        #expect(await refusal(server, officer.token) == nil)
        server.clock.advance(days: 1)
        #expect(await refusal(server, officer.token) == .secondFactorRequired)
        #expect(await refusal(server, officer.token, for: .addingFactor) == nil)
        // Signing in still works: without it no factor could be added. It says since when.
        let reply = try await server.core.login(
            LoginRequest(user: "kamau", password: TestServer.password, code: nil, replica: server.id()), from: nil)
        #expect(reply.secondFactorBy == TestServer.start.adding(days: 14))
        #expect(await refusal(server, reply.token) == .secondFactorRequired)
        try await addFactor(server, reply.token)
        #expect(await refusal(server, reply.token) == nil)
        #expect(await refusal(server, officer.token) == nil)
    }

    @Test func `a trader needs none, ever`() async throws {
        let server = try await TestServer()
        let trader = try await server.person("amina", "complainant:KE", "counsel")
        server.clock.advance(days: 1_000)
        #expect(await refusal(server, trader.token) == nil)
        #expect(try await server.core.users().users.map(\.secondFactorBy) == [nil])
    }

    @Test(arguments: FactorDuty.roles.sorted { $0.rawValue < $1.rawValue })
    func `every office counts, whatever else the person is`(role: RoleID) async throws {
        let scope = Appointment.grantable.first { $0.role == role }?.scope
        let written: String =
            switch scope {
            case .country, .optionalCountry: "\(role):KE"
            case .community: "\(role):EAC"
            case .agency: "\(role):KEBS"
            case .some(.none), nil: "\(role)"
            }
        let server = try await TestServer()
        let person = try await server.person("kamau", "complainant:KE", written)
        server.clock.advance(days: 14)
        #expect(await refusal(server, person.token) == .secondFactorRequired)
    }

    @Test func `days count from the first office, and not anew with another one`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        server.clock.advance(days: 100)
        try await server.core.changeUser(ChangeUserRequest(name: "amina", roles: ["focalPoint:KE"]))
        server.clock.advance(days: 10)
        try await server.core.changeUser(ChangeUserRequest(name: "amina", roles: ["recOfficer:EAC"]))
        #expect(
            try await server.core.users().users.map(\.secondFactorBy) == [TestServer.start.adding(days: 114)])
        try await server.core.changeUser(ChangeUserRequest(name: "amina", roles: ["complainant:KE"]))
        #expect(try await server.core.users().users.map(\.secondFactorBy) == [nil])
    }

    @Test func `whoever takes the factor away, or loses it, is where they were without it`() async throws {
        let server = try await TestServer()
        let officer = try await server.person("kamau", "focalPoint:KE")
        try await addFactor(server, officer.token)
        server.clock.advance(days: 30)
        #expect(await refusal(server, officer.token) == nil)
        try await server.core.forgetSecondFactor(ForgetFactorRequest(name: "kamau"))
        let again = try await server.core.login(
            LoginRequest(user: "kamau", password: TestServer.password, code: nil, replica: server.id()), from: nil)
        #expect(await refusal(server, again.token) == .secondFactorRequired)
    }

    @Test(arguments: [("off", nil), ("0", ProblemCode.secondFactorRequired), ("3", nil), ("2", .secondFactorRequired)])
    func `the administrator says after how many days, at once and for everybody`(
        value: String, expected: ProblemCode?
    ) async throws {
        let server = try await TestServer()
        let officer = try await server.person("kamau", "focalPoint:KE")
        server.clock.advance(days: 2)
        #expect(await refusal(server, officer.token) == nil)
        _ = try await server.core.changeSetting(ChangeSettingRequest(name: "second-factor-days", value: value))
        #expect(await refusal(server, officer.token) == expected)
        let stored = try await server.store.read { try AccountSettings(in: $0) }
        let told = try await server.core.settings()
        #expect(stored.list == told)
    }

    @Test(arguments: [
        ("second-factor-days", "never", ProblemCode.invalidField), ("second-factor-days", "-1", .invalidField),
        ("second-factor-days", "+3", .invalidField), ("second-factor-days", "367", .invalidField),
        ("registration", "yes", .invalidField), ("epoch", "1", .unknownCode),
    ])
    func `a setting that there is not, or that cannot be so, changes nothing`(
        name: String, value: String, code: ProblemCode
    ) async throws {
        let server = try await TestServer()
        let refused = await problem {
            _ = try await server.core.changeSetting(ChangeSettingRequest(name: name, value: value))
        }
        #expect(refused?.code == code)
        #expect(try await server.core.settings() == AccountSettings().list)
    }

    @Test func `over the network everything but adding one is refused`() async throws {
        let server = try await TestServer()
        let officer = try await server.person("kamau", "focalPoint:KE")
        server.clock.advance(days: 14)
        let token = officer.token
        let password = SecondFactorRequest(password: TestServer.password)
        try await TestHTTP.with(server) { http in
            let pull = PullRequest(replica: officer.replica, cursor: nil, acked: 0)
            let push = PushRequest(replica: officer.replica, epoch: officer.epoch, acked: 0, commands: [])
            let digest = DigestRequest(replica: officer.replica, epoch: officer.epoch, ask: [])
            let blob = Endpoint.blobs + "/" + String(repeating: "0", count: 64)
            let answers = [
                try await http.post(Endpoint.pull, pull, token: token),
                try await http.post(Endpoint.push, push, token: token),
                try await http.post(Endpoint.estimate, pull, token: token),
                try await http.post(Endpoint.digest, digest, token: token),
                try await http.get(Endpoint.news + "?cursor=x", token: token, headers: TestHTTP.version),
                try await http.get(blob, token: token, headers: TestHTTP.version),
                try await http.get(Endpoint.sessions, token: token),
                try await http.post(Endpoint.sessionsRevoke, RevokeSessionsRequest(), token: token),
                try await http.post(Endpoint.secondFactorRemove, password, token: token),
            ]
            for answer in answers {
                #expect(answer.status == 403)
                #expect(answer.problem?.code == .secondFactorRequired)
                #expect(answer.problem?.message.contains("tatua second-factor add") == true)
            }
            #expect(try await http.post(Endpoint.secondFactor, password, token: token).status == 200)
            let wrong = try await http.post(
                Endpoint.secondFactorConfirm, SecondFactorConfirmation(code: "000000"), token: token)
            #expect(wrong.problem?.code == .wrongCredentials)
            #expect(try await http.post(Endpoint.logout, "{}", token: token).status == 204)
        }
    }
}
