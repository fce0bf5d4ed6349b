import CaseProtocol
import Server

extension SQLiteAudit {
    private struct Version {
        let rowKey: Int
        let rev: Int
        let key: Int
        let commit: Int
        let compartmentKey: Int
    }

    private struct Current {
        let key: Int
        let id: RowID
        let compartmentKey: Int
        let rev: Int
        let versionKey: Int
    }

    private struct Change: Hashable {
        let rowKey: Int
        let compartmentKey: Int
        let commit: Int
        let isGone: Bool
    }

    /// Each row is its latest version, its versions have no gap, and its changes by compartment follow from them.
    mutating func checkRows() throws {
        var rows = try SortedLines(db, "SELECT key, id, compartment_key, rev, version_key FROM row ORDER BY key") {
            Current(
                key: try $0.int(0), id: try $0.id(1), compartmentKey: try $0.int(2), rev: try $0.int(3),
                versionKey: try $0.int(4))
        }
        var versions = try SortedLines(
            db, "SELECT row_key, rev, key, commit_number, compartment_key FROM version ORDER BY row_key, rev"
        ) {
            Version(
                rowKey: try $0.int(0), rev: try $0.int(1), key: try $0.int(2), commit: try $0.int(3),
                compartmentKey: try $0.int(4))
        }
        var changes = try SortedLines(
            db, "SELECT row_key, compartment_key, commit_number, is_gone FROM row_change ORDER BY row_key"
        ) {
            Change(
                rowKey: try $0.int(0), compartmentKey: try $0.int(1), commit: try $0.int(2), isGone: try $0.flag(3))
        }
        while let row = try rows.next() {
            report.rowCount += 1
            try noteStrays(&versions, &changes, before: row.key)
            let own = try versions.take { $0.rowKey == row.key }
            check(row, against: own)
            if Set(try changes.take { $0.rowKey == row.key }) != Self.changes(by: own) {
                report.note("row_change of row \(row.id)", "it does not follow from the row's versions")
            }
        }
        try noteStrays(&versions, &changes, before: .max)
    }

    private mutating func noteStrays(
        _ versions: inout SortedLines<Version>, _ changes: inout SortedLines<Change>, before key: Int
    ) throws {
        for stray in try versions.take(while: { $0.rowKey < key }) {
            report.note("commit \(stray.commit)", "it has a version of row number \(stray.rowKey), which is missing")
        }
        for stray in try changes.take(while: { $0.rowKey < key }) {
            report.note("row_change of row number \(stray.rowKey)", "there is no such row")
        }
    }

    private mutating func check(_ row: Current, against versions: [Version]) {
        let place = "row \(row.id)"
        guard let latest = versions.last else { return report.note(place, "it has no version") }
        if versions.map(\.rev) != Array(1...versions.count) {
            report.note(place, "its versions are \(versions.map(\.rev)): one is missing")
        }
        if zip(versions, versions.dropFirst()).contains(where: { $0.key >= $1.key }) {
            report.note(place, "a later version has an earlier commit")
        }
        if row.rev != latest.rev || row.versionKey != latest.key || row.compartmentKey != latest.compartmentKey {
            report.note(place, "it is not its latest version")
        }
    }

    private static func changes(by versions: [Version]) -> Set<Change> {
        var latest: [Int: Change] = [:]
        var present: Int?
        for version in versions {
            if let left = present, left != version.compartmentKey {
                latest[left] = Change(
                    rowKey: version.rowKey, compartmentKey: left, commit: version.commit, isGone: true)
            }
            present = version.compartmentKey
            latest[version.compartmentKey] = Change(
                rowKey: version.rowKey, compartmentKey: version.compartmentKey, commit: version.commit, isGone: false)
        }
        return Set(latest.values)
    }

    /// Each compartment is read as it was written, and none is missing.
    mutating func checkCompartments() throws {
        var compartments = try SortedLines(db, "SELECT key, text, case_id FROM compartment ORDER BY key") {
            (key: try $0.int(0), text: try $0.text(1), caseID: try $0.optionalID(2) as CaseID?)
        }
        var expected = 1
        while let compartment = try compartments.next() {
            let place = "compartment \(compartment.key)"
            if compartment.key != expected { report.note(place, "it comes after compartment \(expected - 1)") }
            expected = compartment.key + 1
            guard let value = Compartment(compartment.text) else {
                report.note(place, "“\(compartment.text)” is not a compartment")
                continue
            }
            if value.caseID != compartment.caseID { report.note(place, "the case beside it is not its own") }
        }
    }
}
