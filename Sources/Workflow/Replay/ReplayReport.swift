public import CaseProtocol

/// What a replay of the registers showed: which rows became cases and where they stand, which real dates lie outside a
/// stated limit, and what could not be tested.
public struct ReplayReport: Sendable {
    /// One row and what became of it. No row is left out.
    public struct Line: Hashable, Sendable {
        public let file: RegisterFile
        /// The row's number as far as it can be read.
        public let number: String
        public let outcome: Outcome
    }

    public enum Outcome: Hashable, Sendable {
        case imported(Standing)
        case notImportable(RegisterFault)
    }

    /// Where a case stands after import, and why there.
    public struct Standing: Hashable, Sendable {
        public let procedure: ProcedureID
        public let stage: StageID
        /// The source's words or, where it has none, what the dates show.
        public let basis: String
        public let flags: [ReplayOddity]
        public let tests: [LimitTest]
    }

    /// In the order of the files.
    public let lines: [Line]
    let check: LimitCheck

    public init(_ files: [(file: RegisterFile, rows: [RegisterRow])], check: LimitCheck = LimitCheck()) {
        self.check = check
        lines = files.flatMap { file, rows in
            rows.map { row in
                Line(
                    file: file, number: row.cells[file.numberColumn] ?? "line \(row.line)",
                    outcome: Self.outcome(of: row, in: file, check))
            }
        }
    }

    private static func outcome(of row: RegisterRow, in file: RegisterFile, _ check: LimitCheck) -> Outcome {
        do throws(RegisterFault) {
            switch file {
            case .disputes:
                let record = try DisputeRecord(row)
                let standing = try record.standing()
                return .imported(
                    Standing(
                        procedure: DisputeRecord.procedure, stage: standing.stage,
                        basis: "“\(standing.published)”: \(standing.reason)", flags: record.oddities(at: standing),
                        tests: check.tests(of: record)))
            case .remedies:
                let record = try RemedyRecord(row)
                let standing = RemedyStanding(of: record)
                return .imported(
                    Standing(
                        procedure: record.procedure, stage: standing.stage, basis: standing.reason,
                        flags: record.oddities(at: standing), tests: check.tests(of: record)))
            }
        } catch {
            return .notImportable(error)
        }
    }

    /// Rows that became cases.
    public var standings: [Standing] {
        lines.compactMap { if case .imported(let standing) = $0.outcome { standing } else { nil } }
    }

    /// Every limit tried on every case.
    public var tests: [LimitTest] { standings.flatMap(\.tests) }

    /// Rows that support no stage, with the reason.
    public var notImportable: [(line: Line, fault: RegisterFault)] {
        lines.compactMap { if case .notImportable(let fault) = $0.outcome { ($0, fault) } else { nil } }
    }

    /// The tests of which the real date lies outside, the longest excess first.
    public func outside(_ limit: DeadlineKey, of procedure: ProcedureID) -> [(
        test: LimitTest, excess: LimitTest.Excess
    )] {
        tests.compactMap { test -> (test: LimitTest, excess: LimitTest.Excess)? in
            guard test.limit == limit, test.procedure == procedure, case .outside(let excess) = test.verdict else {
                return nil
            }
            return (test, excess)
        }
        .sorted { ($1.excess.days, $0.test.number) < ($0.excess.days, $1.test.number) }
    }

    /// Whether every stage at which a case would stand is one of its procedure, where that is loaded, and takes history.
    public var stagesNotTaken: [StageID: ProcedureID] {
        Dictionary(
            standings.compactMap { standing in
                guard let procedure = check.catalogue.current(standing.procedure),
                    procedure.stage(standing.stage)?.takesHistory != true
                else { return nil }
                return (standing.stage, standing.procedure)
            }, uniquingKeysWith: { first, _ in first })
    }
}
