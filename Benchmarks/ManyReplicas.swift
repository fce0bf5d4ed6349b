import CaseProtocol
import Foundation
import GRDB

/// Registers replicas in a store without their people signing in one by one, which would take scrypt hours.
enum ManyReplicas {
    /// Registers `count` more replicas, shared out among the traders, each with a device that is signed in.
    ///
    /// - Returns: their ids by trader.
    static func add(_ count: Int, to site: Site) throws -> [String: [ReplicaID]] {
        let queue = try DatabaseQueue(path: "\(site.data)/tatua.sqlite")
        defer {
            // The server opens the file after this.
            try? queue.close()
        }
        var made: [String: [ReplicaID]] = [:]
        try queue.write { db in
            let users = try Dictionary(
                uniqueKeysWithValues: GRDB.Row.fetchAll(db, sql: "SELECT name, id FROM account").map {
                    ($0["name"] as String, $0["id"] as Data)
                })
            let replica = try db.makeStatement(sql: "INSERT INTO replica (id, user_id, last) VALUES (?, ?, 0)")
            let device = try db.makeStatement(
                sql: """
                    INSERT INTO device (token_hash, user_id, replica, signed_in_at, is_revoked)
                    VALUES (randomblob(32), ?, ?, 0, 0)
                    """)
            for index in 0..<count {
                let name = Bench.trader(index % Benchmark.connections)
                guard let user = users[name] else { throw BenchmarkError("there is no \(name)") }
                let id: ReplicaID = BenchClient.id()
                try replica.execute(arguments: [Data(id.bytes), user])
                try device.execute(arguments: [user, Data(id.bytes)])
                made[name, default: []].append(id)
            }
        }
        return made
    }

    /// Lets somebody belong to `count` audiences in all, of which all but their own show nothing.
    static func widen(_ name: String, to count: Int, at site: Site) throws {
        let queue = try DatabaseQueue(path: "\(site.data)/tatua.sqlite")
        defer {
            // The server opens the file after this.
            try? queue.close()
        }
        try queue.write { db in
            let own =
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM membership JOIN account ON account.id = user_id
                        WHERE name = ? AND to_commit IS NULL
                        """, arguments: [name]) ?? 0
            for index in own..<max(own, count) {
                try db.execute(
                    sql: """
                        INSERT INTO membership (user_id, audience, from_commit)
                        SELECT id, ?, 1 FROM account WHERE name = ?
                        """, arguments: ["bench:\(index)", name])
            }
        }
    }
}
