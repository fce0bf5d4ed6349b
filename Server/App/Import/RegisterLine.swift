internal import CaseProtocol
internal import Workflow

/// A row of the dispute or remedy registers on its way into the store: an object of texts by the names of the columns,
/// empty cells left out or empty.
struct RegisterLine {
    private let file: RegisterFile
    private let row: RegisterRow

    /// Members that only a row of each register has.
    private static let marks: [(file: RegisterFile, members: [String])] = [
        (.disputes, [DisputeRecord.Column.status.rawValue]),
        (.disputes, [DisputeRecord.Column.complainant.rawValue, DisputeRecord.Column.respondent.rawValue]),
        (.remedies, [RemedyRecord.Column.number.rawValue]),
    ]

    /// `nil` for a line that is no such row: it is then for others to read, or to refuse.
    init?(_ text: String) {
        guard let members = (try? JSONValue(parsing: text.utf8))?.object,
            let file = Self.marks.first(where: { $0.members.allSatisfy { members[$0] != nil } })?.file
        else { return nil }
        self.file = file
        // A cell that is no text is kept as its JSON, so that reading it as a date or number refuses it by its column.
        row = RegisterRow(
            line: 1, cells: members.filter { $0.value != .null }.mapValues { $0.string ?? $0.canonicalText })
    }

    /// - Throws: a ``Problem`` with the name of the column at fault.
    func history(as caseID: CaseID) throws(Problem) -> HistoryRecord {
        for (column, text) in row.cells.sorted(by: { $0.key < $1.key })
        where text.utf8.count > ComplaintLine.textBytesMax {
            throw Problem(.tooLong, "A text has at most \(ComplaintLine.textBytesMax) bytes.", path: column)
        }
        let numberColumn = file.numberColumn
        if let number = row.cells[numberColumn] { try ComplaintLine.checkNumber(number, path: numberColumn) }
        do throws(RegisterFault) {
            switch file {
            case .disputes: return try DisputeRecord(row).history(as: caseID)
            case .remedies: return try RemedyRecord(row).history(as: caseID)
            }
        } catch {
            throw Problem(.invalidField, "The row does not make a case: \(error).", path: error.column)
        }
    }
}
