public import CaseProtocol
import Foundation
import Glibc
public import Server
import Synchronization
public import Workflow

/// A ``BlobStore`` in the folder `blobs` of a data directory: `blobs/ab/<hash>` and `blobs/partial/<replica>.<hash>`,
/// folders 0700, files 0600. The names of files are made here of checked ids, never of what somebody sent.
public final class FileBlobStore: BlobStore {
    private let folder: String
    /// One append at a time: two requests for one upload must not write over each other.
    private let writing = Mutex(())

    /// - Parameter dataFolder: the data directory; what is missing is made when the first bytes come.
    public init(dataFolder: String) { folder = dataFolder + "/blobs" }

    private var partials: String { folder + "/partial" }
    private func path(_ upload: BlobUploadName) -> String { "\(partials)/\(upload)" }
    private func place(_ blob: BlobID) -> String { "\(folder)/\(blob.hex.prefix(2))" }
    private func path(_ blob: BlobID) -> String { "\(place(blob))/\(blob.hex)" }

    public func count(of upload: BlobUploadName) throws -> Int { try OpenFile.size(path(upload)) ?? 0 }

    public func append(_ bytes: [UInt8], to upload: BlobUploadName, at offset: Int, now: Timestamp) throws -> Int? {
        try writing.withLock { _ in
            try make(partials)
            let file = try OpenFile(path(upload), O_RDWR | O_CREAT)
            guard try file.size() == offset else { return nil }
            do {
                try file.write(bytes, at: offset)
            } catch {
                // Part of it may have been written: only what is known to be there counts.
                try file.truncate(to: offset)
                throw error
            }
            try file.touch(at: now)
            return offset + bytes.count
        }
    }

    public func source(of upload: BlobUploadName) throws -> (any ByteSource)? { try OpenFile.source(path(upload)) }

    public func flush(_ upload: BlobUploadName) throws {
        try OpenFile(path(upload), O_RDWR).flush()
    }

    public func keep(_ upload: BlobUploadName) throws {
        let place = place(upload.blob)
        try make(place)
        guard rename(path(upload), path(upload.blob)) == 0 else { throw FileFault("rename", path(upload)) }
        // The names themselves: a file that is complete under a name that a power cut takes back is lost.
        try OpenFile(place, O_RDONLY | O_DIRECTORY).flush()
        try OpenFile(folder, O_RDONLY | O_DIRECTORY).flush()
    }

    public func drop(_ upload: BlobUploadName) throws { try unlinkIfThere(path(upload)) }

    public func source(of blob: BlobID) throws -> (any ByteSource)? { try OpenFile.source(path(blob)) }

    public func remove(_ blob: BlobID) throws { try unlinkIfThere(path(blob)) }

    public func uploads(untouchedSince moment: Timestamp) throws -> [BlobUploadName] {
        try names(in: partials).compactMap { BlobUploadName($0) }.filter {
            try OpenFile.touchedAt(path($0)).map { $0 < moment } ?? false
        }.sorted()
    }

    public func blobs(untouchedSince moment: Timestamp) throws -> [BlobID] {
        try names(in: folder).filter { $0.utf8.count == 2 }.flatMap { try names(in: "\(folder)/\($0)") }
            .compactMap { BlobID(hex: $0) }.filter { try OpenFile.touchedAt(path($0)).map { $0 < moment } ?? false }
            .sorted()
    }

    private func names(in folder: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder)
    }

    private func make(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) { return }
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    private func unlinkIfThere(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileFault("remove", path) }
    }
}
