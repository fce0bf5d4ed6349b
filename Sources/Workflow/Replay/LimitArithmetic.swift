import CaseProtocol

extension DeadlineSpec {
    /// Whether something on `real` keeps this limit when it counts from `start`.
    ///
    /// A date that is not known to the day is tried with every day that it can mean, and where the law knows several
    /// lengths each of them is: where they do not agree, the limit cannot be tested. What lies outside all lengths is
    /// measured against the one that it misses least.
    func verdict(from start: PartialDate, on real: PartialDate) -> LimitTest.Verdict {
        let verdicts = ([length] + variants.map(\.length)).map { verdict($0, from: start, on: real) }
        if let undecided = verdicts.first(where: { if case .notTestable = $0 { true } else { false } }) {
            return undecided
        }
        let excesses = verdicts.compactMap { if case .outside(let excess) = $0 { excess } else { nil } }
        if excesses.isEmpty { return .within }
        guard excesses.count == verdicts.count, let least = excesses.min(by: { $0.days < $1.days }) else {
            return .notTestable(.lengthOpen)
        }
        return .outside(least)
    }

    private func verdict(_ length: Length, from start: PartialDate, on real: PartialDate) -> LimitTest.Verdict {
        guard let from = start.days, let on = real.days else { return .notTestable(.dateTooCoarse) }
        guard let first = length.fixedEnd(from: from.lowerBound), let last = length.fixedEnd(from: from.upperBound)
        else { return .notTestable(.lengthOpen) }
        switch kind {
        case .gate:
            let delay = opens == .lastDay ? 0 : 1
            let (gate, lastGate) = (first.adding(days: delay), last.adding(days: delay))
            if on.lowerBound >= lastGate { return .within }
            guard on.upperBound < gate else { return .notTestable(.dateTooCoarse) }
            return .outside(LimitTest.Excess(legal: gate, real: real, days: gate.dayNumber - on.upperBound.dayNumber))
        case .obligation, .window, .cap, .target:
            if on.upperBound <= first { return .within }
            guard on.lowerBound > last else { return .notTestable(.dateTooCoarse) }
            return .outside(LimitTest.Excess(legal: last, real: real, days: on.lowerBound.dayNumber - last.dayNumber))
        }
    }
}

extension DeadlineSpec.Length {
    /// The last day where nothing but the first day decides it; `nil` for working days,
    /// which differ by country, and for lengths that another date ends.
    fileprivate func fixedEnd(from start: CivilDate) -> CivilDate? {
        switch self {
        case .calendarDays(let count): start.adding(days: count)
        case .months(let count): start.adding(months: count)
        case .workingDays, .until, .daysBefore, .workingDaysBefore, .halfWay: nil
        }
    }
}

extension PartialDate {
    /// Every day that this can mean.
    var days: ClosedRange<CivilDate>? {
        let lastMonth = month ?? 12
        guard let first = earliest,
            let last = CivilDate(
                year: year, month: lastMonth, day: day ?? CivilDate.lastDay(ofMonth: lastMonth, year: year))
        else { return nil }
        return first...last
    }
}
