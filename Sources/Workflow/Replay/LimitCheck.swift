public import CaseProtocol

/// Tries the limits that the procedures state on the dates that the registers give. It holds no figure of its own: lengths
/// and articles are the tables'.
public struct LimitCheck: Sendable {
    /// No provisional measure sooner than this after initiation.
    public static let provisionalGate: DeadlineKey = "provisionalGate"
    /// How long a provisional measure may last.
    public static let provisionalCap: DeadlineKey = "provisionalCap"
    /// How soon an investigation ends as a rule.
    public static let investigationTarget: DeadlineKey = "investigationTarget"
    /// How soon an investigation ends at the latest.
    public static let investigationCap: DeadlineKey = "investigationCap"
    /// How long a definitive measure may last without a review.
    public static let measureCap: DeadlineKey = "measureCap"

    /// How soon a review of a measure ends as a rule.
    public static let reviewTarget: DeadlineKey = "sunsetReview"

    /// The limits that are tried on a remedy row, in the order of a case's life.
    public static let remedyLimits = [
        provisionalGate, provisionalCap, investigationTarget, investigationCap, measureCap,
    ]

    /// The limits of a dispute whose two days the file has columns for.
    public static let disputeLimits: [DeadlineKey: (from: DisputeRecord.Column, to: DisputeRecord.Column)] = [
        "nineMonths": (.established, .circulated), "adoptionGate": (.circulated, .adopted),
        "abAdoption": (.appellateCirculated, .adopted),
    ]

    let catalogue: Catalogue

    public init(_ catalogue: Catalogue = .standard) { self.catalogue = catalogue }

    /// A limit as the current version of a procedure states it.
    public func spec(_ limit: DeadlineKey, of procedure: ProcedureID) -> DeadlineSpec? {
        catalogue.current(procedure)?.deadline(limit)
    }

    /// Tries every limit of ``remedyLimits``, in that order; on a review its own limit too.
    public func tests(of record: RemedyRecord) -> [LimitTest] {
        let isReview = RemedyStanding(of: record).isReview
        return (Self.remedyLimits + (isReview ? [Self.reviewTarget] : [])).map { limit in
            let verdict: LimitTest.Verdict =
                if catalogue.current(record.procedure) == nil {
                    .notTestable(.procedureNotLoaded)
                } else if let spec = spec(limit, of: record.procedure) {
                    RemedyLimit(record: record, spec: spec).verdict
                } else {
                    .notTestable(.notStated)
                }
            return LimitTest(number: record.number, procedure: record.procedure, limit: limit, verdict: verdict)
        }
    }

    /// Tries every limit that the procedure states, in its order; nothing while it is not loaded.
    public func tests(of record: DisputeRecord) -> [LimitTest] {
        (catalogue.current(DisputeRecord.procedure)?.deadlines ?? []).map { spec in
            LimitTest(
                number: record.number, procedure: DisputeRecord.procedure, limit: spec.key,
                verdict: Self.verdict(of: spec, on: record))
        }
    }

    private static func verdict(of spec: DeadlineSpec, on record: DisputeRecord) -> LimitTest.Verdict {
        guard let columns = disputeLimits[spec.key] else { return .notTestable(.noColumn) }
        let missing = [columns.from, columns.to].filter { record.dates[$0] == nil }.map(\.rawValue)
        guard missing.isEmpty, let start = record.dates[columns.from], let real = record.dates[columns.to] else {
            return .notTestable(.dateMissing(missing))
        }
        return spec.verdict(from: start, on: real)
    }
}
