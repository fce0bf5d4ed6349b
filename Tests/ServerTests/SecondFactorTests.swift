import CaseCrypto
import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Codes of an authenticator program beside the password.
@Suite struct SecondFactorTests {
    private let name = "kamau"

    private func login(_ server: TestServer, code: String? = nil, password: String = TestServer.password) async
        -> Problem?
    {
        await problem {
            _ = try await server.core.login(
                LoginRequest(user: name, password: password, code: code, replica: server.id()), from: nil)
        }
    }

    private func person(_ server: TestServer) async throws -> SignedIn {
        let reply = try await server.core.login(
            LoginRequest(user: name, password: TestServer.password, code: nil, replica: server.id()), from: nil)
        return try await server.core.authenticate(reply.token)
    }

    private func code(_ offer: SecondFactorOffer, on server: TestServer, steps: Int64 = 0) -> String {
        let step = TimeCode.step(atSeconds: server.clock.now().milliseconds / 1_000) + steps
        return TimeCode.code(of: TestBase32.bytes(offer.secret), step: step)
    }

    /// A server on which somebody has a factor that counts.
    private func confirmed() async throws -> (TestServer, SignedIn, SecondFactorOffer, [String]) {
        let server = try await TestServer()
        _ = try await server.person(name, "focalPoint:KE")
        let person = try await person(server)
        let offer = try await server.core.offerSecondFactor(
            SecondFactorRequest(password: TestServer.password), to: person)
        let codes = try await server.core.confirmSecondFactor(
            SecondFactorConfirmation(code: code(offer, on: server)), of: person)
        server.clock.advance(milliseconds: 60_000)
        return (server, person, offer, codes.recovery)
    }

    @Test func `an offer changes nothing before it is confirmed`() async throws {
        let server = try await TestServer()
        _ = try await server.person(name, "focalPoint:KE")
        let person = try await person(server)
        let offer = try await server.core.offerSecondFactor(
            SecondFactorRequest(password: TestServer.password), to: person)
        #expect(offer.uri == "otpauth://totp/Tatua:kamau?secret=\(offer.secret)&issuer=Tatua&period=30&digits=6")
        #expect(offer.secret.count == 32)
        #expect(await login(server) == nil)
        let wrong = await problem {
            _ = try await server.core.confirmSecondFactor(SecondFactorConfirmation(code: "000000"), of: person)
        }
        #expect(wrong?.code == .wrongCredentials)
        #expect(await login(server) == nil)
    }

    @Test func `the password alone is not enough any more, and a code is taken once`() async throws {
        let (server, _, offer, _) = try await confirmed()
        #expect(await login(server)?.code == .secondFactorNeeded)
        #expect(await login(server, code: "")?.code == .secondFactorNeeded)
        #expect(await login(server, code: "123 456")?.code == .wrongCredentials)
        let present = code(offer, on: server)
        #expect(await login(server, code: present, password: "another one")?.code == .wrongCredentials)
        #expect(await login(server, code: "\(present.prefix(3)) \(present.suffix(3))") == nil)
        #expect(await login(server, code: present)?.code == .wrongCredentials)
        // Neither is an older one, once a later one was taken.
        #expect(await login(server, code: code(offer, on: server, steps: -1))?.code == .wrongCredentials)
        #expect(await login(server, code: code(offer, on: server, steps: 1)) == nil)
    }

    @Test(arguments: [(-2, false), (-1, true), (0, true), (1, true), (2, false)] as [(Int64, Bool)])
    func `clocks may differ by half a minute`(steps: Int64, isTaken: Bool) async throws {
        let (server, _, offer, _) = try await confirmed()
        #expect(await (login(server, code: code(offer, on: server, steps: steps)) == nil) == isTaken)
    }

    @Test func `a recovery code stands in for a code, once`() async throws {
        let (server, _, _, recovery) = try await confirmed()
        #expect(Set(recovery).count == 10)
        #expect(recovery.allSatisfy { $0.wholeMatch(of: /[A-Z2-7]{4}(-[A-Z2-7]{4}){3}/) != nil })
        #expect(await login(server, code: recovery[3].lowercased()) == nil)
        #expect(await login(server, code: recovery[3])?.code == .wrongCredentials)
        #expect(await login(server, code: recovery[4].filter { $0 != "-" }) == nil)
    }

    @Test func `wrong codes lock out as wrong passwords do, and a missing one does not`() async throws {
        let (server, _, offer, _) = try await confirmed()
        for _ in 0..<20 { #expect(await login(server)?.code == .secondFactorNeeded) }
        for _ in 0..<10 { #expect(await login(server, code: "000000")?.code == .wrongCredentials) }
        #expect(await login(server, code: code(offer, on: server))?.code == .tooManyAttempts)
        server.clock.advance(milliseconds: Int64(AttemptLimiter.windowMinutes) * 60_000)
        #expect(await login(server, code: code(offer, on: server)) == nil)
    }

    @Test func `a right password without a code does not clear failed attempts`() async throws {
        let (server, _, _, _) = try await confirmed()
        for _ in 0..<9 { #expect(await login(server, code: "000000")?.code == .wrongCredentials) }
        #expect(await login(server)?.code == .secondFactorNeeded)
        #expect(await login(server, code: "000000")?.code == .wrongCredentials)
        #expect(await login(server)?.code == .tooManyAttempts)
    }

    @Test func `it is removed with password and code, and only with both`() async throws {
        let (server, person, offer, _) = try await confirmed()
        func remove(_ password: String, _ code: String?) async -> Problem? {
            await problem {
                try await server.core.removeSecondFactor(
                    SecondFactorRequest(password: password, code: code), of: person)
            }
        }
        #expect(await remove("another one", code(offer, on: server))?.code == .wrongCredentials)
        #expect(await remove(TestServer.password, nil)?.code == .secondFactorNeeded)
        #expect(await remove(TestServer.password, "000000")?.code == .wrongCredentials)
        let second = await problem {
            _ = try await server.core.offerSecondFactor(
                SecondFactorRequest(password: TestServer.password), to: person)
        }
        #expect(second?.code == .accountExists)
        #expect(await remove(TestServer.password, code(offer, on: server)) == nil)
        #expect(await login(server) == nil)
    }

    @Test func `an administrator forgets it and signs its owner out`() async throws {
        let (server, _, offer, _) = try await confirmed()
        let reply = try await server.core.login(
            LoginRequest(
                user: name, password: TestServer.password, code: code(offer, on: server), replica: server.id()),
            from: nil)
        try await server.core.forgetSecondFactor(ForgetFactorRequest(name: name))
        #expect(await problem { _ = try await server.core.authenticate(reply.token) }?.code == .notSignedIn)
        #expect(await login(server) == nil)
        let unknown = await problem {
            try await server.core.forgetSecondFactor(ForgetFactorRequest(name: "nobody"))
        }
        #expect(unknown?.code == .notFound)
    }

    @Test func `what is stored gives no code without the server's key`() async throws {
        let (server, person, offer, recovery) = try await confirmed()
        let factor = try #require(try await server.store.read { try $0.secondFactor(of: person.party.id) })
        let secret = TestBase32.bytes(offer.secret)
        #expect(!factor.sealedSecret.contains(secret))
        #expect(try server.core.factorKey().open(factor) == secret)
        #expect(throws: (any Error).self) { try FactorKey(try LedgerKeys.random()).open(factor) }
        var moved = factor
        moved.user = server.id()
        #expect(throws: (any Error).self) { try server.core.factorKey().open(moved) }
        #expect(factor.recovery.count == recovery.count && factor.recovery.allSatisfy { $0.count == 32 })
    }
}
