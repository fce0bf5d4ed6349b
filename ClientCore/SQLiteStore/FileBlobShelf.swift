public import CaseProtocol
public import ClientCore
import Foundation

/// A ``BlobShelf`` in the folder `blobs` of a replica's folder: `<hash>` for a whole file, `<hash>.part` for a download,
/// `<hash>.due` for what the server does not have yet. The folder is 0700, the files 0600.
public final class FileBlobShelf: BlobShelf {
    private let folder: String

    /// The shelf of the replica in `replicaFolder`; made when it is missing.
    public init(replicaFolder: String) throws {
        folder = replicaFolder + "/blobs"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    private func path(_ blob: BlobID, _ ending: String = "") -> String { "\(folder)/\(blob.hex)\(ending)" }
    private static let part = ".part"
    private static let due = ".due"

    /// How many bytes a file has that is here whole.
    public func count(of blob: BlobID) throws -> Int? { try PrivateFile.size(path(blob)) }

    /// Bytes of a whole file from `offset` on.
    public func bytes(of blob: BlobID, at offset: Int, count: Int) throws -> [UInt8] {
        try PrivateFile.read(path(blob), at: offset, count: count)
    }

    /// Puts a whole file there: all of it or, when interrupted, nothing.
    public func put(_ bytes: [UInt8], as blob: BlobID) throws {
        try PrivateFile.replace(path(blob), with: bytes)
        try dropPartial(of: blob)
    }

    /// Forgets a file and its download.
    public func remove(_ blob: BlobID) throws {
        for ending in ["", Self.part, Self.due, ".new"] { try PrivateFile.remove(path(blob, ending)) }
    }

    /// All files that are here, whole or in part.
    public func all() throws -> [BlobID] {
        Set(try names().compactMap { BlobID(hex: $0.prefix(64)) }).sorted()
    }

    /// How many bytes of a download came.
    public func partialCount(of blob: BlobID) throws -> Int { try PrivateFile.size(path(blob, Self.part)) ?? 0 }

    /// Adds bytes to a download.
    public func append(_ bytes: [UInt8], to blob: BlobID) throws {
        try PrivateFile.append(bytes, to: path(blob, Self.part))
    }

    /// What came of a download.
    public func partial(of blob: BlobID) throws -> [UInt8] {
        let path = path(blob, Self.part)
        return try PrivateFile.read(path, at: 0, count: PrivateFile.size(path) ?? 0)
    }

    /// Forgets what came of a download.
    public func dropPartial(of blob: BlobID) throws { try PrivateFile.remove(path(blob, Self.part)) }

    /// Notes whether the server does not have a file yet.
    public func setUploadDue(_ isDue: Bool, of blob: BlobID) throws {
        let path = path(blob, Self.due)
        if isDue { try PrivateFile.touch(path) } else { try PrivateFile.remove(path) }
    }

    /// Files that the server does not have yet.
    public func uploadsDue() throws -> [BlobID] {
        try names().filter { $0.hasSuffix(Self.due) }.compactMap { BlobID(hex: $0.dropLast(Self.due.count)) }.sorted()
    }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }
}
