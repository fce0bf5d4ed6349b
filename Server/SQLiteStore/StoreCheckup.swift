public import CaseProtocol
import GRDB
public import Workflow

/// A quick look at the file of a store: no walk of the ledger, which `verify` does.
public struct StoreCheckup: Hashable, Sendable {
    /// When the last commit was made, by the clock of its server; `nil` where there is none.
    public var lastCommitAt: Timestamp?
    /// What SQLite finds wrong with the file, at most ten things.
    public var damage: [String]
    /// Whether this program would change the schema when it opens the file, and whether a newer one made it.
    public var isOlder: Bool
    public var isNewer: Bool
    public var fileBytes: Int
    /// Of everybody who is not suspended; none where an earlier program made the schema.
    public var appointments: [Appointment]
}

extension SQLiteCaseStore {
    /// Only reads, also while a server writes.
    ///
    /// - Throws: SQLite's errors where there is no file that it can open.
    public static func checkup(in folder: String) throws -> StoreCheckup {
        try DatabaseQueue(path: path(in: folder), configuration: reading).read { db in
            let migrator = Migrations.all
            let isOlder = try !migrator.hasCompletedMigrations(db)
            let found = try String.fetchAll(db, sql: "PRAGMA quick_check(10)")
            return StoreCheckup(
                lastCommitAt: try db.first("SELECT at FROM commit_log ORDER BY number DESC LIMIT 1") {
                    try $0.moment(0)
                }, damage: found == ["ok"] ? [] : found, isOlder: isOlder,
                isNewer: try migrator.hasBeenSuperseded(db),
                fileBytes: try db.first("PRAGMA page_count") { try $0.int(0) }.map { pages in
                    try pages * (db.first("PRAGMA page_size") { try $0.int(0) } ?? 0)
                } ?? 0,
                appointments: isOlder
                    ? []
                    : try db.all(
                        "SELECT \(Appointment.columns) FROM appointment WHERE user_id IN"
                            + " (SELECT id FROM account WHERE suspended_at IS NULL) ORDER BY user_id, ord"
                    ) { try Appointment($0) })
        }
    }
}
