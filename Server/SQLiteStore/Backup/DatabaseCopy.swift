import CaseCrypto
import GRDB
import Server

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Copies a database that is in use into one file that needs no other.
///
/// The pages are those of one snapshot, which a read transaction holds for as long as it takes: nobody who writes waits,
/// and what is written meanwhile neither gets into the copy nor makes it begin anew.
enum DatabaseCopy {
    /// 4 MiB, of pages of 4 KiB. Each step is on the disk before the next begins, so that a commit waits for no more than
    /// that.
    private static let stepPages: Int32 = 1_024

    /// - Returns: what the copy holds.
    /// - Throws: SQLite's errors; ``StoreError/damaged(_:)`` when the copy is not what was copied.
    static func make(from source: String, to target: String) throws -> StoreFacts {
        let facts = try copyPages(from: source, to: target)
        let queue = try DatabaseQueue(path: target, configuration: writing(journal: "DELETE"))
        let found = try queue.read { try StoreFacts(of: $0) }
        try queue.close()
        guard found == facts else { throw StoreError.damaged("the copy of the database") }
        try OpenFile(target, O_RDWR).flush()
        return facts
    }

    private static func copyPages(from source: String, to target: String) throws -> StoreFacts {
        // Its mode is that of our files whatever SQLite would give it; and what SQLite wrote is flushed through it.
        let file = try OpenFile(target, O_RDWR | O_CREAT | O_EXCL)
        let copy = try DatabaseQueue(path: target, configuration: writing(journal: "OFF"))
        let facts = try DatabaseQueue(path: source, configuration: SQLiteCaseStore.reading).read { db in
            // The first question takes the snapshot.
            let facts = try StoreFacts(of: db)
            try copy.writeWithoutTransaction { target in
                try db.backup(to: target, pagesPerStep: stepPages) { _ in try file.flush() }
            }
            return facts
        }
        try copy.close()
        return facts
    }

    /// Whether the copy is whole is known only once all is done: nothing of it needs a journal before. What a server's log
    /// would leave beside the file is taken into it.
    private static func writing(journal: String) -> Configuration {
        var configuration = Configuration()
        configuration.label = "tatua.backup"
        configuration.prepareDatabase { db in
            // The header says which journal the file has; only a look at it tells this connection.
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema")
            try db.execute(
                sql: "PRAGMA journal_mode = \(journal); PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY")
        }
        return configuration
    }
}
