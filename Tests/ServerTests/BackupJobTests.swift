import CaseProtocol
import Synchronization
import Testing
import Workflow

@testable import Server

@Suite struct BackupJobTests {
    /// Makes nothing, and is done when told.
    private final class HeldBackups: BackupMaker {
        private struct State {
            var isDone = false
            var begun: CheckedContinuation<Void, Never>?
            var hasBegun = false
            var waiting: CheckedContinuation<Void, Never>?
        }

        private let state = Mutex(State())

        func backUp(to target: String, at now: Timestamp) async throws -> BackupManifest {
            let begun = state.withLock { state in
                state.hasBegun = true
                return state.begun
            }
            begun?.resume()
            await withCheckedContinuation { continuation in
                let isDone = state.withLock { state in
                    if !state.isDone { state.waiting = continuation }
                    return state.isDone
                }
                if isDone { continuation.resume() }
            }
            return .example
        }

        func begun() async {
            await withCheckedContinuation { continuation in
                let hasBegun = state.withLock { state in
                    if !state.hasBegun { state.begun = continuation }
                    return state.hasBegun
                }
                if hasBegun { continuation.resume() }
            }
        }

        func end() {
            let waiting = state.withLock { state in
                state.isDone = true
                return state.waiting
            }
            waiting?.resume()
        }
    }

    private func core(_ scene: BlobScene, _ backups: (any BackupMaker)?) throws -> ServerCore {
        ServerCore(
            store: scene.server.core.store, keys: try .example(), clock: scene.server.clock,
            blobs: scene.server.core.blobs, backups: backups)
    }

    @Test func `no bytes of evidence go while a backup is being made`() async throws {
        let scene = try await BlobScene()
        let backups = HeldBackups()
        let core = try core(scene, backups)
        let blob = try BlobScene.hash([1])
        let name = BlobUploadName(replica: scene.amina.replica, blob: blob)
        _ = try core.blobs.append([1], to: name, at: 0, now: TestServer.start)
        try core.blobs.keep(name)
        let record = BlobRecord(id: blob, bytes: 1, media: [.text], isStripped: false, storedAt: TestServer.start)
        let user = scene.amina.id
        try await core.store.write { try $0.put(record, sentBy: user) }
        scene.server.clock.advance(milliseconds: 31 * 86_400_000)

        let backup = Task { try await core.backUp(to: "/nowhere") }
        await backups.begun()
        #expect(try await core.collectBlobs() == BlobCollection())
        #expect(try core.blobs.source(of: blob) != nil)
        await #expect(throws: Problem.self) { try await core.backUp(to: "/elsewhere") }
        backups.end()
        #expect(try await backup.value == .example)
        #expect(try await core.collectBlobs() == BlobCollection(blobs: 1))
    }

    @Test func `whoever asks twice under one id gets one backup`() async throws {
        let backups = HeldBackups()
        let core = try core(try await BlobScene(), backups)
        // A busy machine takes its time: nothing here is to be answered with “not yet”.
        @Sendable func ask() async throws -> BackupManifest? {
            try await core.backUp(BackupRequest(id: "a", to: "/nowhere"), patience: .seconds(3_600)).manifest
        }
        let first = Task { try await ask() }
        await backups.begun()
        let second = Task { try await ask() }
        backups.end()
        #expect(try await first.value == .example)
        #expect(try await second.value == .example)
        #expect(try await ask() == .example)
    }

    /// Found by schemathesis: an empty name was a fault of ours.
    @Test(arguments: ["", "backup", "../backup", "/", "///"])
    func `a backup is named by its whole path`(to: String) async throws {
        let core = try core(try await BlobScene(), HeldBackups())
        let refusal = await problem { _ = try await core.backUp(BackupRequest(id: "a", to: to)) }
        #expect(refusal?.code == .invalidField && refusal?.path == "to")
    }

    @Test func `a store in memory has no backup`() async throws {
        let core = try core(try await BlobScene(), nil)
        await #expect(throws: Problem.self) { try await core.backUp(to: "/nowhere") }
        await #expect(throws: Problem.self) { try await core.backUp(to: "/nowhere") }
    }

    @Test func `a manifest is taken as it was written and no other way`() throws {
        let bytes = try BackupManifest.example.fileBytes()
        #expect(try BackupManifest(fileBytes: bytes) == .example)
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 1
            #expect(throws: Problem.self) { try BackupManifest(fileBytes: damaged) }
        }
        #expect(throws: Problem.self) { try BackupManifest(fileBytes: bytes + [0x0A]) }
        #expect(throws: Problem.self) { try BackupManifest(fileBytes: []) }
    }
}

extension BackupManifest {
    fileprivate static let example = BackupManifest(
        at: Timestamp(milliseconds: 1_795_240_800_000),
        facts: StoreFacts(
            epoch: "1231e5cc8439dbc4", head: 7, headHash: String(repeating: "a", count: 64), commits: 7, rows: 4,
            cases: 2,
            publicCases: 1, accounts: 3, commands: 5),
        parts: [Part(path: "tatua.sqlite", bytes: 212_992, sha256: String(repeating: "b", count: 64))],
        evidence: Evidence(files: 1, bytes: 29))
}
