import CaseProtocol
import GRDB
import Server
import Workflow

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension SQLiteReading {
    func references(to blob: BlobID) throws -> [BlobReference] {
        try db.all(
            """
            SELECT row.id, blob_ref.author FROM blob_ref JOIN row ON row.key = blob_ref.row_key
            WHERE blob_ref.hash = ? ORDER BY row.id
            """, blob.data
        ) { BlobReference(row: try $0.id(0), author: try $0.id(1)) }
    }

    func blobRecord(_ id: BlobID) throws -> BlobRecord? {
        try db.first("SELECT bytes, media, is_stripped, stored_at FROM blob WHERE hash = ?", id.data) {
            BlobRecord(
                id: id, bytes: try $0.int(0),
                media: Set(try $0.text(1).split(separator: " ").compactMap { MediaType(String($0)) }),
                isStripped: try $0.flag(2), storedAt: try $0.moment(3))
        }
    }

    func hasSent(_ id: BlobID, by user: UserID) throws -> Bool {
        try db.first("SELECT 1 FROM blob_sent WHERE hash = ? AND user_id = ?", id.data, blob(user)) { _ in true }
            ?? false
    }

    func sentBytes(by user: UserID, on day: CivilDate) throws -> Int {
        try db.first("SELECT bytes FROM blob_use WHERE user_id = ? AND day = ?", blob(user), day.dayNumber) {
            try $0.int(0)
        } ?? 0
    }

    func unreferencedBlobs(storedBefore moment: Timestamp, limit: Int) throws -> [BlobID] {
        try db.all(
            """
            SELECT hash FROM blob WHERE stored_at < ?
                AND NOT EXISTS (SELECT 1 FROM blob_ref WHERE blob_ref.hash = blob.hash)
            ORDER BY hash LIMIT ?
            """, moment.milliseconds, max(0, limit)
        ) { try $0.blobID(0) }
    }
}

extension SQLiteTransaction {
    func put(_ record: BlobRecord, sentBy user: UserID) throws {
        try db.run(
            """
            INSERT INTO blob (hash, bytes, media, is_stripped, stored_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes, media = excluded.media,
                is_stripped = excluded.is_stripped
            """, record.id.data, record.bytes, record.media.map(\.rawValue).sorted().joined(separator: " "),
            record.isStripped, record.storedAt.milliseconds)
        try db.run(
            "INSERT INTO blob_sent (hash, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING", record.id.data, blob(user))
    }

    func removeBlob(_ id: BlobID) throws {
        try db.run("DELETE FROM blob_sent WHERE hash = ?", id.data)
        try db.run("DELETE FROM blob WHERE hash = ?", id.data)
    }

    func addSentBytes(_ count: Int, by user: UserID, on day: CivilDate) throws {
        try db.run(
            """
            INSERT INTO blob_use (user_id, day, bytes) VALUES (?, ?, ?)
            ON CONFLICT (user_id, day) DO UPDATE SET bytes = bytes + excluded.bytes
            """, blob(user), day.dayNumber, count)
    }
}

extension BlobID {
    /// The 32 bytes.
    var data: Data {
        let digits = Array(hex.utf8).map { $0 < 0x40 ? $0 - 0x30 : $0 - 0x57 }
        return Data(stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }
}

extension Columns {
    func blobID(_ index: Int) throws -> BlobID {
        guard let id = BlobID(digest: try bytes(index)) else { throw StoreError.damaged("a hash is not one") }
        return id
    }
}
