import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Logging
import Server
import Testing
import Workflow

/// What the devices of those who may not know of a trade-remedy case show of it before initiation: nothing.
@Suite struct SecrecyTests {
    private static let toy = Procedure(
        id: "toy.remedy", version: 1, title: "Toy remedy", numberPrefix: "TR", cast: .remedy,
        stages: [Stage("filed", public: nil, owner: .authorityHead, "It is examined in secret.")],
        rules: [
            Rule(
                "open", from: .nothing, to: .stage("filed"), by: [.industryApplicant],
                accepts: ["country", "product"], effects: [.markSubmitted, .issueNumber],
                source: LegalSource("A test", .design)),
            Rule(
                "initiate", from: .stages(["filed"]), to: .stay, by: [.authorityHead], effects: [.markInitiated],
                source: LegalSource("A test", .design)),
        ],
        deadlines: [],
        fields: [
            FieldSpec("country", .code(list: "iso3166-1"), onHeader: true, label: "Country", help: ""),
            FieldSpec("product", .text(bytesMax: 100), onHeader: true, label: "Product", help: ""),
        ], edits: [])
    private static let catalogue = Catalogue([.ntbTripartite, toy])

    private struct Device {
        let replica: Replica
        let engine: SyncEngine

        init(_ name: String, _ role: String, seed: UInt64, on core: ServerCore) async throws {
            try await core.addUser(
                AddUserRequest(name: name, roles: [role], organisation: nil, password: "a long password"))
            replica = try Replica(
                store: InMemoryReplicaStore(), crypto: SystemReplicaCrypto(), random: SeededReplicaRandom(seed: seed),
                catalogue: SecrecyTests.catalogue)
            let login = LoginRequest(user: name, password: "a long password", code: nil, replica: try replica.id)
            try replica.signIn(try await core.login(login, from: nil), server: "loopback")
            engine = SyncEngine(replica: replica, transport: CoreLine(core).transport)
        }

        /// What `find` says, with the reference itself left out.
        func answer(to reference: String) -> String {
            do { return "\(try replica.find(reference))" } catch let problem as Problem {
                return problem.code.rawValue + problem.message.replacing(reference, with: "…")
            } catch { return "\(error)" }
        }
    }

    @Test func `a secret case is in no list, count, search or answer of those who may not know`() async throws {
        let keys = try LedgerKeys.random()
        let core = ServerCore(
            store: InMemoryCaseStore(keys: keys), keys: keys, random: SeededRandom(seed: 5),
            log: Logger(label: "secrecy", factory: { _ in SwiftLogNoOpLogHandler() }), catalogue: Self.catalogue,
            scryptCost: .fastForTests)
        try await core.prepare()
        let applicant = try await Device("tilemakers", "industryApplicant:KE", seed: 1, on: core)
        let filed = try applicant.replica.file(
            procedure: "toy.remedy", fields: ["country": "KE", "product": "Ceramic tiles"])
        _ = try await applicant.engine.sync()
        let number = try #require(try applicant.replica.cases().first?.number)
        let label = try #require(try applicant.replica.cases().first?.label)
        var seed: UInt64 = 10
        for (name, role) in [
            ("exporter", "interestedParty:CN"), ("investigator", "investigator:KE"), ("kamau", "focalPoint:KE"),
            ("minister", "minister:KE"), ("admin", "sysAdmin"),
        ] {
            seed += 1
            let device = try await Device(name, role, seed: seed, on: core)
            _ = try await device.engine.sync()
            #expect(try device.replica.cases().isEmpty, "\(name)")
            #expect(try device.replica.inbox().isEmpty, "\(name)")
            #expect(try device.replica.search("ceramic").isEmpty, "\(name)")
            #expect(try device.replica.search(number).isEmpty, "\(name)")
            let unknown = device.answer(to: CaseNumber.make(prefix: "TR", year: 2026, serial: 10_001))
            #expect(unknown.hasPrefix("notFound"))
            for reference in [number, label, "\(filed.caseID)"] {
                #expect(device.answer(to: reference) == unknown, "\(name) asks for \(reference)")
            }
        }
    }
}
