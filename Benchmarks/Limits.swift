import CaseProtocol
import Foundation
import GRDB
import Glibc
import Hummingbird

/// The physical limits, measured in the same run as what is compared with them.
enum PhysicalLimit {
    /// Single-row durable commits a second: WAL, `synchronous=FULL`, one row of `bytes` a commit.
    static func rawCommits(folder: String, count: Int, bytes: Int) throws -> Double {
        let queue = try DatabaseQueue(path: "\(folder)/raw.sqlite")
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")
            try db.execute(sql: "CREATE TABLE t(id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
                throw BenchmarkError("synchronous is not FULL")
            }
        }
        let body = Data(repeating: 0x61, count: bytes)
        let start = ContinuousClock.now
        for _ in 0..<count {
            try queue.write { db in
                let statement = try db.cachedStatement(sql: "INSERT INTO t(body) VALUES (?)")
                try statement.execute(arguments: [body])
            }
        }
        return Double(count) / ((ContinuousClock.now - start).inMilliseconds / 1_000)
    }

    /// Serves one route that answers `bytes` bytes to a POST, like an idle pull but without doing anything.
    static func serveBareRoute(bytes: Int) async throws {
        let router = Router()
        let body = ByteBuffer(repeating: 0x61, count: bytes)
        router.post("pull") { request, _ -> ByteBuffer in
            _ = try await request.body.collect(upTo: 1_048_576)
            return body
        }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                let line = "bare route at http://127.0.0.1:\(channel.localAddress?.port ?? 0)\n"
                FileHandle.standardOutput.write(Data(line.utf8))
            })
        try await application.runService()
    }
}
