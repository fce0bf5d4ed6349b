import CaseProtocol
import Foundation
import Server
import ServerSQLite
import Workflow

/// Looks at the store itself, at the clock beside it, and at its backups.
struct StoreDoctor {
    let folder: DataFolder
    let now: Timestamp

    func findings() -> [Finding] {
        do {
            let checkup = try SQLiteCaseStore.checkup(in: folder.path)
            return [schema(checkup), integrity(checkup), clock(checkup)]
                + Appointment.sectorGaps(in: checkup.appointments).map { .watch("sectors", $0) }
        } catch {
            return [.wrong("store", "The database cannot be opened: \(FailureWords.sentence(error))")]
        }
    }

    private func schema(_ checkup: StoreCheckup) -> Finding {
        if checkup.isNewer { return .wrong("version", "A newer tatuad made this store. Use that one.") }
        return checkup.isOlder
            ? .watch("version", "An earlier tatuad made this store; the next start upgrades it. Make a backup before.")
            : .ok("version", "The store is as this tatuad makes it.")
    }

    private func integrity(_ checkup: StoreCheckup) -> Finding {
        guard let first = checkup.damage.first else {
            return .ok("integrity", "SQLite finds nothing wrong with the file. “tatuad verify” walks the ledger.")
        }
        return .wrong("integrity", "The file is damaged: \(first). Run tatuad verify, and restore a backup.")
    }

    private func clock(_ checkup: StoreCheckup) -> Finding {
        guard let last = checkup.lastCommitAt else { return .ok("clock", "Nothing was committed yet.") }
        let behind = last.milliseconds - now.milliseconds
        if behind > 0 {
            return .wrong(
                "clock",
                "The last commit is dated \(last), \(Finding.span(behind)) from now. Set this machine's clock: dates count."
            )
        }
        return .ok("clock", "The clock is past the last commit, \(last).")
    }

    /// - Parameter backups: the folder in which backups lie, one beside the other.
    func backup(in backups: String?) -> Finding {
        guard let backups else {
            return .watch("backup", "Say with --backups where backups lie, and their age is looked at.")
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: backups)) ?? []
        let moments = names.compactMap { name -> Timestamp? in
            let path = "\(backups)/\(name)/\(BackupManifest.fileName)"
            guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
            return (try? BackupManifest(fileBytes: Array(bytes)))?.at
        }
        guard let latest = moments.max() else { return .wrong("backup", "There is no whole backup in \(backups).") }
        let age = Finding.span(now.milliseconds - latest.milliseconds)
        return now.milliseconds - latest.milliseconds > 26 * 3_600_000
            ? .wrong("backup", "The latest backup is \(age) old. Make one every night.")
            : .ok("backup", "The latest backup is \(age) old.")
    }
}
