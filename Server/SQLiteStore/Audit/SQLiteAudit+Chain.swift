import CaseCrypto
import CaseProtocol
import Server

extension SQLiteAudit {
    /// A stored version beside what its row and compartment say.
    private struct Version {
        let commit: Int
        let ord: Int
        let rev: Int
        let leaf: Digest
        let content: (salt: [UInt8], bytes: [UInt8])?
        /// Whether only one of bytes and salt is there.
        let isHalfErased: Bool
        let id: RowID?
        let kind: String?
        let caseID: CaseID?
        let compartment: String?

        static let query = """
            SELECT version.commit_number, version.ord, version.rev, version.leaf, version.salt, version.bytes,
                row.id, row.kind, row.case_id, compartment.text
            FROM version LEFT JOIN row ON row.key = version.row_key
            LEFT JOIN compartment ON compartment.key = version.compartment_key
            ORDER BY version.key
            """

        init(_ columns: Columns) throws {
            commit = try columns.int(0)
            ord = try columns.int(1)
            rev = try columns.int(2)
            leaf = try columns.digest(3)
            let (salt, bytes) = (try columns.optionalBytes(4), try columns.optionalBytes(5))
            content = if let salt, let bytes { (salt, bytes) } else { nil }
            isHalfErased = (salt == nil) != (bytes == nil)
            id = try columns.optionalID(6)
            kind = try columns.optionalText(7)
            caseID = try columns.optionalID(8)
            compartment = try columns.optionalText(9)
        }

        var name: String { id.map { "row \($0)" } ?? "version \(ord), whose row is missing," }
    }

    private struct Access {
        let commit: Int
        let content: (salt: [UInt8], bytes: [UInt8])
    }

    mutating func checkChain(key: VerifyingKey, progress: (Int, Int) -> Void) throws {
        let total = try db.first("SELECT count(*) FROM commit_log") { try $0.int(0) } ?? 0
        var headers = try SortedLines(db, "SELECT \(CommitHeader.columns), hash FROM commit_log ORDER BY number") {
            (try CommitHeader($0), try $0.digest(12))
        }
        var versions = try SortedLines(db, Version.query) { try Version($0) }
        var accesses = try SortedLines(db, "SELECT commit_number, text, salt FROM access_change ORDER BY commit_number")
        {
            Access(commit: try $0.int(0), content: (try $0.bytes(2), Array(try $0.text(1).utf8)))
        }
        var ledger = LedgerAudit(key: key)
        while let (header, hash) = try headers.next() {
            try noteStrays(&versions, &accesses, before: header.number)
            let own = try versions.take { $0.commit == header.number }
            let access = try accesses.take { $0.commit == header.number }
            check(own)
            let leaves =
                own.map { LedgerAudit.Leaf(name: $0.name, hash: $0.leaf, content: $0.content) }
                + access.map { LedgerAudit.Leaf(name: "access change", hash: nil, content: $0.content) }
            ledger.take(header, leaves, noting: &report)
            if header.hash != hash { report.note("commit \(header.number)", "the hash beside it is not its own") }
            progress(report.commitCount, total)
        }
        try noteStrays(&versions, &accesses, before: .max)
    }

    private mutating func noteStrays(
        _ versions: inout SortedLines<Version>, _ accesses: inout SortedLines<Access>, before number: Int
    ) throws {
        for stray in try versions.take(while: { $0.commit < number }) {
            report.note("commit \(stray.commit)", "\(stray.name) has a version of it, but there is no such commit")
        }
        for stray in try accesses.take(while: { $0.commit < number }) {
            report.note("commit \(stray.commit)", "it changes access, but there is no such commit")
        }
    }

    private mutating func check(_ versions: [Version]) {
        for (index, version) in versions.enumerated() {
            let place = "commit \(version.commit)"
            report.versionCount += 1
            if version.ord != index { report.note(place, "\(version.name) stands at \(version.ord), not at \(index)") }
            guard let content = version.content else {
                report.erasedCount += 1
                let isOfCase = version.caseID.map { erasures.cases.contains($0) }
                if !(isOfCase ?? erasures.covers(version.id, rev: version.rev)) {
                    report.note(place, "\(version.name): its bytes are gone, and no record says that they were erased")
                }
                if version.isHalfErased { report.note(place, "\(version.name): only half of it was erased") }
                continue
            }
            guard let row = Row(bytes: content.bytes) else {
                report.note(place, "\(version.name): the stored bytes are not a row")
                continue
            }
            if row.id != version.id || row.kind.rawValue != version.kind || row.caseID != version.caseID
                || row.compartment.description != version.compartment || row.rev != version.rev
            {
                report.note(place, "\(version.name): id, kind, case, compartment or rev are not those of its bytes")
            }
        }
    }
}
