import CaseCrypto
import CaseProtocol
import Server

extension SQLiteAudit {
    /// Each receipt is signed by the server, and what it names is stored as it was filed. What was erased since is not compared.
    mutating func checkReceipts(key: VerifyingKey) throws {
        var receipts = try SortedLines(
            db,
            """
            SELECT row.id, version.bytes FROM row JOIN version ON version.key = row.version_key
            WHERE row.kind = 'receipt' AND version.bytes IS NOT NULL ORDER BY row.key
            """
        ) { (id: try $0.id(0) as RowID, bytes: try $0.bytes(1)) }
        while let (id, bytes) = try receipts.next() {
            let place = "receipt \(id)"
            guard let row = Row(bytes: bytes), let text = row["text"]?.string,
                let receipt = FilingReceipt(text: text),
                let signature = row["signature"]?.string.flatMap({ Base64URL.decode($0) })
            else {
                report.note(place, "it cannot be read")
                continue
            }
            if !key.isValid(signature, for: Array(text.utf8)) { report.note(place, "the server did not sign it") }
            for item in receipt.items { try check(item, at: place) }
        }
    }

    private mutating func check(_ item: FilingReceipt.Item, at place: String) throws {
        let stored = try db.first(
            "SELECT version.bytes FROM row JOIN version ON version.row_key = row.key AND version.rev = 1 WHERE row.id = ?",
            blob(item.row)
        ) { try $0.optionalBytes(0) }
        guard let stored else { return report.note(place, "row \(item.row), which it names, is not there") }
        guard let bytes = stored, BlobID(digest: SHA256.hash(bytes).bytes) != item.bytes else { return }
        report.note(place, "row \(item.row) is not what was filed")
    }
}
