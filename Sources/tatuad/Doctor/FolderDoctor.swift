import Foundation
import Glibc

/// Looks at the files of a data directory: whose they are, who may read them, whether the keys are there.
struct FolderDoctor {
    let folder: DataFolder

    func findings() -> [Finding] { permissions() + keys() + room() }

    private func permissions() -> [Finding] {
        let names = ["", "tatua.sqlite", "tatua.sqlite-wal", "keys", "blobs", "metrics.token", "server.json"]
        let keys = Self.keyNames.map { "keys/\($0)" }
        var found: [Finding] = []
        for name in names + keys {
            let path = name.isEmpty ? folder.path : folder.file(name)
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            if status.st_mode & 0o077 != 0 {
                found.append(.wrong("permissions", "Others may use \(path). Run: chmod go= \(path)"))
            }
            if status.st_uid != geteuid(), geteuid() != 0 {
                found.append(.wrong("permissions", "\(path) belongs to somebody else. Run this as the server's user."))
            }
        }
        return found.isEmpty ? [.ok("permissions", "Nobody but its owner may use the data directory.")] : found
    }

    private static let keyNames = ["ledger.key", "cursor.key", "bundle.key", "agreement.key"]

    private func keys() -> [Finding] {
        var found: [Finding] = []
        for name in Self.keyNames {
            let path = folder.file("keys/\(name)")
            let bytes = FileManager.default.contents(atPath: path)?.count
            if bytes == 32 { continue }
            let isVital = name == "ledger.key"
            // An earlier program had fewer keys; the next start makes what is missing.
            found.append(
                bytes == nil && !isVital
                    ? .watch("keys", "\(path) is missing; the next start makes another. If there was one, put it back.")
                    : .wrong("keys", "\(path) \(bytes == nil ? "is gone" : "is damaged"). Put it back from a backup."))
        }
        return found.isEmpty ? [.ok("keys", "All four keys are there.")] : found
    }

    private func room() -> [Finding] {
        guard let free = DiskRoom.free(at: folder.path) else {
            return [.watch("disk", "The system does not say how much room there is.")]
        }
        let words = "\(Figures.megabytes(free)) are free on the disk of the data directory."
        if free < 67_108_864 { return [.wrong("disk", words + " The server is not ready with so little.")] }
        return [free < 1_073_741_824 ? .watch("disk", words + " Make room before it runs out.") : .ok("disk", words)]
    }
}
