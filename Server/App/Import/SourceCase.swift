internal import CaseProtocol
internal import Workflow

/// A case of another register, as one line of an import gives it.
struct SourceCase {
    /// The number by which its register knows it.
    let number: String
    /// What is recorded, as far as this line tells.
    var history: HistoryRecord

    /// Reads a line: a row of the dispute or remedy registers is told by its members, and all else is a complaint.
    ///
    /// - Throws: a ``Problem`` with the path of the member at fault.
    init(parsing text: String, as caseID: CaseID) throws(Problem) {
        if let row = RegisterLine(text) {
            history = try row.history(as: caseID)
        } else {
            let complaint = try ComplaintLine(parsing: text)
            let scheme = try ComplaintScheme(of: complaint)
            history = complaint.history(as: caseID, in: scheme, flags: complaint.oddities(in: scheme))
        }
        number = history.number
    }

    /// The number in a line that is wrong elsewhere, so that people find it.
    static func number(in text: String) -> String? {
        let members = (try? JSONValue(parsing: text.utf8))?.object
        return (members?["number"]?.string ?? members?["case_id"]?.string)
            .flatMap { $0.utf8.count <= ComplaintLine.numberBytesMax ? $0 : nil }
    }
}
