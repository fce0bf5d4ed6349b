import CaseProtocol
import ClientCore
import ClientCrypto
import Testing

@testable import ClientSQLite

/// A sealed replica at work: what comes, what is answered and what is taken away is in none of its files.
@Suite struct SealedCanaryTests {
    private static let canary = "quokkacanary"
    private let caseID = CaseID.sample(1)
    private let world = TestWorld()
    private var confided: Compartment { Compartment(caseID: caseID, .confidential, holder: "party-1") }

    /// A replica that was synced once, sealed or not.
    private func store(in folder: String, isSealed: Bool) async throws -> SQLiteReplicaStore {
        world.server.put(.header(caseID, number: "NTB-1"))
        try await world.sync(try world.replica(in: try SQLiteReplicaStore.open(folder: folder)))
        guard isSealed else { return try SQLiteReplicaStore.open(folder: folder) }
        let seal = try ReplicaKey.random().cells()
        try SQLiteReplicaStore.open(folder: folder).seal(with: seal, wrapped: Array("wrapped".utf8))
        return try SQLiteReplicaStore.open(folder: folder, patienceMilliseconds: 0) { _ in seal }
    }

    @Test(arguments: [true, false])
    func `conflicts, and what problems say, are sealed`(isSealed: Bool) async throws {
        try await withTemporaryFolder { folder in
            do {
                let store = try await store(in: folder, isSealed: isSealed)
                let replica = try world.replica(in: store)
                world.server.put(
                    Row(
                        id: .sample(20), kind: .conflict, compartment: Compartment(caseID: caseID, .parties),
                        fields: [
                            "field": "place", "base": "Busia", "theirs": .string("the \(Self.canary)"),
                            "mine": .string("my \(Self.canary)"),
                        ]))
                try replica.fileSample()
                let problem = Problem(
                    .guardFailed, "The \(Self.canary) is not there.", path: Self.canary, allowed: [Self.canary])
                try store.write { transaction in
                    var entry = try #require(try transaction.outbox().first)
                    entry.forecast = problem
                    entry.unknowns = ["whether the \(Self.canary) is there"]
                    try transaction.put(entry)
                }
                try await world.sync(replica)
                try store.write { transaction in
                    var entry = try #require(try transaction.outbox().first)
                    entry.state = .attention
                    entry.outcome = .rejected(problem)
                    try transaction.put(entry)
                }
                #expect(try replica.outbox().first?.outcome?.problem == problem)
                #expect(try store.read { try $0.row(.sample(20), in: .server) } != nil)
            }
            #expect(try RawFiles.holding(Self.canary, in: folder).isEmpty == isSealed)
        }
    }

    /// Made plain again, a sealed replica shows what was left in its cells.
    @Test(arguments: [true, false])
    func `what is revoked is in no cell of a sealed replica either`(isRevoked: Bool) async throws {
        try await withTemporaryFolder { folder in
            do {
                let store = try await store(in: folder, isSealed: true)
                let replica = try world.replica(in: store)
                world.server.put(.note(.sample(10), on: caseID, "the \(Self.canary)", .confidential, holder: "party-1"))
                try await world.sync(replica)
                #expect(try replica.search(Self.canary) == [caseID])
                if isRevoked {
                    world.server.change { $0.hide(confided) }
                    try await world.sync(replica)
                    #expect(try replica.search(Self.canary) == [])
                }
                #expect(try RawFiles.holding(Self.canary, in: folder) == [])
                try store.unseal()
            }
            #expect(try RawFiles.holding(Self.canary, in: folder).isEmpty == isRevoked)
        }
    }
}
