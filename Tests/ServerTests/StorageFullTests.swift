import CaseProtocol
import Glibc
import HTTPTypes
import Synchronization
import Testing
import Workflow

@testable import Server
@testable import ServerHTTP
@testable import ServerSQLite

/// A server that has no room for more files.
@Suite struct StorageFullTests {
    /// Bytes in memory, and no room for more of them while it is full.
    private final class Shelf: BlobStore {
        private let inner = InMemoryBlobStore()
        let isFull = Mutex(false)

        func append(_ bytes: [UInt8], to upload: BlobUploadName, at offset: Int, now: Timestamp) throws -> Int? {
            if isFull.withLock({ $0 }) { throw StorageFull() }
            return inner.append(bytes, to: upload, at: offset, now: now)
        }

        func count(of upload: BlobUploadName) -> Int { inner.count(of: upload) }
        func source(of upload: BlobUploadName) -> (any ByteSource)? { inner.source(of: upload) }
        func flush(_ upload: BlobUploadName) { inner.flush(upload) }
        func keep(_ upload: BlobUploadName) { inner.keep(upload) }
        func drop(_ upload: BlobUploadName) { inner.drop(upload) }
        func source(of blob: BlobID) -> (any ByteSource)? { inner.source(of: blob) }
        func remove(_ blob: BlobID) { inner.remove(blob) }
        func uploads(untouchedSince moment: Timestamp) -> [BlobUploadName] { inner.uploads(untouchedSince: moment) }
        func blobs(untouchedSince moment: Timestamp) -> [BlobID] { inner.blobs(untouchedSince: moment) }
    }

    @Test func `it says so under a code of its own, keeps what came, and goes on when there is room`() async throws {
        let shelf = Shelf()
        let scene = try await BlobScene(blobs: shelf)
        let words = BlobScene.words
        let blob = try BlobScene.hash(words)
        try await scene.attach(words, by: scene.amina)
        try await scene.send(Array(words.prefix(20)), as: blob, of: words.count, by: scene.amina)
        shelf.isFull.withLock { $0 = true }
        let rest = Array(words.dropFirst(20))
        let refusal = await problem {
            try await scene.send(rest, as: blob, at: 20, of: words.count, by: scene.amina)
        }
        #expect(refusal?.code == .storageFull && refusal?.status.code == 507)
        #expect(try await scene.server.core.uploadState(of: blob, by: scene.amina.signedIn).offset == 20)
        shelf.isFull.withLock { $0 = false }
        #expect(try await scene.send(rest, as: blob, at: 20, of: words.count, by: scene.amina).isComplete)
    }

    @Test func `a disk without room is told from a broken one`() throws {
        let full = try OpenFile("/dev/full", O_RDWR)
        #expect(throws: StorageFull.self) { try full.write([1, 2, 3], at: 0) }
        let readOnly = try OpenFile("/dev/null", O_RDONLY)
        #expect(throws: FileFault.self) { try readOnly.write([1], at: 0) }
    }
}
