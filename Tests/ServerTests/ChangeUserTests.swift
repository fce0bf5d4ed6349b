import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Other roles, suspension and what becomes of what people saw.
@Suite struct ChangeUserTests {
    private func login(_ server: TestServer, _ name: String, password: String = TestServer.password) async -> Problem? {
        await problem {
            _ = try await server.core.login(
                LoginRequest(user: name, password: password, code: nil, replica: server.id()), from: nil)
        }
    }

    @Test func `a suspended officer sees nothing, does nothing, and comes back to what was theirs`() async throws {
        let server = try await TestServer()
        let officer = try await server.person("kamau", "focalPoint:KE")
        let user = officer.signedIn.party.id
        let before = try await server.store.read {
            try $0.memberships(of: user).filter { $0.to == nil }.map(\.audience)
        }
        try await server.core.changeUser(ChangeUserRequest(name: "KAMAU", isSuspended: true))
        #expect(await problem { _ = try await server.core.authenticate(officer.token) }?.code == .notSignedIn)
        #expect(await login(server, "kamau")?.code == .accountSuspended)
        // Nobody learns of it without the password.
        #expect(await login(server, "kamau", password: "not the password")?.code == .wrongCredentials)
        let during = try await server.store.read {
            try $0.memberships(of: user).filter { $0.to == nil }.map(\.audience)
        }
        #expect(during.allSatisfy { !$0.rawValue.hasPrefix("fp:") })
        let row = try #require(try await server.store.read { try $0.row(RowID(user)) })
        #expect(row["roles"] == [] && row["desk"] == "KE")
        // Twice is once.
        let head = try await server.head()
        try await server.core.changeUser(ChangeUserRequest(name: "kamau", isSuspended: true))
        #expect(try await server.head() == head)

        try await server.core.changeUser(ChangeUserRequest(name: "kamau", isSuspended: false))
        #expect(await login(server, "kamau") == nil)
        let after = try await server.store.read { try $0.memberships(of: user).filter { $0.to == nil }.map(\.audience) }
        #expect(Set(after) == Set(before))
        #expect(try await server.store.read { try $0.row(RowID(user))?["roles"] } == ["focalPoint:KE"])
    }

    @Test func `other roles count at once, and the old token does not`() async throws {
        let server = try await TestServer()
        let officer = try await server.person("kamau", "focalPoint:KE")
        _ = try await server.core.authenticate(officer.token)
        try await server.core.changeUser(ChangeUserRequest(name: "kamau", roles: ["recOfficer:EAC"]))
        #expect(await problem { _ = try await server.core.authenticate(officer.token) }?.code == .notSignedIn)
        let again = try await server.signIn("kamau")
        #expect(again.signedIn.party.appointments == [Appointment(.recOfficer, scope: "EAC")])
        let open = try await server.store.read {
            try $0.memberships(of: again.signedIn.party.id).filter { $0.to == nil }.map(\.audience)
        }
        #expect(Set(open) == again.signedIn.party.audiences)
        let row = try #require(try await server.store.read { try $0.row(RowID(again.signedIn.party.id)) })
        #expect(row["desk"] == "EAC" && row.rev == 2)
        let wrong = await problem {
            try await server.core.changeUser(ChangeUserRequest(name: "kamau", roles: ["king"]))
        }
        #expect(wrong?.code == .unknownCode && wrong?.path == "roles[0]")
        let nobody = await problem {
            try await server.core.changeUser(ChangeUserRequest(name: "nobody", isSuspended: true))
        }
        #expect(nobody?.code == .notFound)
    }

    @Test func `the list says what an administrator needs and nothing of any case`() async throws {
        let server = try await TestServer()
        _ = try await server.person("Zawadi", "complainant:KE")
        _ = try await server.person("amina", "complainant:KE")
        try await server.core.changeUser(ChangeUserRequest(name: "amina", isSuspended: true))
        let users = try await server.core.users().users
        #expect(users.map(\.name) == ["amina", "Zawadi"])
        #expect(users.map(\.isSuspended) == [true, false])
        #expect(users.map(\.devices) == [0, 1])
        #expect(users.map(\.roles) == [["complainant:KE"], ["complainant:KE"]])
        #expect(users.allSatisfy { !$0.hasSecondFactor })
    }
}
