import CaseProtocol
import Synchronization
import Testing
import Workflow

@testable import Server

/// What an outsider may try at the door, and what comes of it.
@Suite struct AccountAttackTests {
    private func login(
        _ server: TestServer, _ name: String, _ password: String, replica: ReplicaID? = nil, from address: String?
    ) async -> Problem? {
        await problem {
            _ = try await server.core.login(
                LoginRequest(user: name, password: password, code: nil, replica: replica ?? server.id()), from: address)
        }
    }

    @Test func `one password tried at many names from one address ends after a hundred, also where it is right`()
        async throws
    {
        let server = try await TestServer()
        _ = try await server.person("trader150", "complainant:KE")
        var codes: [ProblemCode?] = []
        for index in 0..<200 {
            codes.append(await login(server, "trader\(index)", TestServer.password, from: "10.6.6.6")?.code)
        }
        #expect(codes[..<100].allSatisfy { $0 == .wrongCredentials })
        #expect(codes[100...].allSatisfy { $0 == .tooManyAttempts })
        // Nobody else notices.
        #expect(await login(server, "trader150", TestServer.password, from: "10.0.0.1") == nil)
    }

    @Test func `whoever guesses at a name does not keep its owner out`() async throws {
        let server = try await TestServer()
        let owner = try await server.person("kamau", "focalPoint:KE")
        for _ in 0..<1_000 { _ = await login(server, "kamau", "wrong", from: "10.6.6.6") }
        #expect(await login(server, "kamau", TestServer.password, from: "10.6.6.6")?.code == .tooManyAttempts)
        // From elsewhere, on a new device too.
        #expect(await login(server, "kamau", TestServer.password, from: "10.0.0.1") == nil)
        // And on a device that is known, from the very address.
        #expect(
            await login(server, "kamau", TestServer.password, replica: owner.replica, from: "10.6.6.6") == nil)
    }

    @Test func `many addresses that guess at a name stop at a hundred an hour, and known devices pass`() async throws {
        let server = try await TestServer()
        let owner = try await server.person("kamau", "focalPoint:KE")
        var guesses = 0
        for address in 0..<50 {
            for _ in 0..<10 {
                let code = await login(server, "kamau", "wrong", from: "10.6.\(address).1")?.code
                if code == .wrongCredentials { guesses += 1 }
            }
        }
        #expect(guesses == 25)
        #expect(await login(server, "kamau", TestServer.password, from: "10.0.0.1")?.code == .tooManyAttempts)
        #expect(await login(server, "kamau", TestServer.password, replica: owner.replica, from: "10.0.0.1") == nil)
        // A known device is no way round: it has ten guesses, like an address.
        for _ in 0..<10 { _ = await login(server, "kamau", "wrong", replica: owner.replica, from: nil) }
        #expect(
            await login(server, "kamau", TestServer.password, replica: owner.replica, from: nil)?.code
                == .tooManyAttempts)
        server.clock.advance(milliseconds: 15 * 60_000)
        #expect(await login(server, "kamau", TestServer.password, from: "10.0.0.1") == nil)
    }

    @Test func `somebody else's device is known for nobody else`() async throws {
        let server = try await TestServer()
        let thief = try await server.person("thief", "complainant:KE")
        _ = try await server.person("kamau", "focalPoint:KE")
        for _ in 0..<10 { _ = await login(server, "kamau", "wrong", replica: thief.replica, from: "10.6.6.6") }
        #expect(
            await login(server, "kamau", "wrong", replica: thief.replica, from: "10.6.6.6")?.code == .tooManyAttempts)
    }

    @Test func `no answer tells whether there is such a name, in words, size or work`() async throws {
        let server = try await TestServer()
        _ = try await server.person("kamau", "focalPoint:KE")
        _ = try await server.core.changeSetting(ChangeSettingRequest(name: "registration", value: "on"))
        try await TestHTTP.with(server) { http in
            func answers(_ name: String) async throws -> (bodies: [[UInt8]], hashes: Int) {
                let before = server.core.passwords.doneCount
                var bodies: [[UInt8]] = []
                for _ in 0..<12 {
                    let login = LoginRequest(user: name, password: "wrong", code: "000000", replica: server.id())
                    let answer = try await http.post(Endpoint.login, login)
                    bodies.append(answer.body + Array("\(answer.status) \(answer.headers)".utf8))
                }
                for _ in 0..<12 {
                    let reset = RecoverPasswordRequest(
                        user: name, code: "AAAA-AAAA-AAAA", password: "seven red bicycles")
                    let answer = try await http.post(Endpoint.passwordReset, reset)
                    bodies.append(answer.body + Array("\(answer.status) \(answer.headers)".utf8))
                }
                return (bodies, server.core.passwords.doneCount - before)
            }
            let (known, unknown) = (try await answers("kamau"), try await answers("nobody"))
            #expect(known.bodies == unknown.bodies)
            // Ten of each are decided; each takes the work of one password, which is what takes time.
            #expect(known.hashes == 20 && unknown.hashes == 20)

            func registered(_ name: String) async throws -> [Int] {
                let before = server.core.passwords.doneCount
                let answer = try await http.post(
                    Endpoint.register, RegisterRequest(name: name, password: "seven red bicycles"))
                return [answer.status, answer.body.count, server.core.passwords.doneCount - before]
            }
            let (taken, free) = (try await registered("kamau"), try await registered("nobod"))
            #expect(taken == free && taken[0] == 200 && taken[2] == 1)
        }
    }

    @Test func `a stolen token shows in the owner's list, takes no password and no factor, and ends with one word`()
        async throws
    {
        let server = try await TestServer()
        let owner = try await server.person("kamau", "focalPoint:KE")
        let stolen = owner.token
        let laptop = try await server.signIn("kamau")
        // On the thief's device: another copy of the data under the same token.
        let thief = try await server.core.authenticate(stolen)
        let password = await problem {
            try await server.core.changePassword(
                ChangePasswordRequest(old: "not known", new: "seven red bicycles"), of: thief)
        }
        #expect(password?.code == .wrongCredentials)
        let factor = await problem {
            _ = try await server.core.offerSecondFactor(SecondFactorRequest(password: "not known"), to: thief)
        }
        #expect(factor?.code == .wrongCredentials)
        // What another person's copy sent, the thief cannot take for theirs.
        let amina = try await server.person("amina", "complainant:KE")
        let foreign = PushRequest(
            replica: amina.replica, epoch: owner.epoch, acked: 0,
            commands: [try owner.envelope(1, .open(TestPerson.opening(server.id())))])
        #expect(await problem { _ = try await server.core.push(foreign, as: thief) }?.code == .replicaForeign)
        #expect(try await server.core.ownSessions(of: laptop.signedIn).sessions.count == 2)
        _ = try await server.core.revokeSessions(RevokeSessionsRequest(), of: laptop.signedIn)
        #expect(await problem { _ = try await server.core.authenticate(stolen) }?.code == .notSignedIn)
        let late = PushRequest(
            replica: owner.replica, epoch: owner.epoch, acked: 0,
            commands: [try owner.envelope(1, .open(TestPerson.opening(server.id())))])
        #expect(await problem { _ = try await server.core.push(late, as: thief) }?.code == .notSignedIn)
        // Its bundles end with it.
        #expect(try await server.core.ownSessions(of: laptop.signedIn).sessions.map(\.isThis) == [true])
    }

    @Test(arguments: [
        ("10.0.0.1", "10.0.0.1"), ("::ffff:10.0.0.1", "10.0.0.1"), ("2001:DB8:0:1:2:3:4:5", "2001:db8:0:1::/64"),
        ("2001:db8:0:1::9", "2001:db8:0:1::/64"), ("fe80::1%eth0", "fe80:0:0:0::/64"), ("a socket", "a socket"),
    ])
    func `an address of IPv6 counts as its network`(address: String, block: String) {
        #expect(AddressBlock.text(address) == block)
    }
}
