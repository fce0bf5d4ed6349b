import CaseProtocol
import Server

extension SQLiteAudit {
    /// A line of a derived table.
    private struct Derived {
        let rowKey: Int
        let content: [String]
    }

    /// References, due dates, cards and the bytes that evidence names are what ``RowProjection`` gives for the current rows.
    mutating func checkProjections() throws {
        var rows = try SortedLines(
            db,
            """
            SELECT row.key, row.id, version.bytes,
                CASE row.kind WHEN '\(RowKind.evidence)' THEN (
                    SELECT hex(by_user) FROM version AS first JOIN commit_log ON commit_log.number = first.commit_number
                    WHERE first.row_key = row.key AND first.rev = 1) END
            FROM row JOIN version ON version.key = row.version_key
            WHERE row.kind IN (
                '\(RowKind.caseHeader)', '\(RowKind.deadline)', '\(RowKind.publicCard)', '\(RowKind.evidence)',
                '\(RowKind.confidence)', '\(RowKind.unsealing)')
            ORDER BY row.key
            """
        ) {
            (
                key: try $0.int(0), id: try $0.id(1) as RowID, bytes: try $0.optionalBytes(2),
                author: try $0.optionalText(3)
            )
        }
        var references = try SortedLines(db, "SELECT row_key, folded FROM reference ORDER BY row_key") {
            Derived(rowKey: try $0.int(0), content: [try $0.text(1)])
        }
        var due = try SortedLines(db, "SELECT row_key, case_id, due_on FROM deadline_due ORDER BY row_key") {
            let caseID: CaseID = try $0.id(1)
            return Derived(rowKey: try $0.int(0), content: [caseID.description, String(try $0.int(2))])
        }
        var cards = try SortedLines(db, "SELECT row_key, number FROM card ORDER BY row_key") {
            Derived(rowKey: try $0.int(0), content: [try $0.text(1)])
        }
        var blobs = try SortedLines(db, "SELECT row_key, lower(hex(hash)), hex(author) FROM blob_ref ORDER BY row_key")
        {
            Derived(rowKey: try $0.int(0), content: [try $0.text(1), try $0.text(2)])
        }
        while let row = try rows.next() {
            let current = row.bytes.flatMap { Row(bytes: $0) }
            let projection = current.map { RowProjection($0) }
            let caseID = current?.caseID?.description
            let dueOn = projection?.dueOn.map { [caseID ?? "", String($0.dayNumber)] }
            let place = "of row \(row.id)"
            try compare(
                "reference \(place)", &references, row.key, with: (projection?.references ?? []).map { [$0] })
            try compare("deadline_due \(place)", &due, row.key, with: [dueOn].compactMap(\.self))
            try compare(
                "card \(place)", &cards, row.key, with: [projection?.card.map { [$0.number] }].compactMap(\.self))
            try compare(
                "blob_ref \(place)", &blobs, row.key,
                with: (projection?.blobs ?? []).map { [$0.hex, row.author ?? ""] })
        }
        try noteStrays("reference", &references, before: .max)
        try noteStrays("deadline_due", &due, before: .max)
        try noteStrays("card", &cards, before: .max)
        try noteStrays("blob_ref", &blobs, before: .max)
    }

    private mutating func compare(
        _ place: String, _ lines: inout SortedLines<Derived>, _ rowKey: Int, with expected: [[String]]
    ) throws {
        try noteStrays(place, &lines, before: rowKey)
        let found = try lines.take { $0.rowKey == rowKey }
        if Set(found.map(\.content)) != Set(expected) { report.note(place, "it does not follow from the row") }
    }

    private mutating func noteStrays(_ place: String, _ lines: inout SortedLines<Derived>, before key: Int) throws {
        for stray in try lines.take(while: { $0.rowKey < key }) {
            report.note(place, "it belongs to row number \(stray.rowKey), which gives no such thing")
        }
    }
}
