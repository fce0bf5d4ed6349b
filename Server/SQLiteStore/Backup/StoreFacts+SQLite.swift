import CaseCrypto
import GRDB
public import Server

extension SQLiteCaseStore {
    /// What the store in `folder` holds now; only reads, also while a server writes.
    public static func facts(in folder: String) throws -> StoreFacts {
        try DatabaseQueue(path: path(in: folder), configuration: reading).read { try StoreFacts(of: $0) }
    }

    /// The hash of a commit of the store in `folder`, 64 hexadecimal digits; `nil` when there is none.
    public static func hash(ofCommit number: Int, in folder: String) throws -> String? {
        try DatabaseQueue(path: path(in: folder), configuration: reading).read { try $0.hash(ofCommit: number) }
    }

    /// A connection of its own beside whatever else works on the file.
    static var reading: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        configuration.label = "tatua.copy"
        return configuration
    }
}

extension StoreFacts {
    init(of db: Database) throws {
        func count(_ table: String, where condition: String = "1") throws -> Int {
            try db.first("SELECT count(*) FROM \(table) WHERE \(condition)") { try $0.int(0) } ?? 0
        }
        let snapshot = SQLiteSnapshot(db: db)
        let head = try snapshot.head()
        self.init(
            epoch: try snapshot.setting("epoch") ?? "", head: head,
            headHash: try db.hash(ofCommit: head) ?? CommitSealer.ChainEnd.start.hash.hex,
            commits: try count("commit_log"), rows: try count("row"), cases: try count("row", where: "kind = 'case'"),
            publicCases: try count("card"), accounts: try count("account"), commands: try count("command"))
    }
}

extension Database {
    fileprivate func hash(ofCommit number: Int) throws -> String? {
        try first("SELECT hash FROM commit_log WHERE number = ?", number) { try $0.digest(0).hex }
    }
}
