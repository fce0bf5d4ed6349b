public import CaseProtocol
internal import Workflow

extension ServerCore {
    /// Records published cases, one a line: complaints, and rows of the dispute and remedy registers. Each goes in whole or
    /// not at all, and a bad one does not hold up the others. A number that is known already adds nothing.
    ///
    /// - Returns: what became of each line, in order; empty lines are passed over.
    /// - Throws: a ``Problem`` with ``ProblemCode/malformedBody`` for lines that are counted from nowhere, and faults; what is
    ///   wrong with a line is in its report.
    public func importComplaints(_ request: ImportRequest) async throws -> ImportReport {
        guard (1...Int(Int32.max)).contains(request.firstLine) else {
            throw Problem(.malformedBody, "Lines are counted from 1.", path: "firstLine")
        }
        let performer = performer(try await identity())
        var report = ImportReport(dryRun: request.dryRun, lines: [])
        var seen: Set<String> = []
        var added: Set<String> = []
        for (index, text) in request.lines.enumerated() where !text.allSatisfy(\.isWhitespace) {
            let line = request.firstLine + index
            do {
                var source = try SourceCase(parsing: text, as: random.id(at: clock.now()))
                let folded = ReferenceText.folded(source.number)
                if !seen.insert(folded).inserted {
                    source.history.flags.append(SourceOddity.duplicateNumberInFile.rawValue)
                }
                var one = ImportLineReport(
                    line: line, number: source.number, result: .alreadyThere, flags: source.history.flags, problem: nil)
                if !added.contains(folded) {
                    (one.result, one.problem) = try await record(
                        source.history, isDryRun: request.dryRun, by: performer)
                }
                if one.result == .added { added.insert(folded) }
                report.lines.append(one)
            } catch let problem as Problem {
                report.lines.append(
                    ImportLineReport(
                        line: line, number: SourceCase.number(in: text), result: .refused, flags: [], problem: problem))
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
}

/// Undoes a line.
private struct Undone: Error {
    let problem: Problem?
}
