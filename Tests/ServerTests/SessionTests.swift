import CaseProtocol
import Synchronization
import Testing
import Workflow

@testable import Server

/// Which devices a person is signed in on, and that a device which is signed out is out at once.
@Suite struct SessionTests {
    private func login(_ server: TestServer, _ name: String, device: String?) async throws -> String {
        try await server.core.login(
            LoginRequest(user: name, password: TestServer.password, code: nil, replica: server.id(), device: device),
            from: nil
        ).token
    }

    private func isIn(_ server: TestServer, _ token: String) async -> Bool {
        await problem { _ = try await server.core.authenticate(token) } == nil
    }

    @Test func `the list names devices, days and the one that asks, and holds no secret`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        server.clock.advance(days: 2)
        let token = try await login(server, "amina", device: "amina's\u{1B}[2J  phone\n")
        let asking = try await server.core.authenticate(token)
        let list = try await server.core.ownSessions(of: asking).sessions
        #expect(list.map(\.device) == [nil, "amina's[2J phone"])
        #expect(list.map(\.isThis) == [false, true])
        #expect(list.map(\.signedInAt) == [TestServer.start, TestServer.start.adding(days: 2)])
        #expect(list.map(\.seenOn) == [TestServer.start.day(), TestServer.start.adding(days: 2).day()])
        #expect(Set(list.map(\.id)).count == 2)
        #expect(list.allSatisfy { $0.id.wholeMatch(of: /[A-Z0-9]{4}-[A-Z0-9]{4}/) != nil })
        let text = String(decoding: try CanonicalJSON.encode(SessionList(sessions: list)), as: UTF8.self)
        for secret in [token, amina.token] { #expect(!text.contains(secret.prefix(8))) }
        #expect(
            try await server.core.sessions(of: UserSessionsRequest(name: "AMINA")).sessions.map(\.id) == list.map(\.id))
    }

    @Test func `a device is seen on the days on which it asks, and written once a day`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        func seen() async throws -> CivilDate? {
            try await server.core.sessions(of: UserSessionsRequest(name: "amina")).sessions.first?.seenOn
        }
        server.clock.advance(days: 3)
        #expect(try await seen() == TestServer.start.day())
        _ = try await server.core.authenticate(amina.token)
        #expect(try await seen() == TestServer.start.adding(days: 3).day())
        let writes = server.store.writeCount
        for _ in 0..<5 { _ = try await server.core.authenticate(amina.token) }
        #expect(server.store.writeCount == writes)
    }

    @Test func `its owner signs out one device, or all others, and nobody else's`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "complainant:KE")
        let (phone, laptop) = (
            try await login(server, "amina", device: "phone"), try await login(server, "amina", device: "laptop")
        )
        let list = try await server.core.ownSessions(of: amina.signedIn).sessions
        let id = try #require(list.first { $0.device == "phone" }?.id)
        let theirs = await problem {
            _ = try await server.core.revokeSessions(RevokeSessionsRequest(id: id), of: kamau.signedIn)
        }
        #expect(theirs?.code == .notFound)
        let typed = id.lowercased().filter { $0 != "-" }
        #expect(
            try await server.core.revokeSessions(RevokeSessionsRequest(id: typed), of: amina.signedIn)
                == RevokedSessions(count: 1))
        #expect(await isIn(server, phone) == false)
        #expect(await isIn(server, laptop))
        let again = await problem {
            _ = try await server.core.revokeSessions(RevokeSessionsRequest(id: id), of: amina.signedIn)
        }
        #expect(again?.code == .notFound)
        #expect(
            try await server.core.revokeSessions(RevokeSessionsRequest(), of: amina.signedIn)
                == RevokedSessions(count: 1))
        #expect(await isIn(server, laptop) == false)
        #expect(await isIn(server, amina.token))
        #expect(await isIn(server, kamau.token))
    }

    @Test func `an administrator signs out one device of somebody, or all`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let second = try await server.signIn("amina")
        let third = try await server.signIn("amina")
        let id = try #require(
            try await server.core.ownSessions(of: second.signedIn).sessions.first { $0.isThis }?.id)
        #expect(try await server.core.revokeUser(RevokeUserRequest(name: "amina", id: id)).count == 1)
        #expect(await isIn(server, second.token) == false)
        #expect(await isIn(server, third.token))
        #expect(try await server.core.revokeUser(RevokeUserRequest(name: "amina")).count == 2)
        #expect(await isIn(server, amina.token) == false)
        #expect(await problem { _ = try await server.core.revokeUser(RevokeUserRequest(name: "x")) }?.code == .notFound)
        #expect(try await server.core.sessions(of: UserSessionsRequest(name: "amina")).sessions.isEmpty)
    }

    @Test(arguments: ["suspend", "roles", "password", "revoke", "factor"])
    func `a request that was let in before does nothing once its device is signed out`(how: String) async throws {
        let server = try await TestServer()
        let officer = try await server.person("kamau", "focalPoint:KE")
        // Let in at the door, and then slow.
        let letIn = try await server.core.authenticate(officer.token)
        switch how {
        case "suspend": try await server.core.changeUser(ChangeUserRequest(name: "kamau", isSuspended: true))
        case "roles": try await server.core.changeUser(ChangeUserRequest(name: "kamau", roles: ["complainant:KE"]))
        case "password":
            try await server.core.resetPassword(ResetPasswordRequest(name: "kamau", password: "another password"))
        case "factor": try await server.core.forgetSecondFactor(ForgetFactorRequest(name: "kamau"))
        default: _ = try await server.core.revokeUser(RevokeUserRequest(name: "kamau"))
        }
        let head = try await server.head()
        let push = PushRequest(
            replica: officer.replica, epoch: officer.epoch, acked: 0,
            commands: [try officer.envelope(1, .open(TestPerson.opening(server.id())))])
        let refused = await problem { _ = try await server.core.push(push, as: letIn) }
        #expect(refused?.code == .notSignedIn)
        #expect(try await server.head() == head)
        let pull = PullRequest(replica: officer.replica, cursor: nil, acked: 0)
        #expect(await problem { _ = try await server.core.pull(pull, as: letIn) }?.code == .notSignedIn)
        #expect(await problem { _ = try await server.core.estimate(pull, as: letIn) }?.code == .notSignedIn)
        let digest = DigestRequest(replica: officer.replica, epoch: officer.epoch, ask: [])
        #expect(await problem { _ = try await server.core.digest(digest, as: letIn) }?.code == .notSignedIn)
        let blob = try #require(BlobID(digest: [UInt8](repeating: 1, count: 32)))
        #expect(await problem { _ = try await server.core.blob(blob, for: letIn) }?.code == .notSignedIn)
        let offered = await problem {
            _ = try await server.core.offerSecondFactor(
                SecondFactorRequest(password: how == "password" ? "another password" : TestServer.password), to: letIn)
        }
        #expect(offered?.code == .notSignedIn)
    }

    @Test func `between the commit that signs a device out and its answer, the device is out`() async throws {
        let store = try HeldStore()
        let server = try await TestServer(store: store)
        let officer = try await server.person("kamau", "focalPoint:KE")
        _ = try await server.core.authenticate(officer.token)
        let during = Mutex<[ProblemCode?]>([])
        store.afterCommit = {
            let refused = await problem { _ = try await server.core.authenticate(officer.token) }
            during.withLock { $0.append(refused?.code) }
        }
        _ = try await server.core.revokeUser(RevokeUserRequest(name: "kamau"))
        #expect(during.withLock { $0 } == [.notSignedIn])
    }

    @Test func `a sign-in that was read before a device was signed out is not remembered after`() throws {
        let cache = SessionCache()
        let user: UserID = .example(1)
        let party = Party(id: user, name: "kamau", appointments: [])
        let known = SessionCache.Known(
            person: SignedIn(party: party, replica: .example(2), tokenHash: [1]), rule: SessionRule(factorDueAt: nil),
            seenOn: nil)
        let round = cache.look(up: [1]).round
        cache.forget([user])
        cache.keep(known, under: [1], of: round)
        #expect(cache.look(up: [1]).known == nil)
        cache.keep(known, under: [1], of: cache.look(up: [1]).round)
        #expect(cache.look(up: [1]).known != nil)
        cache.forget([.example(9)])
        #expect(cache.look(up: [1]).known != nil)
        cache.forget([user])
        #expect(cache.look(up: [1]).known == nil)
    }

    @Test func `over the network a device lists and signs out its owner's devices`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let other = try await server.signIn("amina")
        try await TestHTTP.with(server) { http in
            let list = try await http.get(Endpoint.sessions, token: amina.token).decoded(SessionList.self)
            #expect(list.sessions.count == 2)
            #expect(try await http.get(Endpoint.sessions).status == 401)
            let revoked = try await http.post(Endpoint.sessionsRevoke, RevokeSessionsRequest(), token: amina.token)
            #expect(try revoked.decoded(RevokedSessions.self).count == 1)
            #expect(try await http.get(Endpoint.sessions, token: other.token).status == 401)
            let name = UserSessionsRequest(name: "amina")
            #expect(try await http.post(Endpoint.adminUserSessions, name, token: amina.token).status == 404)
            let seen = try await http.post(Endpoint.adminUserSessions, name, token: TestHTTP.adminToken)
            #expect(try seen.decoded(SessionList.self).sessions.map(\.isThis) == [false])
        }
    }
}
