import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Server
import Testing
import Workflow

/// Real replicas of a firm's people, and the real server.
@Suite struct OrganisationReplicaTests {
    private struct Person {
        let replica: Replica
        let engine: SyncEngine
        let signedIn: SignedIn

        @discardableResult
        func sync() async throws -> SyncReport { try await engine.sync() }
    }

    private struct Scene {
        let core: ServerCore
        var people: [String: Person] = [:]
        let firm: OrganisationID

        init() async throws {
            let keys = try LedgerKeys.random()
            core = ServerCore(
                store: InMemoryCaseStore(keys: keys), keys: keys, bundleKeys: try .random(),
                random: SeededRandom(seed: 7), scryptCost: .fastForTests)
            for (index, name) in ["amina", "babu"].enumerated() {
                let password = "a long password"
                try await core.addUser(
                    AddUserRequest(name: name, roles: ["complainant:KE"], organisation: nil, password: password))
                let replica = try Replica(
                    store: InMemoryReplicaStore(), crypto: SystemReplicaCrypto(),
                    random: SeededReplicaRandom(seed: UInt64(index + 3)))
                let login = try replica.loginRequest(user: name, password: password, code: nil)
                let reply = try await core.login(login, from: nil)
                try replica.signIn(reply, server: "loopback")
                people[name] = Person(
                    replica: replica, engine: SyncEngine(replica: replica, transport: CoreLine(core).transport),
                    signedIn: try await core.authenticate(reply.token))
            }
            let (amina, babu) = (try #require(people["amina"]), try #require(people["babu"]))
            firm = try await core.makeOrganisation(
                MakeOrganisationRequest(name: "Nile Coffee Ltd", country: nil), for: amina.signedIn
            ).id
            let code = try await core.inviteToOrganisation(
                OrganisationInvitationRequest(organisation: firm), for: amina.signedIn)
            _ = try await core.joinOrganisation(JoinOrganisationRequest(code: code.code), for: babu.signedIn)
            try await amina.sync()
            try await babu.sync()
        }

        func person(_ name: String) throws -> Person { try #require(people[name]) }

        func note(_ caseID: CaseID, by person: Person) throws {
            let id = RowID(
                high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(person.signedIn.party.name.count))
            try person.replica.perform(
                .addNote(
                    NoteAdd(
                        caseID: caseID, note: id, text: "The lorry left.", confidentiality: .confidential)))
        }
    }

    private static let fields: [String: JSONValue] = [
        "ntbCategory": "2.3", "locationCountry": "UG", "place": "Busia", "incidentOn": "2026-11-01",
        "description": "A certificate was not recognised.", "contact": "+254 700 000 001",
    ]

    @Test func `a device knows after a sync for whom its person acts, and files for it without a network`() async throws
    {
        let scene = try await Scene()
        let (amina, babu) = (try scene.person("amina"), try scene.person("babu"))
        #expect(try babu.replica.party.affiliations.map(\.name) == ["Nile Coffee Ltd"])
        #expect(try amina.replica.party.affiliations.map(\.standing) == [.owner])
        let filed = try babu.replica.file(
            procedure: "ntb.tripartite", fields: [:], then: [("submit", Self.fields)], for: scene.firm)
        #expect(try babu.replica.state(of: filed.caseID).filerOrganisation == scene.firm)
        try await babu.sync()
        #expect(try babu.replica.pendingCount == 0)
        try await amina.sync()
        #expect(try amina.replica.state(of: filed.caseID).header?.stage == "submitted")
        // The colleague goes on with it, offline.
        try scene.note(filed.caseID, by: amina)
        try await amina.sync()
        try await babu.sync()
        #expect(try babu.replica.state(of: filed.caseID).rows.values.contains { $0["text"] == "The lorry left." })
    }

    @Test func `whoever was taken out gives the case up with the next sync, and keeps what they had written`()
        async throws
    {
        let scene = try await Scene()
        let (amina, babu) = (try scene.person("amina"), try scene.person("babu"))
        let filed = try babu.replica.file(
            procedure: "ntb.tripartite", fields: [:], then: [("submit", Self.fields)], for: scene.firm)
        try await babu.sync()
        try scene.note(filed.caseID, by: babu)
        _ = try await scene.core.changeOrganisation(
            ChangeOrganisationRequest(organisation: scene.firm, name: "babu", standing: nil), for: amina.signedIn)
        try await babu.sync()
        try await babu.sync()
        #expect(throws: Problem.self) { try babu.replica.state(of: filed.caseID) }
        #expect(try babu.replica.rows(ofKind: .affiliation).isEmpty && babu.replica.party.affiliations.isEmpty)
        let kept = try babu.replica.outbox()
        #expect(kept.contains { $0.envelope.args.contains("The lorry left.") })
        #expect(throws: Problem.self) {
            try babu.replica.file(procedure: "ntb.tripartite", fields: [:], for: scene.firm)
        }
        try await amina.sync()
        #expect(try amina.replica.state(of: filed.caseID).header?.stage == "submitted")
    }
}
