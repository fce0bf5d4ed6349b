import CaseCrypto
import CaseProtocol
import Server
import Workflow

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Copies of files, and what they are told apart by.
enum FileCopy {
    private static let pieceBytes = 262_144

    /// Copies bytes into a new file, and brings it to the disk.
    ///
    /// - Returns: how many, and their hash.
    /// - Throws: ``StorageFull``; errors of the disk, also for a file that is there.
    static func make(_ source: any ByteSource, to path: String) throws -> (bytes: Int, hash: Digest) {
        let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL)
        let seen = try look(at: source) { try file.write($0, at: $1) }
        try file.flush()
        return seen
    }

    /// Reads bytes to their end.
    static func look(
        at source: any ByteSource, _ take: ([UInt8], Int) throws -> Void = { _, _ in }
    ) throws -> (bytes: Int, hash: Digest) {
        var hasher = SHA256Hasher()
        var offset = 0
        while true {
            let piece = try source.bytes(at: offset, count: pieceBytes)
            if piece.isEmpty { break }
            hasher.update(piece)
            try take(piece, offset)
            offset += piece.count
        }
        return (offset, hasher.finish())
    }

    /// Makes a folder for its owner only; its parent must be there.
    static func makeFolder(_ path: String) throws {
        guard mkdir(path, 0o700) == 0 else { throw FileFault("make", path) }
    }

    /// Brings the names in a folder to the disk.
    static func flushFolder(_ path: String) throws { try OpenFile(path, O_RDONLY | O_DIRECTORY).flush() }

    /// Where a file of evidence lies below a data directory or a backup.
    static func place(of blob: BlobID) -> (folder: String, file: String) {
        let folder = "blobs/\(blob.hex.prefix(2))"
        return (folder, "\(folder)/\(blob.hex)")
    }

    /// What lies in a folder; `nil` when there is none.
    static func names(in folder: String) -> [String]? {
        // Whatever keeps it from being read shows at the first use.
        try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
}
