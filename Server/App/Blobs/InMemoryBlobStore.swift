public import CaseProtocol
internal import Synchronization
public import Workflow

/// A ``BlobStore`` that forgets everything when it goes: for tests and simulations.
public final class InMemoryBlobStore: BlobStore {
    private struct Held: Sendable {
        var bytes: [UInt8]
        var touchedAt: Timestamp
    }

    private struct State: Sendable {
        var uploads: [BlobUploadName: Held] = [:]
        var blobs: [BlobID: Held] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    public func count(of upload: BlobUploadName) -> Int { state.withLock { $0.uploads[upload]?.bytes.count ?? 0 } }

    public func append(_ bytes: [UInt8], to upload: BlobUploadName, at offset: Int, now: Timestamp) -> Int? {
        state.withLock { state in
            var held = state.uploads[upload] ?? Held(bytes: [], touchedAt: now)
            guard held.bytes.count == offset else { return nil }
            held.bytes += bytes
            held.touchedAt = now
            state.uploads[upload] = held
            return held.bytes.count
        }
    }

    public func source(of upload: BlobUploadName) -> (any ByteSource)? {
        state.withLock { $0.uploads[upload].map { ByteArray($0.bytes) } }
    }

    public func flush(_ upload: BlobUploadName) {}

    public func keep(_ upload: BlobUploadName) {
        state.withLock { state in
            guard let held = state.uploads.removeValue(forKey: upload) else { return }
            state.blobs[upload.blob] = held
        }
    }

    public func drop(_ upload: BlobUploadName) { state.withLock { $0.uploads[upload] = nil } }

    public func source(of blob: BlobID) -> (any ByteSource)? {
        state.withLock { $0.blobs[blob].map { ByteArray($0.bytes) } }
    }

    public func remove(_ blob: BlobID) { state.withLock { $0.blobs[blob] = nil } }

    public func uploads(untouchedSince moment: Timestamp) -> [BlobUploadName] {
        state.withLock { $0.uploads.filter { $0.value.touchedAt < moment }.keys.sorted() }
    }

    public func blobs(untouchedSince moment: Timestamp) -> [BlobID] {
        state.withLock { $0.blobs.filter { $0.value.touchedAt < moment }.keys.sorted() }
    }
}
