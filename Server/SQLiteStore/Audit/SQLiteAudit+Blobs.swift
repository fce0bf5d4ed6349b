import CaseProtocol
import GRDB
import Server
import Workflow

extension SQLiteAudit {
    /// Bytes that rows name and that are said to be here are here, and are what their names say. What nobody has sent yet
    /// is no finding: a record may come long before its bytes.
    mutating func checkBlobs(in folder: String) throws {
        let files = FileBlobStore(dataFolder: folder)
        var records = try SortedLines(
            db,
            """
            SELECT hash, bytes FROM blob WHERE EXISTS (SELECT 1 FROM blob_ref WHERE blob_ref.hash = blob.hash)
            ORDER BY hash
            """
        ) { (id: try $0.blobID(0), bytes: try $0.int(1)) }
        while let record = try records.next() {
            let place = "file \(record.id.hex)"
            guard let source = try files.source(of: record.id) else {
                report.note(place, "it is missing")
                continue
            }
            if source.count != record.bytes {
                report.note(place, "it has \(source.count) bytes instead of \(record.bytes)")
            } else if try source.sha256() != record.id {
                report.note(place, "its bytes are not those of its hash")
            }
        }
    }
}
