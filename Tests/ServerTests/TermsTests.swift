import CaseProtocol
import Testing
import Workflow

@testable import Server

/// The privacy notice and terms: who is asked, when, and what is kept of it.
@Suite struct TermsTests {
    private func load(_ server: TestServer, _ version: String, _ text: String = "What we keep of you.\n") async throws {
        _ = try await server.core.loadTerms(LoadTermsRequest(version: version, text: text))
    }

    private func login(
        _ server: TestServer, terms: String? = nil, password: String = TestServer.password
    ) async throws -> LoginReply {
        try await server.core.login(
            LoginRequest(user: "amina", password: password, code: nil, replica: server.id(), terms: terms), from: nil)
    }

    private func accepted(_ server: TestServer) async throws -> [TermsAcceptance] {
        try await server.core.acceptances(of: UserSessionsRequest(name: "amina")).accepted
    }

    @Test func `a new version is asked for at the next sign-in, once, and nobody is put out before`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        try await load(server, "2026-11")
        _ = try await server.core.authenticate(amina.token)
        let asked = await problem { _ = try await login(server) }
        #expect(asked?.code == .termsNeeded && asked?.allowed == ["2026-11"])
        #expect(asked?.message.contains("tatua terms") == true)
        #expect(await problem { _ = try await login(server, terms: "2025-01") }?.code == .termsNeeded)
        // Only whoever knows the password is told.
        #expect(await problem { _ = try await login(server, password: "wrong") }?.code == .wrongCredentials)
        #expect(try await accepted(server).isEmpty)
        _ = try await login(server, terms: "2026-11")
        #expect(try await accepted(server) == [TermsAcceptance(version: "2026-11", at: TestServer.start)])
        _ = try await login(server)
        server.clock.advance(days: 30)
        try await load(server, "2026-12", "More.\n")
        #expect(await problem { _ = try await login(server, terms: "2026-11") }?.code == .termsNeeded)
        _ = try await login(server, terms: "2026-12")
        #expect(
            try await accepted(server) == [
                TermsAcceptance(version: "2026-11", at: TestServer.start),
                TermsAcceptance(version: "2026-12", at: TestServer.start.adding(days: 30)),
            ])
        let told = try await server.core.terms(for: amina.signedIn)
        #expect(told.version == "2026-12" && told.acceptedAt == TestServer.start.adding(days: 30))
        #expect(try await server.core.terms(for: nil).acceptedAt == nil)
    }

    @Test func `a code of the second factor is not used up by being asked`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let (secret, _) = try await server.addFactor(to: amina.signedIn)
        server.clock.advance(milliseconds: 60_000)
        try await load(server, "2026-11")
        let code = server.code(secret)
        func login(_ terms: String?) async -> ProblemCode? {
            await problem {
                _ = try await server.core.login(
                    LoginRequest(
                        user: "amina", password: TestServer.password, code: code, replica: server.id(), terms: terms),
                    from: nil)
            }?.code
        }
        #expect(await login(nil) == .termsNeeded)
        #expect(await login("2026-11") == nil)
        #expect(await login("2026-11") == .wrongCredentials)
    }

    @Test func `whoever registers accepts the present version, or is not registered`() async throws {
        let server = try await TestServer()
        _ = try await server.core.changeSetting(ChangeSettingRequest(name: "registration", value: "on"))
        try await load(server, "2026-11")
        let head = try await server.head()
        func register(_ terms: String?) async throws -> RegisterReply {
            try await server.core.register(
                RegisterRequest(name: "amina", password: "seven red bicycles", terms: terms), from: nil)
        }
        #expect(await problem { _ = try await register(nil) }?.code == .termsNeeded)
        #expect(try await server.head() == head)
        let name = try await register("2026-11").name
        let kept = try await server.core.acceptances(of: UserSessionsRequest(name: name)).accepted
        #expect(kept == [TermsAcceptance(version: "2026-11", at: TestServer.start)])
    }

    @Test func `a version stands for one text`() async throws {
        let server = try await TestServer()
        try await load(server, "1")
        try await load(server, "1")
        #expect(await problem { try await load(server, "1", "Another.") }?.code == .idUnavailable)
        try await load(server, "2", "Another.")
        // An old one does not come back under its old name: who accepted it would not be asked.
        #expect(await problem { try await load(server, "1") }?.code == .idUnavailable)
        #expect(try await server.core.terms(for: nil).version == "2")
        for version in ["", "a b", "é", String(repeating: "a", count: 41)] {
            #expect(await problem { try await load(server, version) }?.path == "version")
        }
        #expect(await problem { try await load(server, "3", " \n") }?.code == .missingField)
        #expect(await problem { try await load(server, "3", String(repeating: "a", count: 200_001)) }?.code == .tooLong)
    }

    @Test func `everybody reads them over the network`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        try await TestHTTP.with(server) { http in
            let none = try await http.get(Endpoint.terms)
            #expect(none.status == 404)
            let wanted = LoadTermsRequest(version: "1", text: "What we keep.")
            let foreign = try await http.post(Endpoint.adminTerms, wanted, token: amina.token)
            #expect(foreign.status == 404)
            let loaded = try await http.post(Endpoint.adminTerms, wanted, token: TestHTTP.adminToken)
            #expect(loaded.status == 200)
            let read = try await http.get(Endpoint.terms).decoded(Terms.self)
            #expect(read.text == "What we keep.")
            let own = try await http.get(Endpoint.terms, token: amina.token).decoded(Terms.self)
            #expect(own.acceptedAt == nil)
            let wrong = try await http.get(Endpoint.terms, token: "not a token")
            #expect(wrong.status == 401)
        }
    }
}
