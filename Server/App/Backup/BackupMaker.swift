public import CaseProtocol

/// Copies everything that a server needs out of where it lies, while it is worked on: whole or not at all.
///
/// One implementation, `FolderBackup` (target ServerSQLite): a store in memory has nothing that could be put back.
public protocol BackupMaker: Sendable {
    /// Makes the folder `target`, which must not exist. The caller sees to it that no bytes of evidence are taken away
    /// meanwhile.
    ///
    /// - Parameter now: noted as the moment of the copy.
    /// - Throws: a ``Problem``; nothing is then left.
    func backUp(to target: String, at now: Timestamp) async throws -> BackupManifest
}

/// Asks a running server for a backup, or how it goes with the one that was asked for under this id.
public struct BackupRequest: Hashable, Sendable, Codable {
    /// Of the asker's making; another one for each backup.
    public var id: String
    /// Absolute, of the server's machine.
    public var to: String

    public init(id: String, to: String) {
        self.id = id
        self.to = to
    }
}

/// How it goes with a backup.
public struct BackupProgress: Hashable, Sendable, Codable {
    /// What was made; `nil` while it is being made: ask again.
    public var manifest: BackupManifest?

    public init(manifest: BackupManifest?) { self.manifest = manifest }
}
