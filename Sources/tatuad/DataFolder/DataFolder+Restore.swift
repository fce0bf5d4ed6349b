import CaseProtocol
import Foundation
import Glibc
import Server
import ServerSQLite

/// What a restore put back.
struct Restoration {
    let manifest: BackupManifest
    /// What the history is called now.
    let epoch: String
}

extension DataFolder {
    /// What may lie in a folder into which a backup is put back.
    private static let harmless: Set<String> = ["tatuad.lock", "server.json", "lost+found"]

    /// Puts a backup back into a folder that holds nothing, and gives the history another name.
    ///
    /// Everything is put together in the folder `restoring`, then moves up, the database last. A mark in that
    /// folder comes before everything and goes after it; with it every verb but this one refuses the data directory.
    ///
    /// - Throws: a ``Problem``. Unless this process is killed, the folder is then as it was.
    static func restore(from backup: String, into path: String) async throws -> Restoration {
        let source = try FolderRestore(checking: backup)
        let isNew = !FileManager.default.fileExists(atPath: path)
        let folder = try DataFolder(making: path)
        do {
            return try await folder.takeIn(source)
        } catch {
            if isNew { try FileManager.default.removeItem(atPath: path) }
            throw error
        }
    }

    private func takeIn(_ source: FolderRestore) async throws -> Restoration {
        try refuseUnlessEmpty()
        guard let lock = try lock() else { throw serverRuns }
        defer { withExtendedLifetime(lock) {} }
        do {
            try beginRestore()
            let draft = try DataFolder(making: file(Self.restoring))
            try source.copy(to: draft.path)
            let parts = try await ServerParts(draft)
            let epoch = try await parts.core.rotateEpoch()
            try parts.store.close()
            try finishRestore(from: draft)
            return Restoration(manifest: source.manifest, epoch: epoch)
        } catch {
            try clearRestore()
            throw error
        }
    }

    private func refuseUnlessEmpty() throws {
        if isHalfRestored { return }
        if hasStore {
            guard try lock() != nil else { throw serverRuns }
            throw Problem(
                .invalidField,
                "There is a store in \(path), which is kept. Name another folder with --data, and serve that one.",
                path: "data")
        }
        let others = try names(in: path).filter {
            try !Self.harmless.contains($0) && ($0 != Self.restoring || !names(in: file($0)).isEmpty)
        }
        guard others.isEmpty else {
            throw Problem(
                .invalidField, "\(path) is not empty: \(others.sorted()[0]) lies in it. Name a folder that is.",
                path: "data")
        }
    }

    private var serverRuns: Problem {
        Problem(.busy, "Another tatuad runs on \(path). Name another folder with --data.", path: "data")
    }

    /// Makes the draft's folder and the mark; what a killed restore left goes first.
    private func beginRestore() throws {
        if isHalfRestored { try clearRestore() }
        let draft = file(Self.restoring)
        // In one step: Foundation writes a file of another name first, and a kill in between would leave that one, which no
        // later restore knows for its own.
        guard mkdir(draft, 0o700) == 0 || errno == EEXIST,
            case let mark = open("\(draft)/\(Self.mark)", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600), mark >= 0,
            close(mark) == 0
        else { throw Problem(.storageFull, "Nothing can be written into \(path).", path: "data") }
        try flush(draft)
        try flush(path)
    }

    /// Everything but the mark moves up, the database last; then the mark goes.
    private func finishRestore(from draft: DataFolder) throws {
        for name in try names(in: draft.path).filter({ $0 != Self.mark && $0 != "tatua.sqlite" }) + ["tatua.sqlite"] {
            guard rename(draft.file(name), file(name)) == 0 else {
                throw Problem(.internal, "\(draft.file(name)) could not be moved into \(path).")
            }
        }
        try flush(path)
        try removeMark()
    }

    /// Takes away what a restore brought, the mark last.
    private func clearRestore() throws {
        let moved = try names(in: path).filter { !Self.harmless.contains($0) && $0 != Self.restoring }
        let drafted = try names(in: file(Self.restoring)).filter { $0 != Self.mark }.map { "\(Self.restoring)/\($0)" }
        for name in moved + drafted { try FileManager.default.removeItem(atPath: file(name)) }
        try flush(path)
        try removeMark()
    }

    private func removeMark() throws {
        try FileManager.default.removeItem(atPath: file(Self.restoring))
        try flush(path)
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder)
    }

    /// Brings the names in a folder to the disk.
    private func flush(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(descriptor) }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw Problem(.internal, "\(folder) could not be brought to the disk.")
        }
    }
}
