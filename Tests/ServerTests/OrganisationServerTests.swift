import CaseProtocol
import GRDB
import Testing
import Workflow

@testable import Server
@testable import ServerSQLite

/// Who acts for an organisation, on the server.
@Suite(.serialized) struct OrganisationServerTests {
    @Test func `owner, member and representative see and act, the focal point reads for whom, and nobody else does`()
        async throws
    {
        let scene = try await OrganisationScene()
        for name in ["amina", "babu", "chebet"] {
            let part = try await scene.part(of: name)
            #expect(part.sees && part.acts, "\(name)")
        }
        let stranger = try await scene.part(of: "stranger")
        #expect(!stranger.sees && !stranger.acts)
        let rows = try await scene.now("kamau").pull(nil, pageBytes: 1_000_000).rows
        let identity = try #require(rows.first { $0.kind == .party && $0["organisationID"] != nil })
        #expect(identity["organisation"] == "Nile Coffee Ltd" && identity.compartment.confidentiality == .sealed)
        #expect(identity["people"] == ["babu", "amina", "chebet"])
        #expect(identity["mandates"]?.array?.first?.object?["reference"] == "LOA-12")
        #expect(!rows.contains { $0.kind == .affiliation }, "who else acts for it is no officer's")
    }

    @Test(arguments: ["babu", "chebet"])
    func `who is taken out sees and does nothing of it from then on, with a session from before too`(name: String)
        async throws
    {
        let scene = try await OrganisationScene()
        let before = try await scene.now(name)
        let cursor = try #require(try await before.pull(nil, pageBytes: 1_000_000).trailer).next
        try await scene.change(name, to: nil)
        let left = try await scene.now(name).pull(cursor, pageBytes: 1_000_000)
        let leaves = left.compactMap { line -> Compartment? in
            if case .leave(let compartment) = line { compartment } else { nil }
        }
        #expect(leaves.contains { $0.caseID == scene.caseID && $0.confidentiality == .sealed })
        #expect(leaves.contains { $0.caseID == nil && $0.holder?.hasPrefix("org:") == true })
        // A push under way when they were taken out.
        #expect(try await before.send(before.note(scene.caseID, .confidential)).problem?.code == .notFound)
        let part = try await scene.part(of: name)
        #expect(!part.sees && !part.acts)
        #expect(try await scene.part(of: "amina") == (true, true))
    }

    @Test func `who filed and left is replaced by who comes after`() async throws {
        let scene = try await OrganisationScene()
        try await scene.change("babu", to: nil)
        try await scene.join("stranger", try await scene.invite())
        #expect(try await scene.part(of: "stranger") == (true, true))
        #expect(try await scene.part(of: "babu") == (false, false))
        try await scene.join("babu", try await scene.invite())
        #expect(try await scene.part(of: "babu") == (true, true))
    }

    @Test func `an owner says who acts, a member and a representative do not, and anybody may leave`() async throws {
        let scene = try await OrganisationScene()
        for name in ["babu", "chebet"] {
            #expect(await problem { _ = try await scene.invite(by: name) }?.code == .notPermitted)
            #expect(await problem { try await scene.change("amina", to: nil, by: name) }?.code == .notPermitted)
            #expect(await problem { try await scene.change(name, to: .owner, by: name) }?.code == .notPermitted)
        }
        try await scene.change("babu", to: nil, by: "babu")
        #expect(try await scene.part(of: "babu") == (false, false))
        #expect(await problem { try await scene.change("babu", to: .owner) }?.code == .notFound)
    }

    @Test func `the last owner stays until there is another`() async throws {
        let scene = try await OrganisationScene()
        for standing in [nil, OrganisationStanding.member] {
            #expect(await problem { try await scene.change("amina", to: standing) }?.code == .guardFailed)
        }
        #expect(await problem { try await scene.change("chebet", to: .owner) }?.code == .guardFailed)
        try await scene.change("babu", to: .owner)
        try await scene.change("amina", to: nil)
        #expect(try await scene.part(of: "amina") == (false, false))
        #expect(await problem { try await scene.change("babu", to: nil, by: "babu") }?.code == .guardFailed)
    }

    @Test func `a stranger learns of no organisation whether it exists, and of no name whether it has an account`()
        async throws
    {
        let scene = try await OrganisationScene()
        let stranger = try await scene.now("stranger").signedIn
        func answers(_ organisation: OrganisationID) async -> [Problem?] {
            [
                await problem {
                    _ = try await scene.server.core.inviteToOrganisation(
                        OrganisationInvitationRequest(organisation: organisation), for: stranger)
                },
                await problem {
                    _ = try await scene.server.core.changeOrganisation(
                        ChangeOrganisationRequest(organisation: organisation, name: "amina", standing: nil),
                        for: stranger)
                },
                await problem {
                    _ = try await scene.server.core.changeOrganisation(
                        ChangeOrganisationRequest(organisation: organisation, name: "stranger", standing: nil),
                        for: stranger)
                },
            ]
        }
        let real = await answers(scene.firm)
        #expect(await answers(scene.server.id()) == real && real.allSatisfy { $0?.code == .notFound })
        let names = [
            await problem { try await scene.change("stranger", to: .owner) },
            await problem { try await scene.change("nobody", to: .owner) },
        ]
        #expect(names[0] == names[1] && names[0]?.code == .notFound)
        #expect(try await scene.server.core.organisations(of: stranger).organisations.isEmpty)
    }

    @Test func `a code is good once, for whoever files, and only while its giver is an owner`() async throws {
        let scene = try await OrganisationScene()
        let code = try await scene.invite()
        #expect(await problem { try await scene.join("kamau", code) }?.code == .notPermitted)
        #expect(await problem { try await scene.join("babu", code) }?.code == .guardFailed)
        try await scene.join("stranger", code)
        #expect(await problem { try await scene.join("chebet", code) }?.code == .codeInvalid)
        try await scene.change("babu", to: .owner)
        let late = try await scene.invite(by: "babu")
        try await scene.change("babu", to: .member)
        try await scene.change("stranger", to: nil)
        #expect(await problem { try await scene.join("stranger", late) }?.code == .codeInvalid)
        let old = try await scene.invite()
        scene.server.clock.advance(milliseconds: 15 * 86_400_000)
        #expect(await problem { try await scene.join("stranger", old) }?.code == .codeInvalid)
    }

    @Test func `codes are not for trying out`() async throws {
        let scene = try await OrganisationScene()
        for _ in 0..<AttemptSubject.narrowMax {
            #expect(await problem { try await scene.join("stranger", "AAAA-AAAA-AAAA") }?.code == .codeInvalid)
        }
        let code = try await scene.invite()
        #expect(await problem { try await scene.join("stranger", code) }?.code == .tooManyAttempts)
    }

    @Test func `names of organisations are not for trying out, and no two of a country are one`() async throws {
        let scene = try await OrganisationScene()
        let stranger = try await scene.now("stranger").signedIn
        func make(_ name: String, _ country: String? = nil) async -> ProblemCode? {
            await problem {
                _ = try await scene.server.core.makeOrganisation(
                    MakeOrganisationRequest(name: name, country: country), for: stranger)
            }?.code
        }
        #expect(await make("NILE coffee-ltd") == .invalidField)
        for name in ["", " ", "…", "a\nb", " x", "x\u{202E}y"] { #expect(await make(name) == .invalidField, "\(name)") }
        #expect(await make(String(repeating: "x", count: 201)) == .tooLong)
        #expect(await make("Nile Coffee Ltd", "XX") == .unknownCode)
        #expect(await make("Nile Coffee Ltd", "UG") == nil)
        var last: ProblemCode?
        for _ in 0..<AttemptSubject.narrowMax { last = await make("Nile Coffee Ltd") }
        #expect(last == .tooManyAttempts)
        let officer = try await scene.now("kamau").signedIn
        let refused = await problem {
            _ = try await scene.server.core.makeOrganisation(
                MakeOrganisationRequest(name: "Office", country: "KE"), for: officer)
        }
        #expect(refused?.code == .notPermitted)
    }

    @Test func `one person acts for no more organisations than there may be`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        func make(_ number: Int) async -> Problem? {
            server.clock.advance(milliseconds: 2 * 60_000)
            return await problem {
                _ = try await server.core.makeOrganisation(
                    MakeOrganisationRequest(name: "Firm \(number)", country: nil), for: amina.signedIn)
            }
        }
        for number in 0..<OrganisationRules.organisationsMax { #expect(await make(number) == nil) }
        #expect(await make(OrganisationRules.organisationsMax)?.code == .tooLong)
    }

    @Test func `a suspended organisation is nobody's until it is let in again`() async throws {
        let scene = try await OrganisationScene()
        let request = SuspendOrganisationRequest(organisation: scene.firm, isSuspended: true)
        #expect(try await scene.server.core.suspendOrganisation(request).isSuspended)
        for name in ["amina", "babu", "chebet"] {
            let part = try await scene.part(of: name)
            #expect(!part.sees && !part.acts, "\(name)")
            let listed = try await scene.server.core.organisations(of: try await scene.now(name).signedIn)
            #expect(listed.organisations.map(\.isSuspended) == [true])
        }
        #expect(await problem { _ = try await scene.invite() }?.code == .notFound)
        _ = try await scene.server.core.suspendOrganisation(
            SuspendOrganisationRequest(organisation: scene.firm, isSuspended: false))
        #expect(try await scene.part(of: "babu") == (true, true))
    }

    @Test func `a suspended person acts for nobody`() async throws {
        let scene = try await OrganisationScene()
        try await scene.server.core.changeUser(ChangeUserRequest(name: "babu", isSuspended: true))
        let id = try scene.then("babu").id
        let open = try await scene.server.store.read { try $0.memberships(of: id).filter { $0.to == nil } }
        #expect(!open.contains { $0.audience == .organisation(scene.firm) })
    }

    @Test func `the administrator gives an organisation another owner`() async throws {
        let scene = try await OrganisationScene()
        let changed = try await scene.server.core.changeOrganisation(
            ChangeOrganisationRequest(organisation: scene.firm, name: "babu", standing: .owner))
        #expect(changed.people.filter { $0.standing == .owner }.map(\.name) == ["amina", "babu"])
        let all = try await scene.server.core.organisations().organisations
        #expect(all.map(\.name) == ["Nile Coffee Ltd"] && all[0].people.count == 3)
        let unknown = await problem {
            _ = try await scene.server.core.suspendOrganisation(
                SuspendOrganisationRequest(organisation: scene.server.id(), isSuspended: true))
        }
        #expect(unknown?.code == .notFound)
    }

    @Test func `its people see each other in the directory; a representative sees nobody else`() async throws {
        let scene = try await OrganisationScene()
        func listed(_ name: String) async throws -> [String] {
            try await scene.now(name).pull(nil, pageBytes: 1_000_000).rows.filter { $0.kind == .affiliation }
                .compactMap { $0["personName"]?.string }.sorted()
        }
        #expect(try await listed("amina") == ["amina", "babu", "chebet"])
        #expect(try await listed("babu") == ["amina", "babu", "chebet"])
        #expect(try await listed("chebet") == ["chebet"])
        #expect(try await listed("stranger").isEmpty)
        func people(_ name: String) async throws -> [[String]] {
            try await scene.server.core.organisations(of: try await scene.now(name).signedIn).organisations
                .map { $0.people.map(\.name) }
        }
        #expect(try await people("babu") == [["amina", "babu", "chebet"]])
        #expect(try await people("chebet") == [["chebet"]])
    }

    @Test(arguments: [false, true])
    func `what was done to an organisation leaves the store whole`(isOver: Bool) async throws {
        let folder = try TemporaryFolder()
        let keys = try LedgerKeys.example()
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        let scene = try await OrganisationScene(store: store, keys: keys)
        try await scene.join("stranger", try await scene.invite())
        try await scene.change("babu", to: nil)
        if isOver {
            try await scene.advance(days: 20)
            _ = try await scene.server.core.suspendOrganisation(
                SuspendOrganisationRequest(organisation: scene.firm, isSuspended: true))
        }
        try store.close()
        #expect(try SQLiteCaseStore.verify(folder: folder.path, key: keys.verifyingKey).findings == [])
    }

    @Test(arguments: [
        "INSERT INTO affiliation (user_id, organisation_id, standing) SELECT account.id, organisation.id, 'owner' FROM account, organisation WHERE account.name = 'stranger'",
        "UPDATE affiliation SET standing = 'owner' WHERE standing = 'member'",
        "UPDATE affiliation SET mandate = replace(mandate, '2026-11-30', '2036-11-30') WHERE mandate IS NOT NULL",
        "DELETE FROM affiliation WHERE standing = 'owner'", "UPDATE organisation SET suspended_at = 1",
        "UPDATE letter SET bytes = x'255044462d'",
    ])
    func `who acts for an organisation beside the ledger, or under another letter, is found`(sql: String) async throws {
        let folder = try TemporaryFolder()
        let keys = try LedgerKeys.example()
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        _ = try await OrganisationScene(store: store, keys: keys)
        try store.close()
        try await DatabaseQueue(path: folder.path + "/tatua.sqlite").write { try $0.execute(sql: sql) }
        #expect(try !SQLiteCaseStore.verify(folder: folder.path, key: keys.verifyingKey).isSound)
    }
}
