public import CaseProtocol

/// A holiday as it is kept in one year.
public struct Holiday: Hashable, Sendable {
    /// The day that is free.
    public let day: CivilDate
    public let name: String
    /// The day that it falls on by its rule; `nil` when that is ``day``.
    public let movedFrom: CivilDate?
    public let source: LegalSource

    /// Why nobody works: `Madaraka Day`, or `Madaraka Day, moved from Sunday 2025-06-01`.
    public var reason: String {
        guard let movedFrom else { return name }
        return "\(name), moved from \(movedFrom.weekdayName) \(movedFrom)"
    }

    /// Whether the source is law as seen or surely remembered; an expected feast is not.
    public var isConfirmed: Bool { source.isConfirmed }
}

/// A day that was not counted, and why.
public struct SkippedDay: Hashable, Sendable {
    public let day: CivilDate
    /// Weekday or holiday, as in ``WorkCalendar/whyNotWorking(_:)``.
    public let reason: String

    public init(_ day: CivilDate, _ reason: String) {
        self.day = day
        self.reason = reason
    }
}

extension LegalSource {
    /// Seen (`V`, `V2`) or recalled with high confidence; not what is uncertain, nor what we chose ourselves (`D`).
    var isConfirmed: Bool {
        switch provenance {
        case .verified, .secondary, .recalledHigh: true
        case .recalledMedium, .recalledLow, .design: false
        }
    }
}

extension WorkCalendar {
    /// The holidays kept on days of `year`, by day, then in the order of the rules. A moved one stands on the day it
    /// was moved to, and only there.
    public func holidays(in year: Int) -> [Holiday] {
        guard Self.years.contains(year) else { return [] }
        let falls = [year - 1, year].flatMap { year in
            holidays.compactMap { rule in rule.day(in: year).map { Fall(rule: rule, day: $0) } }
        }
        let kept = settle(falls.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) })
        return kept.filter { $0.day.year == year }
    }

    /// Whether the days that must be announced are entered for `year`.
    public func isComplete(in year: Int) -> Bool {
        Self.years.contains(year) && coveredYears?.contains(year) != false
    }

    /// Whether `year` is complete and the calendar, its rule for moving and each holiday of the year are confirmed.
    public func isConfirmed(in year: Int) -> Bool {
        isComplete(in: year) && source.isConfirmed && moveSource.isConfirmed
            && holidays(in: year).allSatisfy(\.isConfirmed)
    }

    /// A rule and the day that it falls on, before any move.
    private struct Fall {
        let rule: HolidayRule
        let day: CivilDate
    }

    /// Moves what must be moved of `falls`, which are in order. Days that stay are no place to move to.
    private func settle(_ falls: [(offset: Int, element: Fall)]) -> [Holiday] {
        let staying = Set(falls.map(\.element).filter { !mustMove($0) }.map(\.day))
        var taken: Set<CivilDate> = []
        var kept: [(holiday: Holiday, order: Int)] = []
        for (order, fall) in falls {
            var day = fall.day
            if mustMove(fall) {
                repeat { day = day.adding(days: 1) } while staying.contains(day) || !isFree(day, taken: taken)
                taken.insert(day)
            }
            let holiday = Holiday(
                day: day, name: fall.rule.name, movedFrom: day == fall.day ? nil : fall.day,
                source: fall.rule.source ?? source)
            kept.append((holiday, order))
        }
        return kept.sorted { ($0.holiday.day, $0.order) < ($1.holiday.day, $1.order) }.map(\.holiday)
    }

    private func mustMove(_ fall: Fall) -> Bool {
        guard fall.rule.moves else { return false }
        return switch move {
        case .stay: false
        case .fromSunday: fall.day.weekday == 7
        case .fromWeekend: weekend.contains(fall.day.weekday)
        }
    }

    /// Whether a moved holiday may come to lie on `day`, which is no other holiday's by rule.
    private func isFree(_ day: CivilDate, taken: Set<CivilDate>) -> Bool {
        switch move {
        case .stay: true
        case .fromSunday: !taken.contains(day)
        case .fromWeekend: !weekend.contains(day.weekday)
        }
    }
}
