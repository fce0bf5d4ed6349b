import CaseCrypto
import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Which passwords are taken, and how their owner gets another one.
@Suite struct PasswordTests {
    private static let new = "seven red bicycles"

    private func login(
        _ server: TestServer, _ name: String, _ password: String, code: String? = nil, from address: String? = nil
    ) async -> ProblemCode? {
        await problem {
            _ = try await server.core.login(
                LoginRequest(user: name, password: password, code: code, replica: server.id()), from: address)
        }?.code
    }

    private func isIn(_ server: TestServer, _ token: String) async -> Bool {
        await problem { _ = try await server.core.authenticate(token) } == nil
    }

    private func recover(
        _ server: TestServer, _ name: String, _ code: String, password: String = PasswordTests.new,
        from address: String? = nil
    ) async -> Problem? {
        await problem {
            try await server.core.recoverPassword(
                RecoverPasswordRequest(user: name, code: code, password: password), from: address)
        }
    }

    @Test(arguments: [
        ("short", "at least 10 characters"), ("amina-amina", "account's name"), ("Amina 2026", "account's name"),
        ("--AMINA!!--", "account's name"), ("aaaaaaaaaaaa", "everybody tries first"),
        ("Password123", "everybody tries first"), ("1234567890", "everybody tries first"),
        ("9876543210", "everybody tries first"), ("1212121212", "everybody tries first"),
        ("2026Nairobi!!!", "everybody tries first"), ("qwertyuiop", "everybody tries first"),
        ("Q1W2E3R4T5", "everybody tries first"), ("HakunaMatata99", "everybody tries first"),
    ])
    func `a password that is guessed first is refused, with the rule in words`(password: String, words: String) {
        do {
            try PasswordRules.check(password, of: "amina")
            Issue.record("“\(password)” was taken")
        } catch {
            #expect(error.message.contains(words), "\(password): \(error.message)")
            #expect(error.code == .invalidField && error.path == "password")
            #expect(!error.message.contains(password))
        }
    }

    @Test(arguments: [
        "correct horse", "a long password", "mkate moto sokoni", "93716 20458", "amina buys 3 red bicycles",
        "Nairobi rains in April",
    ])
    func `words in a row are taken`(password: String) throws {
        try PasswordRules.check(password, of: "amina")
        // A name of two letters is in many words.
        try PasswordRules.check(password, of: "bi")
    }

    @Test func `its owner changes it, and the other devices are out at once`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let phone = try await server.signIn("amina")
        func change(_ old: String, _ new: String) async -> Problem? {
            await problem {
                try await server.core.changePassword(ChangePasswordRequest(old: old, new: new), of: amina.signedIn)
            }
        }
        #expect(await change("not the password", Self.new)?.code == .wrongCredentials)
        #expect(await change(TestServer.password, "short")?.path == "new")
        #expect(await change(TestServer.password, TestServer.password)?.path == "new")
        #expect(await isIn(server, phone.token))
        #expect(await change(TestServer.password, Self.new) == nil)
        #expect(await isIn(server, amina.token))
        #expect(await isIn(server, phone.token) == false)
        #expect(await login(server, "amina", TestServer.password) == .wrongCredentials)
        #expect(await login(server, "amina", Self.new) == nil)
    }

    @Test func `where there is a second factor, it is asked for, and a wrong one changes nothing`() async throws {
        let server = try await TestServer()
        let officer = try await server.person("kamau", "focalPoint:KE")
        let (secret, _) = try await server.addFactor(to: officer.signedIn)
        func change(_ code: String?) async -> ProblemCode? {
            await problem {
                try await server.core.changePassword(
                    ChangePasswordRequest(old: TestServer.password, new: Self.new, code: code), of: officer.signedIn)
            }?.code
        }
        #expect(await change(nil) == .secondFactorNeeded)
        #expect(await change("000000") == .wrongCredentials)
        #expect(await login(server, "kamau", TestServer.password) == .secondFactorNeeded)
        server.clock.advance(milliseconds: 60_000)
        #expect(await change(server.code(secret)) == nil)
    }

    @Test func `a stolen token does not find the password out by trying`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        for index in 0..<12 {
            let tried = await problem {
                try await server.core.changePassword(
                    ChangePasswordRequest(old: "guess number \(index)", new: Self.new), of: amina.signedIn)
            }
            #expect(tried?.code == (index < 10 ? .wrongCredentials : .tooManyAttempts))
        }
        // That keeps nobody from signing in.
        #expect(await login(server, "amina", TestServer.password) == nil)
    }

    @Test func `an administrator's code is read out, used once, and ends`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let code = try await server.core.makeResetCode(ResetCodeRequest(name: "AMINA"))
        #expect(code.code.wholeMatch(of: /([ACDEFGHJKMNPQRTUVWXY34679]{4}-){2}[ACDEFGHJKMNPQRTUVWXY34679]{4}/) != nil)
        #expect(code.endsAt == TestServer.start.adding(hours: 24))
        // Nothing changed yet.
        #expect(await isIn(server, amina.token))
        #expect(await recover(server, "amina", code.code, password: "Password123")?.path == "password")
        #expect(await recover(server, "amina", code.code.lowercased().filter { $0 != "-" }) == nil)
        #expect(await isIn(server, amina.token) == false)
        #expect(await login(server, "amina", Self.new) == nil)
        #expect(await recover(server, "amina", code.code, password: "four blue bicycles")?.code == .codeInvalid)
        let stored = try await server.store.read { try $0.oneTimeCode(hash: SpokenCode.hash(code.code)) }
        #expect(stored == nil)
    }

    @Test func `a code is for one name, and only the last one given out is good`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        _ = try await server.person("kamau", "complainant:KE")
        let first = try await server.core.makeResetCode(ResetCodeRequest(name: "amina"))
        let second = try await server.core.makeResetCode(ResetCodeRequest(name: "amina", hours: 1))
        #expect(await recover(server, "kamau", second.code)?.code == .codeInvalid)
        #expect(await recover(server, "amina", first.code)?.code == .codeInvalid)
        server.clock.advance(milliseconds: 3_600_000)
        #expect(await recover(server, "amina", second.code)?.code == .codeInvalid)
        let third = try await server.core.makeResetCode(ResetCodeRequest(name: "amina", hours: 1))
        server.clock.advance(milliseconds: 3_599_999)
        #expect(await recover(server, "amina", third.code) == nil)
        for hours in [0, 169] {
            let refused = await problem {
                _ = try await server.core.makeResetCode(ResetCodeRequest(name: "amina", hours: hours))
            }
            #expect(refused?.path == "hours")
        }
        #expect(
            await problem { _ = try await server.core.makeResetCode(ResetCodeRequest(name: "x")) }?.code == .notFound)
    }

    @Test func `a password that was changed otherwise ends the code that was given out`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let code = try await server.core.makeResetCode(ResetCodeRequest(name: "amina"))
        try await server.core.changePassword(
            ChangePasswordRequest(old: TestServer.password, new: Self.new), of: amina.signedIn)
        #expect(await recover(server, "amina", code.code, password: "four blue bicycles")?.code == .codeInvalid)
    }

    @Test func `a recovery code gives another password, and the second factor stays`() async throws {
        let server = try await TestServer()
        let officer = try await server.person("kamau", "focalPoint:KE")
        let (secret, recovery) = try await server.addFactor(to: officer.signedIn)
        server.clock.advance(milliseconds: 60_000)
        // A code of the authenticator program is none: it is on the phone that may be stolen with the name on it.
        #expect(await recover(server, "kamau", server.code(secret))?.code == .codeInvalid)
        #expect(await recover(server, "kamau", recovery[0].lowercased()) == nil)
        #expect(await isIn(server, officer.token) == false)
        #expect(await login(server, "kamau", Self.new) == .secondFactorNeeded)
        #expect(await login(server, "kamau", Self.new, code: recovery[0]) == .wrongCredentials)
        #expect(await login(server, "kamau", Self.new, code: server.code(secret)) == nil)
    }

    @Test func `codes are not guessed`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        let code = try await server.core.makeResetCode(ResetCodeRequest(name: "amina"))
        for _ in 0..<10 {
            #expect(await recover(server, "amina", "AAAA-AAAA-AAAA", from: "10.0.0.1")?.code == .codeInvalid)
        }
        #expect(await recover(server, "amina", code.code, from: "10.0.0.1")?.code == .tooManyAttempts)
        // Whoever guesses elsewhere keeps nobody out here.
        #expect(await recover(server, "amina", code.code, from: "10.0.0.2") == nil)
    }

    @Test func `over the network`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        try await TestHTTP.with(server) { http in
            let change = ChangePasswordRequest(old: TestServer.password, new: Self.new)
            #expect(try await http.post(Endpoint.password, change).status == 401)
            #expect(try await http.post(Endpoint.password, change, token: amina.token).status == 204)
            let wanted = ResetCodeRequest(name: "amina")
            #expect(try await http.post(Endpoint.adminResetCode, wanted, token: amina.token).status == 404)
            let code = try await http.post(Endpoint.adminResetCode, wanted, token: TestHTTP.adminToken)
                .decoded(OneTimeCode.self).code
            let wrong = RecoverPasswordRequest(user: "amina", code: "AAAA", password: "four blue bicycles")
            #expect(try await http.post(Endpoint.passwordReset, wrong).status == 403)
            let right = RecoverPasswordRequest(user: "amina", code: code, password: "four blue bicycles")
            #expect(try await http.post(Endpoint.passwordReset, right).status == 204)
        }
    }
}
