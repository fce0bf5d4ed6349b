public import CaseProtocol
public import ClientCore
import Foundation

/// A ``BlobShelf`` in the folder `blobs` of a sealed replica's folder. Neither bytes nor hashes are in the clear: a file goes by a mark
/// of its hash, begins with a head (its hash and size, sealed) and goes on in sealed pieces of ``SealedFile/pieceBytes``.
public final class SealedBlobShelf: BlobShelf {
    private let folder: String
    private let seal: any ReplicaSeal
    private static let part = ".part"
    private static let due = ".due"

    /// The shelf of the replica in `replicaFolder`; made when it is missing. Files that lie there plain are sealed first.
    public init(replicaFolder: String, seal: any ReplicaSeal) throws {
        folder = replicaFolder + "/blobs"
        self.seal = seal
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try sealPlainFiles()
    }

    private func file(_ blob: BlobID, _ ending: String = "") -> SealedFile {
        let mark = seal.mark(Array(blob.hex.utf8), for: "file").map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return SealedFile(path: "\(folder)/\(mark.joined())\(ending)", blob: blob, ending: ending, seal: seal)
    }

    /// How many bytes a file has that is here whole.
    public func count(of blob: BlobID) throws -> Int? { try file(blob).head()?.count }

    /// Bytes of a whole file from `offset` on.
    public func bytes(of blob: BlobID, at offset: Int, count: Int) throws -> [UInt8] {
        try file(blob).bytes(at: offset, count: count)
    }

    /// Puts a whole file there: all of it or, when interrupted, nothing.
    public func put(_ bytes: [UInt8], as blob: BlobID) throws {
        try file(blob).replace(with: bytes)
        try dropPartial(of: blob)
    }

    /// Forgets a file and its download.
    public func remove(_ blob: BlobID) throws {
        for ending in ["", Self.part, Self.due, ".new"] { try PrivateFile.remove(file(blob, ending).path) }
    }

    /// All files that are here, whole or in part.
    public func all() throws -> [BlobID] { Set(try heads { _ in true }).sorted() }

    /// How many bytes of a download came.
    public func partialCount(of blob: BlobID) throws -> Int { try file(blob, Self.part).appended().count }

    /// Adds bytes to a download.
    public func append(_ bytes: [UInt8], to blob: BlobID) throws { try file(blob, Self.part).append(bytes) }

    /// What came of a download.
    public func partial(of blob: BlobID) throws -> [UInt8] { try file(blob, Self.part).appendedBytes() }

    /// Forgets what came of a download.
    public func dropPartial(of blob: BlobID) throws { try PrivateFile.remove(file(blob, Self.part).path) }

    /// Notes whether the server does not have a file yet.
    public func setUploadDue(_ isDue: Bool, of blob: BlobID) throws {
        let file = file(blob, Self.due)
        if isDue { try file.replace(with: []) } else { try PrivateFile.remove(file.path) }
    }

    private func isUploadDue(_ blob: BlobID) -> Bool {
        FileManager.default.fileExists(atPath: file(blob, Self.due).path)
    }

    /// Files that the server does not have yet.
    public func uploadsDue() throws -> [BlobID] { try heads { $0.hasSuffix(Self.due) }.sorted() }

    /// Makes every whole file and every note plain again, for ``FileBlobShelf``, beside `body`, which makes the replica itself plain:
    /// where either finds no room, the files stay sealed. What came of downloads is dropped. Takes room for every file once more.
    ///
    /// Killed before `body` is done, the next opening takes the plain files away; killed after it, sealed ones may be left that nobody
    /// can read.
    public func unseal(with body: () throws -> Void) throws {
        do {
            let plain = try FileBlobShelf(replicaFolder: (folder as NSString).deletingLastPathComponent)
            let due = Set(try uploadsDue())
            for blob in try all() {
                if let bytes = try bytes(of: blob) { try plain.put(bytes, as: blob) }
                if due.contains(blob) { try plain.setUploadDue(true, of: blob) }
            }
            try body()
        } catch {
            // All of them are still here sealed, so that this takes no room.
            try sealPlainFiles()
            throw error
        }
        for blob in try all() { try remove(blob) }
    }

    /// What the names in the folder stand for, of those that `isWanted`.
    private func heads(_ isWanted: (String) -> Bool) throws -> [BlobID] {
        try names().filter(isWanted).compactMap { name in
            guard name.prefix(while: { $0 != "." }).count == 32, !name.hasSuffix(".new") else { return nil }
            let ending = [Self.part, Self.due].first { name.hasSuffix($0) } ?? ""
            return try SealedFile.blob(at: "\(folder)/\(name)", ending: ending, seal: seal)
        }
    }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }

    /// Seals what ``FileBlobShelf`` left. A file that is sealed already is wiped; what came of a download is dropped: it comes again.
    private func sealPlainFiles() throws {
        for name in try names() {
            let stem = name.prefix { $0 != "." }
            guard stem.count == 64, let blob = BlobID(hex: stem) else { continue }
            let path = "\(folder)/\(name)"
            switch name.dropFirst(64) {
            case "":
                if try count(of: blob) == nil {
                    try put(PrivateFile.read(path, at: 0, count: PrivateFile.size(path) ?? 0), as: blob)
                }
            case Self.due: if !isUploadDue(blob) { try setUploadDue(true, of: blob) }
            default: break
            }
            try PrivateFile.wipe(path)
        }
    }
}
