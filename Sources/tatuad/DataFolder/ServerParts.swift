import CaseProtocol
import Logging
import Server
import ServerSQLite

/// The parts of a server, connected: store and keys of a data folder, real clock and randomness.
struct ServerParts {
    let store: SQLiteCaseStore
    let core: ServerCore
    let log: Logger

    /// Opens the store, upgrading it where its version is older, and prepares it on the first start.
    ///
    /// The caller holds the folder's lock.
    ///
    /// - Parameter level: what is less is not logged.
    init(_ folder: DataFolder, logging level: Logger.Level = .notice) async throws {
        var log = Logger(label: "tatuad", factory: { _ in LineLog() })
        log.logLevel = level
        let path = folder.path
        let keys = try folder.keys()
        store = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        core = ServerCore(
            store: store, keys: keys, bundleKeys: try BundleKeys.load(folder: folder.path), log: log,
            blobs: FileBlobStore(dataFolder: folder.path), backups: FolderBackup(dataFolder: folder.path),
            directives: try FileDirectiveShelf(dataFolder: folder.path), room: { DiskRoom.free(at: path) })
        self.log = log
        try await core.prepare()
    }
}
