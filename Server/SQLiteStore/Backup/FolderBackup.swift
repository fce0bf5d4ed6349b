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

/// Makes backups of a data directory: its database, its keys, the evidence that the database names, the orders to devices that
/// are to be erased, and what those handed in.
public struct FolderBackup: BackupMaker {
    static let database = "tatua.sqlite"
    static let keys = "keys"
    static let evidence = "blobs"
    /// Folders that are copied whole, and how the names of their files end.
    static let folders: [(name: String, ending: String)] = [
        (keys, ".key"), ("directives", ".json"), ("rescued", ".bundle"),
    ]
    private static let contents = Set(
        [
            database, "\(database)-journal", "\(database)-wal", "\(database)-shm", evidence, BackupManifest.fileName,
        ] + folders.map(\.name))

    /// Whether a part lies where one of a backup does: what is written below a data directory is named by us alone.
    static func isPart(_ path: String) -> Bool {
        if path == database { return true }
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        guard names.count == 2, let folder = folders.first(where: { $0.name == names[0] }) else { return false }
        let name = names[1].dropLast(folder.ending.count)
        return names[1].hasSuffix(folder.ending) && !name.isEmpty && name.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil
    }
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
        for (name, ending) in Self.folders { parts += try files(in: name, ending, to: draft) }
        let evidence = try EvidenceCopy.make(from: folder, to: draft, namedBy: database)
        let manifest = BackupManifest(at: now, facts: facts, parts: parts, evidence: evidence)
        try FileCopy.flushFolder(draft)
        _ = try FileCopy.make(ByteArray(try manifest.fileBytes()), to: "\(draft)/\(BackupManifest.fileName)")
        return manifest
    }

    private func files(in name: String, _ ending: String, to draft: String) throws -> [BackupManifest.Part] {
        let names = (FileCopy.names(in: "\(folder)/\(name)") ?? []).filter { $0.hasSuffix(ending) }
        if names.isEmpty, name != Self.keys { return [] }
        try FileCopy.makeFolder("\(draft)/\(name)")
        var parts: [BackupManifest.Part] = []
        for file in names {
            let path = "\(name)/\(file)"
            guard let source = try OpenFile.source("\(folder)/\(path)") else { continue }
            let copied = try FileCopy.make(source, to: "\(draft)/\(path)")
            parts.append(BackupManifest.Part(path: path, bytes: copied.bytes, sha256: copied.hash.hex))
        }
        try FileCopy.flushFolder("\(draft)/\(name)")
        return parts
    }

    private func part(_ path: String, in folder: String) throws -> BackupManifest.Part {
        let found = try FileCopy.look(at: try OpenFile("\(folder)/\(path)", O_RDONLY))
        return BackupManifest.Part(path: path, bytes: found.bytes, sha256: found.hash.hex)
    }
}
