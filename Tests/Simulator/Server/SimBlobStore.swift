import CaseProtocol
import Server
import Workflow

/// The server's files of evidence, on a disk that may lose what it was not told to keep.
final class SimBlobStore: BlobStore, @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    struct Held {
        var bytes: [UInt8]
        /// How many of them are safe from a power cut.
        var flushed: Int
        var touchedAt: Timestamp
    }

    /// What lies there; a copy of it is a backup.
    struct Content {
        var uploads: [BlobUploadName: Held] = [:]
        var blobs: [BlobID: Held] = [:]
    }

    var content = Content()

    /// Power fails: of what was not flushed some is there, and some of that may be zeros.
    func crash(_ dice: inout Dice) {
        for name in content.uploads.keys.sorted() {
            guard var held = content.uploads[name], held.bytes.count > held.flushed else { continue }
            let kept = held.flushed + dice.draw(held.bytes.count - held.flushed + 1)
            held.bytes.removeSubrange(kept...)
            if dice.percent(30) {
                for index in held.flushed..<kept { held.bytes[index] = 0 }
            }
            held.flushed = kept
            content.uploads[name] = held
        }
    }

    func count(of upload: BlobUploadName) -> Int { content.uploads[upload]?.bytes.count ?? 0 }

    func append(_ bytes: [UInt8], to upload: BlobUploadName, at offset: Int, now: Timestamp) -> Int? {
        var held = content.uploads[upload] ?? Held(bytes: [], flushed: 0, touchedAt: now)
        guard held.bytes.count == offset else { return nil }
        held.bytes += bytes
        held.touchedAt = now
        content.uploads[upload] = held
        return held.bytes.count
    }

    func source(of upload: BlobUploadName) -> (any ByteSource)? { content.uploads[upload].map { ByteArray($0.bytes) } }

    func flush(_ upload: BlobUploadName) {
        let count = count(of: upload)
        content.uploads[upload]?.flushed = count
    }

    func keep(_ upload: BlobUploadName) throws {
        guard let held = content.uploads.removeValue(forKey: upload) else { throw NoSuchUpload() }
        content.blobs[upload.blob] = held
    }

    func drop(_ upload: BlobUploadName) { content.uploads[upload] = nil }

    func source(of blob: BlobID) -> (any ByteSource)? { content.blobs[blob].map { ByteArray($0.bytes) } }

    func remove(_ blob: BlobID) { content.blobs[blob] = nil }

    func uploads(untouchedSince moment: Timestamp) -> [BlobUploadName] {
        content.uploads.filter { $0.value.touchedAt < moment }.keys.sorted()
    }

    func blobs(untouchedSince moment: Timestamp) -> [BlobID] {
        content.blobs.filter { $0.value.touchedAt < moment }.keys.sorted()
    }
}

/// There is no such file to give another name, as a file system says it.
private struct NoSuchUpload: Error {}
