import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Accounts that people make by themselves.
@Suite struct RegistrationTests {
    private static let password = "seven red bicycles"

    private func open() async throws -> TestServer {
        let server = try await TestServer()
        _ = try await server.core.changeSetting(ChangeSettingRequest(name: "registration", value: "on"))
        return server
    }

    private func register(
        _ server: TestServer, _ name: String = "amina", country: String? = "KE", invitation: String? = nil,
        terms: String? = nil, password: String = RegistrationTests.password, from address: String? = nil
    ) async throws -> RegisterReply {
        try await server.core.register(
            RegisterRequest(
                name: name, password: password, country: country, invitation: invitation, terms: terms), from: address)
    }

    @Test func `nobody registers where the administrator has not said so`() async throws {
        let server = try await TestServer()
        #expect(await problem { _ = try await register(server) }?.code == .registrationClosed)
        _ = try await server.core.changeSetting(ChangeSettingRequest(name: "registration", value: "on"))
        _ = try await register(server)
        _ = try await server.core.changeSetting(ChangeSettingRequest(name: "registration", value: "off"))
        #expect(await problem { _ = try await register(server) }?.code == .registrationClosed)
    }

    @Test func `a trader files what is their own, and sees nothing of anybody else`() async throws {
        let server = try await open()
        let other = try await server.person("other", "complainant:KE")
        _ = try await other.open()
        let reply = try await register(server)
        #expect(reply.roles == ["complainant:KE"])
        #expect(reply.name.wholeMatch(of: /amina-[acdefghjkmnpqrtuvwxy34679]{4}/) != nil)
        let login = try await server.core.login(
            LoginRequest(user: reply.name, password: Self.password, code: nil, replica: server.id()), from: nil)
        let amina = TestPerson(
            server: server, signedIn: try await server.core.authenticate(login.token), token: login.token,
            epoch: try await server.core.hello().epoch)
        #expect(amina.signedIn.party.appointments == [Appointment(.complainant, scope: "KE")])
        #expect(amina.signedIn.party.audiences == [.all, .user(amina.id)])
        let caseID = try await amina.open()
        #expect(Set(try await amina.pull(nil).rows.compactMap(\.compartment.caseID)) == [caseID])
    }

    @Test(arguments: [
        (" ", "KE", "seven red bicycles", ProblemCode.invalidField, "name"),
        ("amina", "XX", "seven red bicycles", .unknownCode, "country"),
        ("amina", "KE/chair", "seven red bicycles", .unknownCode, "country"),
        ("amina", "KE", "Amina 2026!", .invalidField, "password"),
    ])
    func `what is wrong is named, and nothing is made`(
        name: String, country: String, password: String, code: ProblemCode, path: String
    ) async throws {
        let server = try await open()
        let head = try await server.head()
        let refused = await problem { _ = try await register(server, name, country: country, password: password) }
        #expect(refused?.code == code && refused?.path == path)
        #expect(try await server.head() == head)
    }

    @Test func `an address makes five accounts in a quarter of an hour, others go on`() async throws {
        let server = try await open()
        for _ in 0..<5 { _ = try await register(server, from: "10.0.0.1") }
        #expect(await problem { _ = try await register(server, from: "10.0.0.1") }?.code == .tooManyAttempts)
        _ = try await register(server, from: "10.0.0.2")
        // Of IPv6, whoever has a network has all of its addresses.
        for index in 0..<5 { _ = try await register(server, from: "2001:db8::\(index)") }
        #expect(await problem { _ = try await register(server, from: "2001:db8::ffff") }?.code == .tooManyAttempts)
        _ = try await register(server, from: "2001:db8:0:1::1")
        server.clock.advance(milliseconds: 15 * 60_000)
        _ = try await register(server, from: "10.0.0.1")
    }

    @Test func `who floods the server with accounts keeps nobody out who was invited`() async throws {
        let server = try await open()
        for index in 0..<200 { _ = try await register(server, from: "10.0.\(index / 5).1") }
        #expect(await problem { _ = try await register(server, from: "10.1.0.1") }?.code == .tooManyAttempts)
        let wrong = await problem { _ = try await register(server, invitation: "AAAA-AAAA-AAAA", from: "10.1.0.1") }
        #expect(wrong?.code == .tooManyAttempts, "a code that is guessed at counts as any account does")
        for _ in 0..<3 {
            _ = await problem { _ = try await register(server, invitation: "AAAA-AAAA-AAAA", from: "10.1.0.1") }
        }
        let held = try await server.core.invite(InviteRequest(roles: ["focalPoint:KE"], days: 3)).code
        let late = await problem { _ = try await register(server, country: nil, invitation: held, from: "10.1.0.1") }
        #expect(late?.code == .tooManyAttempts, "guesses count for their address while all are refused")
        for name in ["kamau", "wanjiku", "otieno", "achieng", "barasa", "chebet"] {
            let code = try await server.core.invite(InviteRequest(roles: ["focalPoint:KE"], days: 3)).code
            let refused = await problem {
                _ = try await register(server, name, country: nil, invitation: code, from: "10.2.0.1")
            }
            #expect(
                refused?.code == (name == "chebet" ? .tooManyAttempts : nil), "an address has its share all the same")
        }
    }

    @Test func `an invitation makes one account in its roles, under the very name, once and until it ends`()
        async throws
    {
        let server = try await TestServer()
        let invite = InviteRequest(roles: ["focalPoint:ke"], organisation: "State Department for Trade", days: 3)
        let code = try await server.core.invite(invite).code
        let wrong = await problem {
            _ = try await register(server, "kamau", country: nil, invitation: "AAAA-AAAA-AAAA")
        }
        #expect(wrong?.code == .codeInvalid)
        let reply = try await register(server, "kamau", country: nil, invitation: code.lowercased())
        #expect(reply == RegisterReply(name: "kamau", roles: ["focalPoint:KE"]))
        let account = try #require(try await server.store.read { try $0.account(named: "kamau") })
        #expect(account.organisation == "State Department for Trade" && account.officerSince == TestServer.start)
        // Colleagues of the desk see who came.
        #expect(try await server.store.read { try $0.row(RowID(account.id))?["desk"] } == "KE")
        #expect(
            await problem { _ = try await register(server, "otieno", country: nil, invitation: code) }?.code
                == .codeInvalid)
        let late = try await server.core.invite(invite).code
        server.clock.advance(days: 3)
        #expect(
            await problem { _ = try await register(server, "otieno", country: nil, invitation: late) }?.code
                == .codeInvalid)
    }

    @Test func `an invitation is not used up by a name that is taken, and opens no password`() async throws {
        let server = try await TestServer()
        _ = try await server.person("kamau", "focalPoint:KE")
        let code = try await server.core.invite(InviteRequest(roles: ["recOfficer:EAC"])).code
        let taken = await problem { _ = try await register(server, "KAMAU", country: nil, invitation: code) }
        #expect(taken?.code == .accountExists)
        let reset = await problem {
            try await server.core.recoverPassword(
                RecoverPasswordRequest(user: "kamau", code: code, password: Self.password), from: nil)
        }
        #expect(reset?.code == .codeInvalid)
        #expect(try await register(server, "achieng", country: nil, invitation: code).roles == ["recOfficer:EAC"])
    }

    @Test func `an invitation names roles that there are, for a time that there is`() async throws {
        let server = try await TestServer()
        func refused(_ request: InviteRequest) async -> String? {
            await problem { _ = try await server.core.invite(request) }?.path
        }
        #expect(await refused(InviteRequest(roles: [])) == "roles")
        #expect(await refused(InviteRequest(roles: ["king"])) == "roles[0]")
        #expect(await refused(InviteRequest(roles: ["system"])) == "roles[0]")
        #expect(await refused(InviteRequest(roles: ["focalPoint:KE"], days: 0)) == "days")
        #expect(await refused(InviteRequest(roles: ["focalPoint:KE"], days: 91)) == "days")
    }

    @Test func `over the network, with the administrator's codes for the administrator alone`() async throws {
        let server = try await open()
        try await TestHTTP.with(server) { http in
            let made = try await http.post(
                Endpoint.register, RegisterRequest(name: "amina", password: Self.password, country: "KE"))
            #expect(try made.decoded(RegisterReply.self).roles == ["complainant:KE"])
            let invite = InviteRequest(roles: ["focalPoint:KE"])
            #expect(try await http.post(Endpoint.adminInvite, invite).status == 404)
            #expect(try await http.post(Endpoint.adminInvite, invite, token: TestHTTP.adminToken).status == 200)
        }
    }
}
