import CaseProtocol

/// One limit of a remedy procedure, tried on one row: which of the row's dates it counts between, and whether they can
/// tell.
struct RemedyLimit {
    let record: RemedyRecord
    let spec: DeadlineSpec

    /// 1 January 1995: the agreements on anti-dumping and on subsidies apply to investigations on applications from this
    /// day on (ADA 18.3, SCM 32.3), in every country of the register that has older cases.
    static let agreementsApplyFrom = CivilDate(dayNumber: 9_131)

    var verdict: LimitTest.Verdict {
        switch spec.key {
        case LimitCheck.provisionalGate: tried(from: .initiated, to: .provisional)
        case LimitCheck.provisionalCap: provisional
        case LimitCheck.investigationTarget, LimitCheck.investigationCap:
            // Where no measure came into force, the investigation ended on the day on which the case was withdrawn.
            tried(from: .initiated, to: record.finalOn == nil && record.withdrawnOn != nil ? .withdrawn : .final)
        case LimitCheck.reviewTarget: compared(from: .initiated, to: .final)
        case LimitCheck.measureCap: measure
        default: .notTestable(.noColumn)
        }
    }

    /// The end of a provisional measure has no column. A final date within the cap proves that it was kept; a later one
    /// proves nothing, since the measure may have lapsed in between.
    private var provisional: LimitTest.Verdict {
        switch tried(from: .provisional, to: .final) {
        case .outside, .notTestable(.lengthOpen): .notTestable(.endNotGiven)
        case let verdict: verdict
        }
    }

    /// Measures older than the agreements count as imposed on the day from which these apply, at the latest (ADA 18.3.2,
    /// SCM 32.4).
    private var measure: LimitTest.Verdict {
        if record.finalOn == nil, record.withdrawnOn != nil, record.collection != .orders {
            return .notTestable(.noMeasure)
        }
        guard let final = record.finalOn, let withdrawn = record.withdrawnOn else {
            return missing([.final, .withdrawn])
        }
        guard record.origins.count <= 1 else { return .notTestable(.severalOrigins) }
        return spec.verdict(
            from: isOlder(final) ? PartialDate(Self.agreementsApplyFrom) : final, on: withdrawn)
    }

    /// Tries the limit between two dates of the investigation.
    private func tried(from: RemedyRecord.Column, to: RemedyRecord.Column) -> LimitTest.Verdict {
        RemedyStanding(of: record).isReview ? .notTestable(.review) : compared(from: from, to: to)
    }

    private func compared(from: RemedyRecord.Column, to: RemedyRecord.Column) -> LimitTest.Verdict {
        guard let start = record.dates[from], let end = record.dates[to] else { return missing([from, to]) }
        guard record.origins.count <= 1 else { return .notTestable(.severalOrigins) }
        if isOlder(record.initiatedOn ?? start) { return .notTestable(.beforeAgreement) }
        if let first = start.days, let last = end.days, last.upperBound <= first.lowerBound {
            return .notTestable(.datesContradict)
        }
        return spec.verdict(from: start, on: end)
    }

    private func missing(_ columns: [RemedyRecord.Column]) -> LimitTest.Verdict {
        .notTestable(.dateMissing(columns.filter { record.dates[$0] == nil }.map(\.rawValue)))
    }

    private func isOlder(_ date: PartialDate) -> Bool {
        date.days.map { $0.upperBound < Self.agreementsApplyFrom } ?? false
    }
}
