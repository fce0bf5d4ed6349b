import CaseProtocol
import ClientCore
import ClientCrypto
import Foundation
import GRDB
import Testing

@testable import ClientSQLite

/// A plain replica is sealed, works, gets another key, and is made plain again.
@Suite struct SealingTests {
    private static let canary = "quokkacanary"
    private let caseID = CaseID.sample(1)
    private let world = TestWorld()
    private let blob = BlobID(hex: String(repeating: "ab", count: 32))

    /// A replica with canaries in its rows, its words, its references, its outbox, its session and a staged page.
    private func fill(_ folder: String) async throws {
        let store = try SQLiteReplicaStore.open(folder: folder)
        world.server.put(
            .header(caseID, number: "NTB-\(Self.canary.uppercased())"),
            .note(.sample(10), on: caseID, "the \(Self.canary) was paid", .confidential, holder: "party-1"))
        let replica = try world.replica(in: store)
        try await world.sync(replica)
        try replica.fileSample("my \(Self.canary) too")
        try store.write { try $0.appendStagedPage(Array(Self.canary.utf8)) }
        let shelf = try FileBlobShelf(replicaFolder: folder)
        try shelf.put(Array("file \(Self.canary)".utf8), as: try #require(blob))
        try shelf.setUploadDue(true, of: try #require(blob))
    }

    private func open(_ folder: String, _ seal: any ReplicaSeal) throws -> SQLiteReplicaStore {
        try SQLiteReplicaStore.open(folder: folder, patienceMilliseconds: 0) { _ in seal }
    }

    private func seal(_ folder: String) throws -> any ReplicaSeal {
        let seal = try ReplicaKey.random().cells()
        try SQLiteReplicaStore.open(folder: folder).seal(with: seal, wrapped: Array("wrapped".utf8))
        _ = try SealedBlobShelf(replicaFolder: folder, seal: seal)
        return seal
    }

    @Test func `no file of a sealed replica holds what was written, and everything is still there`() async throws {
        try await withTemporaryFolder { folder in
            try await fill(folder)
            #expect(try RawFiles.holding(Self.canary, in: folder).count >= 2)
            let before = try SQLiteReplicaStore.open(folder: folder).read { try Contents($0) }
            let seal = try seal(folder)
            #expect(try RawFiles.holding(Self.canary, in: folder) == [])
            #expect(try !RawFiles.all(in: folder).joined().contains(try #require(blob).hex))
            let store = try open(folder, seal)
            #expect(try store.read { try Contents($0) } == before)
            #expect(try store.wrappedKey() == Array("wrapped".utf8))
            let replica = try Replica(store: store, crypto: SystemReplicaCrypto())
            #expect(try replica.search(Self.canary).contains(caseID) && replica.search(Self.canary).count == 2)
            #expect(try replica.search("mine") == [])
            #expect(try replica.find("NTB-\(Self.canary)") == caseID)
            let shelf = try SealedBlobShelf(replicaFolder: folder, seal: seal)
            #expect(try shelf.bytes(of: try #require(blob)) == Array("file \(Self.canary)".utf8))
            #expect(try shelf.uploadsDue() == [blob])
            #expect(try RawFiles.holding(Self.canary, in: folder) == [])
        }
    }

    @Test func `without the key it does not open, and with another one nothing can be read`() async throws {
        try await withTemporaryFolder { folder in
            try await fill(folder)
            _ = try seal(folder)
            #expect(throws: ReplicaFault.locked("This replica is locked. Run: tatua unlock")) {
                _ = try SQLiteReplicaStore.open(folder: folder, patienceMilliseconds: 0)
            }
            let stranger = try open(folder, try ReplicaKey.random().cells())
            #expect(throws: ReplicaFault.self) { _ = try stranger.read { try $0.meta() } }
        }
    }

    @Test func `a row that is put in another's place does not open`() async throws {
        try await withTemporaryFolder { folder in
            try await fill(folder)
            let store = try open(folder, try seal(folder))
            try store.plainly { try $0.run("UPDATE s_row SET compartment = 'shared/public/'", []) }
            #expect(throws: ReplicaFault.self) { _ = try store.read { try $0.rows(of: caseID, in: .server) } }
        }
    }

    @Test func `another key takes the place of the first`() async throws {
        try await withTemporaryFolder { folder in
            try await fill(folder)
            let first = try seal(folder)
            let second = try ReplicaKey.random().cells()
            let before: Contents
            do {
                let store = try open(folder, first)
                before = try store.read { try Contents($0) }
                try store.seal(with: second, wrapped: Array("later".utf8))
                #expect(try store.read { try Contents($0) } == before)
            }
            let store = try open(folder, second)
            #expect(try store.read { try Contents($0) } == before)
            #expect(try store.wrappedKey() == Array("later".utf8))
            #expect(try Replica(store: store, crypto: SystemReplicaCrypto()).search(Self.canary).count == 2)
            #expect(throws: ReplicaFault.self) { _ = try open(folder, first) }
        }
    }

    @Test func `made plain again, it is what it was`() async throws {
        try await withTemporaryFolder { folder in
            try await fill(folder)
            let before = try SQLiteReplicaStore.open(folder: folder).read { try Contents($0) }
            do {
                let seal = try seal(folder)
                let store = try open(folder, seal)
                try SealedBlobShelf(replicaFolder: folder, seal: seal).unseal { try store.unseal() }
            }
            let store = try SQLiteReplicaStore.open(folder: folder)
            #expect(try !store.isSealed && store.wrappedKey() == nil)
            #expect(try store.read { try Contents($0) } == before)
            #expect(try Replica(store: store, crypto: SystemReplicaCrypto()).search(Self.canary).count == 2)
            let shelf = try FileBlobShelf(replicaFolder: folder)
            #expect(try shelf.bytes(of: try #require(blob)) == Array("file \(Self.canary)".utf8))
            #expect(try shelf.uploadsDue() == [blob] && shelf.all() == [blob])
        }
    }

    @Test func `where the replica cannot be made plain, its files stay sealed`() async throws {
        try await withTemporaryFolder { folder in
            try await fill(folder)
            let seal = try seal(folder)
            let shelf = try SealedBlobShelf(replicaFolder: folder, seal: seal)
            #expect(throws: PowerCut.self) {
                try shelf.unseal {
                    #expect(try !RawFiles.holding(Self.canary, in: folder).isEmpty)
                    throw PowerCut()
                }
            }
            #expect(try RawFiles.holding(Self.canary, in: folder) == [])
            #expect(try shelf.bytes(of: try #require(blob)) == Array("file \(Self.canary)".utf8))
            #expect(try shelf.uploadsDue() == [blob])
        }
    }

    @Test func `a failure in the middle leaves the plain replica as it was`() async throws {
        try await withTemporaryFolder { folder in
            try await fill(folder)
            let store = try SQLiteReplicaStore.open(folder: folder)
            let before = try store.read { try Contents($0) }
            for step in 1..<6 {
                let seal = FailingSeal(inner: try ReplicaKey.random().cells(), after: step)
                #expect(throws: PowerCut.self) { try store.seal(with: seal, wrapped: []) }
            }
            #expect(try !store.isSealed && store.wrappedKey() == nil)
            #expect(try store.read { try Contents($0) } == before)
            #expect(try store.read { try $0.cases(withWordPrefix: Self.canary) }.count == 2)
        }
    }

    @Test func `a disk without room for it says so, and the replica stays as it was`() async throws {
        try await withTemporaryFolder { folder in
            try await fill(folder)
            let store = try SQLiteReplicaStore.open(folder: folder)
            // Sealed, each takes a third more.
            let small = [UInt8](repeating: 7, count: 100)
            try store.write { for _ in 0..<4_000 { try $0.appendStagedPage(small) } }
            try store.vacuum()
            let before = try store.read { try Contents($0) }
            let pages = try #require(try store.pragma("page_count"))
            _ = try store.pragma("max_page_count = \(pages)")
            let seal = try ReplicaKey.random().cells()
            let fault = #expect(throws: ReplicaFault.self) { try store.seal(with: seal, wrapped: []) }
            guard case .noRoom(let text) = fault else {
                Issue.record("\(String(describing: fault))")
                return
            }
            #expect(text.contains("too little room to write the replica anew") && text.contains("Nothing was changed"))
            #expect(try !store.isSealed && store.wrappedKey() == nil)
            #expect(try store.read { try Contents($0) } == before)
            _ = try store.pragma("max_page_count = 1000000")
            #expect(try store.seal(with: seal, wrapped: []), "what was plain is wiped")
            #expect(try store.isSealed && store.read { try Contents($0) } == before)
        }
    }

    @Test func `what a kill after the sealing left plain is wiped by the next opening, locked or not`() async throws {
        try await withTemporaryFolder { base in
            let folder = base + "/killed"
            let seal = try ReplicaKey.random().cells()
            try await fill(base + "/live")
            do {
                let store = try SQLiteReplicaStore.open(folder: base + "/live")
                let sealing = Sealing(header: [], wordChange: 1, isScrubDue: true)
                try store.convert(to: seal, sealing)
                // Killed here, before the wipe, and before the files: what lies on the disk at this moment.
                try FileManager.default.copyItem(atPath: base + "/live", toPath: folder)
            }
            #expect(try RawFiles.holding(Self.canary, in: folder).contains { $0.hasPrefix("replica") })
            #expect(throws: ReplicaFault.self) { _ = try SQLiteReplicaStore.open(folder: folder) }
            #expect(try !RawFiles.holding(Self.canary, in: folder).contains { $0.hasPrefix("replica") })
            _ = try open(folder, seal)
            _ = try SealedBlobShelf(replicaFolder: folder, seal: seal)
            #expect(try RawFiles.holding(Self.canary, in: folder) == [])
        }
    }
}

/// A seal that breaks after so many cells.
private final class FailingSeal: ReplicaSeal {
    private let inner: any ReplicaSeal
    private let countdown: Countdown

    init(inner: any ReplicaSeal, after count: Int) {
        self.inner = inner
        countdown = Countdown(count)
    }

    func seal(_ bytes: [UInt8], at place: SealedPlace) throws -> [UInt8] {
        guard countdown.take() else { throw PowerCut() }
        return try inner.seal(bytes, at: place)
    }
    func open(_ sealed: [UInt8], at place: SealedPlace) throws -> [UInt8] { try inner.open(sealed, at: place) }
    func mark(_ bytes: [UInt8], for use: String) -> [UInt8] { inner.mark(bytes, for: use) }
}

/// Everything that a store says of itself.
private struct Contents: Equatable {
    var meta: ReplicaMeta?
    var rows: [RowLayer: [HeldRow]] = [:]
    var compartments: [HeldCompartment]
    var outbox: [OutboxEntry]
    var pages: [[UInt8]]

    init(_ snapshot: any ReplicaSnapshot) throws {
        meta = try snapshot.meta()
        for layer in RowLayer.allCases {
            rows[layer] = try snapshot.rowIDs(in: layer).compactMap { try snapshot.row($0, in: layer) }
        }
        compartments = try snapshot.heldCompartments()
        outbox = try snapshot.outbox()
        pages = try (0..<snapshot.stagedPageCount()).compactMap { try snapshot.stagedPage($0) }
    }
}
