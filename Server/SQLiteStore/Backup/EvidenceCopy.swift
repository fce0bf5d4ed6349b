import CaseCrypto
import CaseProtocol
import GRDB
import Server
import Workflow

/// The files of evidence that a database names, copied or looked at one by one.
enum EvidenceCopy {
    /// A file that the database says is here.
    private struct Record {
        var id: BlobID
        var bytes: Int
        /// Whether a row names it. Others may be gone: the clean-up takes the file before it forgets the record.
        var isNamed: Bool
    }

    /// Copies them from a data directory or a backup into the folder of `database`.
    ///
    /// - Throws: a ``Problem`` that names a file which is gone or is not what its name says.
    static func make(
        from source: String, to target: String, namedBy database: String
    ) throws -> BackupManifest.Evidence {
        var made: Set<String> = []
        let evidence = try each(in: source, namedBy: database) { id, file in
            let place = FileCopy.place(of: id)
            for folder in ["blobs", place.folder] where made.insert(folder).inserted {
                try FileCopy.makeFolder("\(target)/\(folder)")
            }
            return try FileCopy.make(file, to: "\(target)/\(place.file)")
        }
        for folder in made { try FileCopy.flushFolder("\(target)/\(folder)") }
        return evidence
    }

    /// Reads them all.
    static func check(in folder: String, namedBy database: String) throws -> BackupManifest.Evidence {
        try each(in: folder, namedBy: database) { _, file in try FileCopy.look(at: file) }
    }

    private static func each(
        in folder: String, namedBy database: String,
        _ take: (BlobID, any ByteSource) throws -> (bytes: Int, hash: Digest)
    ) throws -> BackupManifest.Evidence {
        let files = FileBlobStore(dataFolder: folder)
        var evidence = BackupManifest.Evidence(files: 0, bytes: 0)
        try DatabaseQueue(path: database, configuration: SQLiteCaseStore.reading).read { db in
            var records = try SortedLines(
                db,
                """
                SELECT hash, bytes, EXISTS (SELECT 1 FROM blob_ref WHERE blob_ref.hash = blob.hash) FROM blob
                ORDER BY hash
                """
            ) { Record(id: try $0.blobID(0), bytes: try $0.int(1), isNamed: try $0.flag(2)) }
            while let record = try records.next() {
                guard let file = try files.source(of: record.id) else {
                    if record.isNamed { throw Problem.evidence(record.id, "is missing", in: folder) }
                    continue
                }
                let found = try take(record.id, file)
                guard found.bytes == record.bytes, found.hash.hex == record.id.hex else {
                    throw Problem.evidence(record.id, "is damaged", in: folder)
                }
                evidence.files += 1
                evidence.bytes += found.bytes
            }
        }
        return evidence
    }
}

extension Problem {
    fileprivate static func evidence(_ blob: BlobID, _ state: String, in folder: String) -> Problem {
        Problem(
            .hashMismatch, "The file of evidence \(FileCopy.place(of: blob).file) in \(folder) \(state).",
            path: FileCopy.place(of: blob).file)
    }
}
