public import CaseProtocol

/// From when and for how long a provisional measure is lawful.
public enum ProvisionalMeasure {
    public enum Kind: Hashable, Sendable {
        /// Anti-dumping: not sooner than 60 days from initiation; 4 months, 6 at the request of exporters with a
        /// significant share; where a lesser duty is examined 6 and 9.
        case antidumping(exportersAsked: Bool = false, lesserDutyExamined: Bool = false)
        /// Countervailing: not sooner than 60 days from initiation; 4 months, without extension.
        case countervailing
        /// Safeguard: at any time in an investigation, given critical circumstances; 200 days.
        case safeguard
    }

    /// Days from initiation to the gate of AD and CV measures; that day itself is lawful (ruling 4).
    public static let gateDays = 60
    public static let safeguardDays = 200

    /// Computes the gate and the cap, and compares the days given with them.
    ///
    /// - Parameters:
    ///   - initiatedOn: day 0 of the gate; needed for AD and CV.
    ///   - appliedOn: day 0 of the cap; the gate's day when `nil`. Needed for safeguards.
    ///   - endsOn: the last day that is planned.
    /// - Returns: ``LegalVerdict/tooEarly``, then ``LegalVerdict/tooLong``, else ``LegalVerdict/lawful``;
    ///   ``LegalVerdict/datesOnly`` without `appliedOn`.
    public static func evaluate(
        _ kind: Kind, initiatedOn: CivilDate?, appliedOn: CivilDate? = nil, endsOn: CivilDate? = nil
    ) throws(LegalTestRefusal) -> LegalTestResult {
        var steps: [String] = []
        var figures: [LegalFigure] = []
        var gate: CivilDate?
        if kind != .safeguard {
            guard let initiatedOn else {
                throw .missing("day of initiation", "The gate of 60 days counts from it.")
            }
            let first = initiatedOn.adding(days: gateDays)
            gate = first
            figures.append(LegalFigure("first lawful day", first))
            steps.append(
                "Not sooner than 60 days from initiation on \(initiatedOn) (day 0): day 60, \(first), is the first lawful "
                    + "day.")
        }
        if let initiatedOn, let appliedOn, appliedOn < initiatedOn {
            throw .contradiction("The measure of \(appliedOn) lies before the initiation on \(initiatedOn).")
        }
        guard let start = appliedOn ?? gate else {
            throw .missing("day of application", "The 200 days of a safeguard count from it.")
        }
        if let endsOn, endsOn < start { throw .contradiction("The measure of \(start) cannot end on \(endsOn).") }
        let cap = kind.lastDay(from: start)
        figures.append(LegalFigure("lapses after", cap))
        steps.append(
            "\(kind.lengthText) from \(appliedOn == nil ? "that day at the earliest" : "application") on \(start) (day 0): "
                + "the last day is \(cap); then it lapses by itself.")
        if kind == .safeguard { steps.append("These days count toward the 4, 8 or 10 years in all (SG 6).") }
        let verdict: LegalVerdict
        if let appliedOn, let gate, appliedOn < gate {
            verdict = .tooEarly
        } else if let endsOn, cap < endsOn {
            verdict = .tooLong
        } else {
            verdict = appliedOn == nil ? .datesOnly : .lawful
        }
        return LegalTestResult(
            .provisional, "Provisional measure (\(kind.name))", verdict, steps: steps, figures: figures,
            sources: kind.sources,
            inputs: [
                "kind": .string(kind.name), "grounds": kind.grounds,
                "initiatedOn": initiatedOn?.json ?? .null, "appliedOn": appliedOn?.json ?? .null,
                "endsOn": endsOn?.json ?? .null,
            ])
    }
}

extension ProvisionalMeasure.Kind {
    var name: String {
        switch self {
        case .antidumping: "anti-dumping"
        case .countervailing: "countervailing"
        case .safeguard: "safeguard"
        }
    }

    /// What lengthens an anti-dumping measure, as its record tells it.
    var grounds: JSONValue {
        guard case .antidumping(let asked, let lesser) = self else { return .null }
        return ["exportersAsked": .bool(asked), "lesserDutyExamined": .bool(lesser)]
    }

    /// The longest duration in months; `nil` for safeguards, which count days.
    private var months: Int? {
        switch self {
        case .antidumping(let asked, let lesser): (lesser ? 6 : 4) + (asked ? (lesser ? 3 : 2) : 0)
        case .countervailing: 4
        case .safeguard: nil
        }
    }

    var lengthText: String { months.map { "\($0) months" } ?? "\(ProvisionalMeasure.safeguardDays) days" }

    func lastDay(from start: CivilDate) -> CivilDate {
        months.map { start.adding(months: $0) } ?? start.adding(days: ProvisionalMeasure.safeguardDays)
    }

    var sources: [LegalSource] {
        switch self {
        case .antidumping: [LegalSource("ADA 7.3 (gate)", .verified), LegalSource("ADA 7.4 (duration)", .secondary)]
        case .countervailing: [LegalSource("SCM 17.3, 17.4", .verified)]
        case .safeguard: [LegalSource("SG 6", .recalledHigh)]
        }
    }
}
