import CaseCrypto
import CaseProtocol
import GRDB
import Glibc
public import Server
import Workflow

/// A folder that ``FolderBackup`` made, read again.
public struct FolderRestore {
    private let folder: String
    public let manifest: BackupManifest

    /// Opens a backup and reads all of it.
    ///
    /// - Throws: a ``Problem`` that names the first part which is missing or is not as it was written.
    public init(checking folder: String) throws {
        self.folder = folder
        manifest = try Problem.spoken("The restore") { try Self.manifest(in: folder) }
        try Problem.spoken("The restore") { [self] in
            for part in manifest.parts { try check(part) { try FileCopy.look(at: $0) } }
            try check(EvidenceCopy.check(in: folder, namedBy: "\(folder)/\(FolderBackup.database)"))
            guard try SQLiteCaseStore.facts(in: folder) == manifest.facts else { throw Self.damaged(folder) }
        }
    }

    /// Copies it into a folder that is there and empty, and brings it to the disk. What is copied is checked once more.
    public func copy(to target: String) throws {
        try Problem.spoken("The restore") {
            let folders = FolderBackup.folders.map(\.name).filter { name in
                name == FolderBackup.keys || manifest.parts.contains { $0.path.hasPrefix(name + "/") }
            }
            for folder in folders { try FileCopy.makeFolder("\(target)/\(folder)") }
            for part in manifest.parts {
                try check(part) { try FileCopy.make($0, to: "\(target)/\(part.path)") }
            }
            let database = "\(target)/\(FolderBackup.database)"
            try check(EvidenceCopy.make(from: folder, to: target, namedBy: database))
            for folder in folders { try FileCopy.flushFolder("\(target)/\(folder)") }
            try FileCopy.flushFolder(target)
        }
    }

    private func check(
        _ part: BackupManifest.Part, _ take: (any ByteSource) throws -> (bytes: Int, hash: Digest)
    ) throws {
        let path = "\(folder)/\(part.path)"
        guard let file = try OpenFile.source(path) else {
            throw Problem(.hashMismatch, "The backup is not whole: \(path) is missing.", path: part.path)
        }
        let found = try take(file)
        guard found.bytes == part.bytes, found.hash.hex == part.sha256 else { throw Self.damaged(path) }
    }

    private func check(_ found: BackupManifest.Evidence) throws {
        guard found == manifest.evidence else { throw Self.damaged("\(folder)/\(FolderBackup.evidence)") }
    }

    private static func manifest(in folder: String) throws -> BackupManifest {
        guard let file = try OpenFile.source("\(folder)/\(BackupManifest.fileName)") else {
            throw Problem(
                .notFound, "In \(folder) lies no backup: it has no \(BackupManifest.fileName), which is written last.",
                path: "from")
        }
        let manifest = try BackupManifest(fileBytes: try file.bytes(at: 0, count: file.count))
        let expected = manifest.parts.allSatisfy { FolderBackup.isPart($0.path) }
        guard expected, manifest.parts.contains(where: { $0.path == FolderBackup.database }) else {
            throw damaged("\(folder)/\(BackupManifest.fileName)")
        }
        return manifest
    }

    private static func damaged(_ path: String) -> Problem {
        Problem(
            .hashMismatch, "The backup is damaged: \(path) is not as it was written. Nothing was restored from it.",
            path: "from")
    }
}
