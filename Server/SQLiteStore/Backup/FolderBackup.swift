import CaseCrypto
public import CaseProtocol
import Dispatch
import GRDB
import Glibc
public import Server
import Workflow

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes backups of a data directory: its database, its keys, and the evidence that the database names.
public struct FolderBackup: BackupMaker {
    static let database = "tatua.sqlite"
    static let keys = "keys"
    static let evidence = "blobs"
    private static let contents: Set<String> = [
        database, "\(database)-journal", "\(database)-wal", "\(database)-shm", keys, evidence, BackupManifest.fileName,
    ]
    private static let queue = DispatchQueue(label: "tatua.backup", qos: .utility)

    private let folder: String

    /// - Parameter dataFolder: the data directory; the caller holds its lock.
    public init(dataFolder: String) { folder = URL(filePath: dataFolder).standardizedFileURL.path }

    /// On a thread of its own: reading and writing everything must not hold up the requests of others.
    public func backUp(to target: String, at now: Timestamp) async throws -> BackupManifest {
        try await withCheckedThrowingContinuation { continuation in
            Self.queue.async { continuation.resume(with: Result { try self.make(target, at: now) }) }
        }
    }

    private func make(_ target: String, at now: Timestamp) throws -> BackupManifest {
        guard !(target + "/").hasPrefix(folder + "/") else {
            throw Problem(
                .invalidField, "A backup within the data directory would be lost with it. Name a folder elsewhere.",
                path: "to")
        }
        let draft = try DraftFolder(for: target, holding: Self.contents)
        do {
            let manifest = try Problem.spoken("The backup") { try fill(draft.path, at: now) }
            try draft.finish()
            return manifest
        } catch {
            try draft.discard()
            throw error
        }
    }

    /// Database first: what it names lies in the data directory until the backup is done; what comes later it does not name.
    private func fill(_ draft: String, at now: Timestamp) throws -> BackupManifest {
        let database = "\(draft)/\(Self.database)"
        let facts = try DatabaseCopy.make(from: SQLiteCaseStore.path(in: folder), to: database)
        var parts = [try part(Self.database, in: draft)]
        try FileCopy.makeFolder("\(draft)/\(Self.keys)")
        for name in FileCopy.names(in: "\(folder)/\(Self.keys)") ?? [] where name.hasSuffix(".key") {
            let path = "\(Self.keys)/\(name)"
            guard let file = try OpenFile.source("\(folder)/\(path)") else { continue }
            let copied = try FileCopy.make(file, to: "\(draft)/\(path)")
            parts.append(BackupManifest.Part(path: path, bytes: copied.bytes, sha256: copied.hash.hex))
        }
        try FileCopy.flushFolder("\(draft)/\(Self.keys)")
        let evidence = try EvidenceCopy.make(from: folder, to: draft, namedBy: database)
        let manifest = BackupManifest(at: now, facts: facts, parts: parts, evidence: evidence)
        try FileCopy.flushFolder(draft)
        _ = try FileCopy.make(ByteArray(try manifest.fileBytes()), to: "\(draft)/\(BackupManifest.fileName)")
        return manifest
    }

    private func part(_ path: String, in folder: String) throws -> BackupManifest.Part {
        let found = try FileCopy.look(at: try OpenFile("\(folder)/\(path)", O_RDONLY))
        return BackupManifest.Part(path: path, bytes: found.bytes, sha256: found.hash.hex)
    }
}
