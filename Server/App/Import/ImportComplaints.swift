public import CaseProtocol
internal import Workflow

extension ServerCore {
    /// Records published complaints, one a line: each goes in whole or not at all, and a bad one does not hold up the
    /// others. A number that is known already adds nothing.
    ///
    /// - Returns: what became of each line, in order; empty lines are passed over.
    /// - Throws: faults only; what is wrong with a line is in its report.
    public func importComplaints(_ request: ImportRequest) async throws -> ImportReport {
        let performer = performer(try await identity())
        var report = ImportReport(dryRun: request.dryRun, lines: [])
        var seen: Set<String> = []
        var added: Set<String> = []
        for (index, text) in request.lines.enumerated() where !text.allSatisfy(\.isWhitespace) {
            let line = request.firstLine + index
            do {
                let complaint = try ComplaintLine(parsing: text)
                let folded = ReferenceText.folded(complaint.number)
                let isRepeated = !seen.insert(folded).inserted
                let scheme = try ComplaintScheme(of: complaint)
                let flags =
                    complaint.oddities(in: scheme) + (isRepeated ? [SourceOddity.duplicateNumberInFile] : [])
                var one = ImportLineReport(
                    line: line, number: complaint.number, result: .alreadyThere, flags: flags.map(\.rawValue),
                    problem: nil)
                if !added.contains(folded) {
                    let history = complaint.history(as: random.id(at: clock.now()), in: scheme, flags: flags)
                    (one.result, one.problem) = try await record(history, isDryRun: request.dryRun, by: performer)
                }
                if one.result == .added { added.insert(folded) }
                report.lines.append(one)
            } catch let problem as Problem {
                report.lines.append(
                    ImportLineReport(
                        line: line, number: Self.number(in: text), result: .refused, flags: [], problem: problem))
            }
        }
        return report
    }

    private func record(
        _ history: HistoryRecord, isDryRun: Bool, by performer: PerformCommand
    ) async throws -> (ImportLineReport.Result, Problem?) {
        let now = clock.now()
        do {
            let performed = try await store.write { transaction -> Performed? in
                guard try !Self.isRecorded(history.number, in: transaction) else { return nil }
                let performed = try performer.perform(.recordHistory(history), bySystemAt: now, in: transaction)
                // Thrown to undo everything, the record of the command included: a refused line leaves nothing, and a
                // dry run leaves nothing at all.
                if let problem = performed.outcome.problem { throw Undone(problem: problem) }
                if isDryRun { throw Undone(problem: nil) }
                return performed
            }
            guard let performed else { return (.alreadyThere, nil) }
            counters.performed([performed])
            return (.added, nil)
        } catch let undone as Undone {
            return (undone.problem == nil ? .added : .refused, undone.problem)
        }
    }

    /// Whether a case has this number, its own or of another register. A provisional label is not enough: anybody can
    /// choose one.
    private static func isRecorded(_ number: String, in snapshot: any CaseSnapshot) throws -> Bool {
        let folded = ReferenceText.folded(number)
        return try snapshot.cases(withReference: folded).contains { caseID in
            guard let header = try snapshot.row(RowID(caseID)).flatMap({ CaseHeader($0) }) else { return false }
            return ([header.number].compactMap(\.self) + header.aliases).contains { ReferenceText.folded($0) == folded }
        }
    }

    /// The number in a line that is wrong elsewhere, so that people find it.
    private static func number(in text: String) -> String? {
        (try? JSONValue(parsing: text.utf8))?.object?["number"]?.string
            .flatMap { $0.utf8.count <= ComplaintLine.numberBytesMax ? $0 : nil }
    }
}

/// Undoes a line.
private struct Undone: Error {
    let problem: Problem?
}
