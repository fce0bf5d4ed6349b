import CaseProtocol
import ClientCore
import ClientSQLite
import Foundation
import Server
import ServerSQLite
import Testing
import Workflow

/// Two exporters, two focal points of different countries and a regional officer work the same cases from five replicas,
/// interleaved, offline, over a network that loses requests and replies. `TATUA_SEEDS` runs more seeds.
@Suite struct ConvergenceTests {
    static let seedCount = ProcessInfo.processInfo.environment["TATUA_SEEDS"].flatMap { UInt64($0) } ?? 12

    @Test(arguments: 1...seedCount)
    func `afterwards each replica equals what the server shows that person`(seed: UInt64) async throws {
        let keys = try LedgerKeys.random()
        let world = try await World(
            seed: seed, store: InMemoryCaseStore(keys: keys), keys: keys, lossPercent: seed % 3 * 15
        ) { _ in (InMemoryReplicaStore(), nil) }
        for _ in 0..<250 { try await world.step() }
        try await check(world)
    }

    @Test(arguments: [901, 902, 903] as [UInt64])
    func `the same holds on disk, and no file holds what is not its owner's to see`(seed: UInt64) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tatua-simulation-\(UUID())").path
        defer {
            // What a test leaves behind is a nuisance, not a failure.
            try? FileManager.default.removeItem(atPath: folder)
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let keys = try LedgerKeys.random()
        let store = try SQLiteCaseStore.open(folder: folder, keys: keys)
        let world = try await World(seed: seed, store: store, keys: keys, lossPercent: 15) { name in
            let home = "\(folder)/\(name)"
            return (try SQLiteReplicaStore.open(folder: home), home)
        }
        for _ in 0..<400 { try await world.step() }
        try await check(world)
        #expect(try store.verify().findings.isEmpty)
        for person in world.people {
            let home = try #require(person.folder)
            for other in world.people where other.name != person.name {
                #expect(
                    try !holds("canary-internal-\(other.name)", in: home), "\(person.name) holds \(other.name)'s notes")
            }
            if ["nakato", "achieng", "mukasa"].contains(person.name) {
                #expect(try !holds("canary-contact-amina", in: home), "\(person.name) holds amina's contact")
            }
        }
    }

    private func check(_ world: World) async throws {
        try await world.settle()
        let cases = try world.allCases()
        for person in world.people {
            #expect(try person.replica.pendingCount == 0, "\(person.name)'s outbox is not empty")
            let shown = try await world.visibleRows(to: person, of: cases)
            let held = try world.heldRows(of: person)
            #expect(Set(held.keys) == Set(shown.keys), "\(person.name) holds other rows than the server shows")
            #expect(held == shown)
        }
    }

    /// Whether any file below `folder` holds `text`.
    private func holds(_ text: String, in folder: String) throws -> Bool {
        let needle = Data(text.utf8)
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
            guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(file)") else { continue }
            if bytes.range(of: needle) != nil { return true }
        }
        return false
    }
}
