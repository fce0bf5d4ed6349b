import CaseCrypto
import CaseProtocol
import Foundation
import Glibc
import Server

/// The folder in which a server keeps everything: database, keys, lock, and how to reach the server that runs on it.
struct DataFolder: Sendable {
    let path: String

    /// Opens the folder, making it (for its owner only) when it is missing.
    ///
    /// - Throws: a ``Problem`` that says what stands in the way.
    init(_ path: String) throws {
        try self.init(making: path)
        try refuseHalf()
    }

    /// The same, also where a restore did not come to its end.
    init(making path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Problem(.invalidField, "The data directory \(path) cannot be made or opened.", path: "data")
        }
    }

    /// Takes a folder that holds a store, and makes nothing.
    ///
    /// - Throws: a ``Problem`` when there is none: an empty one must not pass for one that is sound.
    init(existing path: String) throws {
        self.path = path
        try refuseHalf()
        guard hasStore else { throw Problem(.notFound, "There is no store in \(path).", path: "data") }
    }

    /// What a restore was killed over must not be taken for a store, or for a folder without one.
    private func refuseHalf() throws {
        guard !isHalfRestored else {
            throw Problem(
                .guardFailed,
                "A restore into \(path) did not come to its end. Run tatuad restore again; it begins anew.",
                path: "data")
        }
    }

    /// Whether a restore is on its way here, or was killed: its mark is there for as long as the rest is not whole.
    var isHalfRestored: Bool { FileManager.default.fileExists(atPath: file("\(Self.restoring)/\(Self.mark)")) }

    /// The folder in which a restore puts together what then moves up.
    static let restoring = "restoring"
    static let mark = "unfinished"

    var hasStore: Bool { FileManager.default.fileExists(atPath: file("tatua.sqlite")) }

    /// The keys, made with a new store.
    ///
    /// - Throws: a ``Problem`` when a store is here and its signing key is not: a new one would not fit the ledger.
    func keys() throws -> LedgerKeys {
        guard !hasStore || FileManager.default.fileExists(atPath: file("keys/ledger.key")) else {
            throw Problem(
                .notFound,
                "The key that signed this store's ledger, \(file("keys/ledger.key")), is gone. Put it back from its backup.",
                path: "data")
        }
        return try LedgerKeys.load(folder: path)
    }

    /// Opens the counters of a server on this folder to whoever reads this file; made when it is missing.
    func metricsToken() throws -> String {
        let path = file("metrics.token")
        if let bytes = FileManager.default.contents(atPath: path) {
            let token = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            if token.utf8.count >= 32 { return token }
        }
        let token = try SecureRandom.token()
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data((token + "\n").utf8), attributes: [.posixPermissions: 0o600])
        else { throw Problem(.storageFull, "\(path) could not be written. Is the disk full?", path: "data") }
        return token
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Takes the folder for this process; `nil` while another holds it. Released when the result goes away.
    func lock() throws -> FolderLock? { try FolderLock(path: file("tatuad.lock")) }

    /// How to reach the server that runs here; `nil` when none has said so.
    func serverAddress() -> ServerAddress? {
        guard let bytes = FileManager.default.contents(atPath: file("server.json")) else { return nil }
        return try? JSONDecoder().decode(ServerAddress.self, from: bytes)
    }

    /// Says how to reach this server, to this machine's owner of the folder only.
    func publish(_ address: ServerAddress) throws {
        let temporary = file("server.json.new")
        let bytes = try JSONEncoder().encode(address)
        guard
            FileManager.default.createFile(
                atPath: temporary, contents: bytes, attributes: [.posixPermissions: 0o600]),
            rename(temporary, file("server.json")) == 0
        else {
            unlink(temporary)
            throw Problem(.internal, "The server's address could not be written into \(path).")
        }
    }

    /// Takes back ``publish(_:)``.
    func unpublish() {
        // Nothing to do when the file is gone already.
        _ = unlink(file("server.json"))
    }
}

/// Where a running server answers, and the token of its administrator's verbs.
struct ServerAddress: Codable, Sendable {
    var url: String
    var token: String
    var process: Int32
}

/// An exclusive hold on a data folder.
final class FolderLock {
    private let descriptor: Int32

    fileprivate init?(path: String) throws {
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Problem(.invalidField, "The lock file \(path) cannot be opened.", path: "data")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }
}
