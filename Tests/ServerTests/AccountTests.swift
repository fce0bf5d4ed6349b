import CaseProtocol
import Testing
import Workflow

@testable import Server

@Suite struct AccountTests {
    private static func login(
        _ server: TestServer, _ name: String, _ password: String, replica: ReplicaID? = nil, from address: String? = nil
    ) async throws -> LoginReply {
        try await server.core.login(
            LoginRequest(user: name, password: password, code: nil, replica: replica ?? server.id()), from: address)
    }

    private static func add(_ server: TestServer, _ name: String, _ password: String, _ roles: [String]) async throws {
        try await server.core.addUser(
            AddUserRequest(name: name, roles: roles, organisation: nil, password: password))
    }

    @Test func `an unknown name and a wrong password are answered alike`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        let unknown = await problem { _ = try await Self.login(server, "nobody", TestServer.password) }
        let wrong = await problem { _ = try await Self.login(server, "amina", "not the password") }
        #expect(unknown == wrong)
        #expect(wrong?.code == .wrongCredentials)
    }

    @Test func `names are the same in any letter case`() async throws {
        let server = try await TestServer()
        _ = try await server.person("Amina", "complainant:KE")
        #expect(try await Self.login(server, "aMINA", TestServer.password).name == "Amina")
        let second = await problem { try await Self.add(server, "AMINA", TestServer.password, ["complainant"]) }
        #expect(second?.code == .accountExists)
    }

    @Test(arguments: [
        ("", "long enough now", ["complainant"], ProblemCode.invalidField, "name"),
        (" amina", "long enough now", ["complainant"], .invalidField, "name"),
        ("a\nb", "long enough now", ["complainant"], .invalidField, "name"),
        ("System", "long enough now", ["complainant"], .invalidField, "name"),
        (String(repeating: "a", count: 65), "long enough now", ["complainant"], .invalidField, "name"),
        ("amina", "too short", ["complainant"], .invalidField, "password"),
        ("amina", String(repeating: "a", count: 1_025), ["complainant"], .tooLong, "password"),
        ("amina", "long enough now", [], .missingField, "roles"),
        ("amina", "long enough now", ["complainant", "king"], .unknownCode, "roles[1]"),
        ("amina", "long enough now", ["focalPoint:XX"], .unknownCode, "roles[0]"),
        ("amina", "long enough now", ["system"], .unknownCode, "roles[0]"),
    ])
    func `what is wrong with a new account is named, and nothing is added`(
        name: String, password: String, roles: [String], code: ProblemCode, path: String
    ) async throws {
        let server = try await TestServer()
        let head = try await server.head()
        let refused = await problem { try await Self.add(server, name, password, roles) }
        #expect(refused?.code == code)
        #expect(refused?.path == path)
        #expect(try await server.head() == head)
    }

    @Test func `ten wrong passwords lock the name out for a quarter of an hour`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        for _ in 0..<10 {
            #expect(await problem { _ = try await Self.login(server, "amina", "wrong") }?.code == .wrongCredentials)
        }
        let locked = await problem { _ = try await Self.login(server, "AMINA", TestServer.password) }
        #expect(locked?.code == .tooManyAttempts)
        server.clock.advance(milliseconds: 15 * 60_000)
        #expect(try await Self.login(server, "amina", TestServer.password).name == "amina")
    }

    @Test func `a hundred wrong passwords from one address lock the address out, not the others`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        for index in 0..<100 {
            _ = await problem { _ = try await Self.login(server, "guess\(index)", "wrong", from: "10.0.0.1") }
        }
        let locked = await problem { _ = try await Self.login(server, "amina", TestServer.password, from: "10.0.0.1") }
        #expect(locked?.code == .tooManyAttempts)
        #expect(try await Self.login(server, "amina", TestServer.password, from: "10.0.0.2").name == "amina")
    }

    @Test func `right passwords do not add up`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        for _ in 0..<12 { _ = try await Self.login(server, "amina", TestServer.password, from: "10.0.0.1") }
    }

    @Test func `what is remembered of failures is bounded`() throws {
        let limiter = AttemptLimiter()
        let now = TestServer.start
        for index in 0..<(AttemptLimiter.keysMax + 10) {
            _ = try limiter.begin(.own("n\(index)"), address: nil, at: now)
        }
        for _ in 0..<9 { _ = try limiter.begin(.own("late"), address: nil, at: now) }
        #expect(throws: Never.self) { _ = try limiter.begin(.own("late"), address: nil, at: now) }
        #expect(throws: Problem.self) { _ = try limiter.begin(.own("late"), address: nil, at: now) }
    }

    @Test func `a replica of somebody else cannot be signed in with`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        _ = try await server.person("kamau", "focalPoint:KE")
        let refused = await problem {
            _ = try await Self.login(server, "kamau", TestServer.password, replica: amina.replica)
        }
        #expect(refused?.code == .replicaForeign)
        #expect(try await Self.login(server, "amina", TestServer.password, replica: amina.replica).name == "amina")
    }

    @Test func `a token is good until it is signed out, and no other is`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        #expect(try await server.core.authenticate(amina.token) == amina.signedIn)
        #expect(await problem { _ = try await server.core.authenticate(amina.token + "x") }?.code == .notSignedIn)
        try await server.core.logout(amina.token)
        #expect(await problem { _ = try await server.core.authenticate(amina.token) }?.code == .notSignedIn)
    }

    @Test func `a new password signs out every device and lifts the lock`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let second = try await server.signIn("amina")
        for _ in 0..<10 { _ = await problem { _ = try await Self.login(server, "amina", "wrong") } }
        try await server.core.resetPassword(ResetPasswordRequest(name: "Amina", password: "another password"))
        for token in [amina.token, second.token] {
            #expect(await problem { _ = try await server.core.authenticate(token) }?.code == .notSignedIn)
        }
        #expect(await problem { _ = try await Self.login(server, "amina", TestServer.password) } != nil)
        #expect(try await Self.login(server, "amina", "another password").user == amina.id)
        let nobody = ResetPasswordRequest(name: "nobody", password: "another password")
        #expect(await problem { try await server.core.resetPassword(nobody) }?.code == .notFound)
    }

    @Test func `colleagues of a desk see each other, others do not`() async throws {
        let server = try await TestServer()
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let wanjiru = try await server.person("wanjiru", "nmcMember:KE/chair")
        let nakato = try await server.person("nakato", "focalPoint:UG")
        let amina = try await server.person("amina", "complainant:KE")
        func people(_ person: TestPerson) async throws -> Set<RowID> {
            Set(try await person.pull(nil).rows.filter { $0.kind == .person }.map(\.id))
        }
        #expect(try await people(kamau) == [RowID(kamau.id), RowID(wanjiru.id)])
        #expect(try await people(nakato) == [RowID(nakato.id)])
        #expect(try await people(amina).isEmpty)
        let row = try #require(try await kamau.pull(nil).rows.first { $0.id == RowID(wanjiru.id) })
        #expect(row["roles"] == ["nmcMember:KE/chair"])
        #expect(row["desk"] == "KE")
        #expect(row["name"] == "wanjiru")
    }

    @Test func `no password or token is kept as it is`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let hash = ServerCore.hash(amina.token)
        let (account, device) = try await server.store.read {
            (try $0.account(named: "amina"), try $0.device(tokenHash: hash))
        }
        #expect(account?.passwordHash.contains(TestServer.password) == false)
        #expect(device.map { $0.tokenHash != Array(amina.token.utf8) } == true)
    }
}
