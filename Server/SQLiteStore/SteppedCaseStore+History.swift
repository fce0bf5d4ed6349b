import CaseProtocol
import GRDB
package import Server

/// What was written since the last look, as the file holds it.
package struct StoredHistory: Sendable {
    package struct Commit: Sendable {
        package let header: CommitHeader
        package var versions: [[UInt8]] = []
        /// ``AccessChange/text``; `nil` where nothing changed.
        package var access: String?
    }

    package var commits: [Commit] = []
    package var commands: [(key: Int, record: CommandRecord)] = []
}

extension SteppedCaseStore {
    /// The commits after number `head` and the commands after key `key`, in order.
    package func history(after head: Int, commandKey key: Int) throws -> StoredHistory {
        try readStored { db in
            var history = StoredHistory()
            history.commits = try db.all(
                "SELECT \(CommitHeader.columns) FROM commit_log WHERE number > ? ORDER BY number", head
            ) { StoredHistory.Commit(header: try CommitHeader($0)) }
            let first = history.commits.first?.header.number ?? 0
            if first > 0 {
                let versions = try db.all(
                    "SELECT commit_number, bytes FROM version WHERE key >= ? ORDER BY key", first * 65_536
                ) { (number: try $0.int(0), bytes: try $0.bytes(1)) }
                let accesses = try db.all(
                    "SELECT commit_number, text FROM access_change WHERE commit_number >= ?", first
                ) { (number: try $0.int(0), text: try $0.text(1)) }
                for (number, bytes) in versions { history.commits[number - first].versions.append(bytes) }
                for (number, text) in accesses { history.commits[number - first].access = text }
            }
            let reading = SQLiteSnapshot(db: db)
            let keys = try db.all("SELECT key, replica, n FROM command WHERE key > ? ORDER BY key", key) {
                (key: try $0.int(0), replica: try $0.id(1) as ReplicaID, n: try $0.int(2))
            }
            history.commands = try keys.compactMap { place in
                try reading.command(place.replica, n: place.n).map { (place.key, $0) }
            }
            return history
        }
    }
}
