import CaseProtocol

extension ReplayReport {
    /// What a date outside the limit does and does not show.
    static func meaning(of limit: DeadlineKey) -> String {
        switch limit {
        case LimitCheck.investigationTarget:
            """
            The date is that on which the measure came into force or was announced or, without a measure, on which the \
            case was withdrawn: the determination itself may be some days earlier. The aim may be missed with reasons; \
            the register holds none.
            """
        case LimitCheck.investigationCap:
            """
            The date is that on which the measure came into force or was announced: the determination itself may be \
            some days earlier, and a court or a suspended investigation can lie behind a long delay.
            """
        case LimitCheck.measureCap:
            """
            The measure was withdrawn later than it may last without a review. A review that began in time keeps it \
            alive while it runs and renews it; the register holds no reviews. Measures from before 1995 count from \
            1 January 1995 (ADA 18.3.2, SCM 32.4).
            """
        case LimitCheck.reviewTarget: "The aim may be missed with reasons; the register holds none."
        case LimitCheck.provisionalGate: "The provisional measure came too early."
        default: ""
        }
    }

    /// How far outside, in three classes.
    static func spread(_ days: [Int]) -> String {
        let short = days.count { $0 <= 30 }
        let middle = days.count { (31...180).contains($0) }
        return
            "\(days.count == 1 ? "1 row" : "\(days.count) rows"): \(short) by up to 30 days, \(middle) by 31 to 180, \(days.count - short - middle) by more."
    }

    /// What these files cannot show however they are read.
    var shortfall: String {
        let disputes = standings.filter { $0.procedure == DisputeRecord.procedure }
        let gaps = tests.filter { $0.verdict == .notTestable(.endNotGiven) }.map(\.number)
        var points = [
            """
            Disputes: \(disputes.count) rows have the day of the request and no other. The limits of consultations count \
            from its receipt; the others from establishment, composition, circulation and adoption, whose columns are \
            empty in the source. So none of their limits is tested.
            """
        ]
        if !gaps.isEmpty {
            points.append(
                """
                Provisional measures: \(gaps.joined(separator: ", ")) have a final date past the ordinary cap. The procedure ends \
                a provisional measure by itself on the cap; that a real one went on is not shown.
                """)
        }
        points.append(
            "Countervailing orders have the day of the order alone, and safeguards at most that of initiation.")
        return "## What the files cannot show\n\n" + points.map { "- \($0)" }.joined(separator: "\n")
    }
}

extension DeadlineSpec {
    /// The length and its variants, as in `4 months (or 6 months, 9 months)`.
    var statedLength: String {
        let others = variants.map(\.length.words).reduce(into: [] as [String]) { words, word in
            if !words.contains(word), word != length.words { words.append(word) }
        }
        return length.words + (others.isEmpty ? "" : " (or \(others.joined(separator: ", ")))")
    }
}

extension DeadlineSpec.Length {
    fileprivate var words: String {
        switch self {
        case .workingDays(let count): "\(count) working days"
        case .calendarDays(let count): "\(count) days"
        case .months(let count): count % 12 == 0 && count > 12 ? "\(count / 12) years" : "\(count) months"
        case .until(let field): "until \(field)"
        case .daysBefore(let count, let field): "\(count) days before \(field)"
        case .workingDaysBefore(let count, let field): "\(count) working days before \(field)"
        case .halfWay(let field): "half of the time to \(field)"
        }
    }
}
