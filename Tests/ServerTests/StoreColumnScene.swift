import CaseCrypto
import CaseProtocol
import Testing
import Workflow

@testable import Server
@testable import ServerSQLite

/// A store on disk with a line in every table and, where there may be, a value in every column.
struct StoreColumnScene {
    let folder: TemporaryFolder
    let key: VerifyingKey

    init() async throws {
        folder = try TemporaryFolder()
        let keys = try LedgerKeys.example()
        key = keys.verifyingKey
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        let scene = try await OrganisationScene(
            store: store, keys: keys, blobs: FileBlobStore(dataFolder: folder.path))
        try await Self.people(scene)
        try await Self.commands(scene)
        try await Self.records(scene, store)
        try await store.append(
            .example(
                .header(1, ["number": "NTB-1"]), .card(4, "NTB-1"), placements: [.parties(1): ["fp:KE"]],
                memberships: [.example(900): ["fp:KE"]]))
        try await store.append(.example(placements: [.parties(1): []], memberships: [.example(900): []]))
        try store.close()
    }

    /// Somebody suspended, somebody who acts for another, a focal point for goods, a firm that is suspended and one left.
    private static func people(_ scene: OrganisationScene) async throws {
        let (server, core) = (scene.server, scene.server.core)
        _ = try await server.person("wanjiru", "nmcMember:KE")
        _ = try await server.person("otieno", "focalPoint:KE/01-24")
        _ = try await core.nameAlternate(
            AlternateRequest(name: "wanjiru", from: CivilDate("2026-11-21"), until: CivilDate("2026-11-30")),
            for: try await scene.now("kamau").signedIn)
        let other = try await core.makeOrganisation(
            MakeOrganisationRequest(name: "Lake Tea", country: nil), for: try await scene.now("stranger").signedIn)
        _ = try await core.suspendOrganisation(SuspendOrganisationRequest(organisation: other.id, isSuspended: true))
        try await core.addUser(
            AddUserRequest(
                name: "mukasa", roles: ["complainant:UG"], organisation: "Soap Ltd", password: TestServer.password))
        try await core.changeUser(ChangeUserRequest(name: "mukasa", isSuspended: true))
        try await scene.change("babu", to: nil)
        _ = try await scene.invite(mandate: OrganisationScene.mandate())
        _ = try await server.addFactor(to: try await scene.now("kamau").signedIn)
    }

    /// A signed and a refused command, and a file.
    private static func commands(_ scene: OrganisationScene) async throws {
        let (server, device) = (scene.server, try TestDevice(1))
        let amina = try await server.signIn("amina", device: device)
        let signed = try amina.envelope(1, .open(TestPerson.opening(server.id())))
        _ = try await amina.push([try device.signed(signed, by: amina)])
        let owner = try await scene.now("amina")
        #expect(try await owner.act("submit", on: server.id()).problem != nil)
        let bytes = Array("a letter".utf8)
        let blob = try BlobScene.hash(bytes)
        let attached = try await owner.send(
            .addEvidence(
                EvidenceAdd(
                    caseID: scene.caseID, evidence: server.id(), blob: blob, bytes: bytes.count, mime: "text/plain",
                    name: "a.txt", confidentiality: .parties)))
        try #require(attached == .applied)
        var upload = try await server.core.beginUpload(
            of: blob, at: 0, length: bytes.count, bytes: bytes.count, by: owner.signedIn)
        try server.core.receive(bytes, for: &upload)
        _ = try await server.core.endUpload(upload)
    }

    /// What is beside the ledger.
    private static func records(_ scene: OrganisationScene, _ store: SQLiteCaseStore) async throws {
        let core = scene.server.core
        _ = try await core.loadTerms(LoadTermsRequest(version: "2026-11", text: "We keep your name."))
        let owner = try await scene.now("amina")
        let hash = try #require(owner.signedIn.tokenHash)
        try await store.write { transaction in
            try transaction.put(TermsAcceptance(version: "2026-11", at: TestServer.start), of: owner.id)
            try transaction.put(
                OneTimeCodeRecord(
                    hash: SHA256.hash([1]).bytes, purpose: .reset(owner.id), endsAt: TestServer.start))
            try transaction.put(
                OneTimeCodeRecord(
                    hash: SHA256.hash([2]).bytes,
                    purpose: .invitation(roles: ["focalPoint:KE"], organisation: "Trade"), endsAt: TestServer.start))
            try transaction.put(
                BundleAsk(
                    replica: owner.replica, user: owner.id, signingKeyID: "key", cursor: "abc", acked: 1,
                    problem: Problem(.busy, "Later.")))
            let key = try #require(try transaction.key(of: Compartment(caseID: scene.caseID, .parties)))
            try transaction.note(
                Handing(
                    to: owner.id, on: owner.replica, at: TestServer.start, head: 1, rows: [key: 1],
                    file: BlobID(digest: [UInt8](repeating: 7, count: 32))))
            var device = try #require(try transaction.device(tokenHash: hash))
            device.name = "phone"
            device.seenOn = CivilDate("2026-11-21")
            try transaction.put(device)
        }
    }
}
