public import CaseProtocol

/// What a new version of a calendar changes, for showing before it is put in force. It touches no case.
public struct CalendarChange: Hashable, Sendable {
    /// Days that become working days, each with why it was none.
    public let becameWorking: [SkippedDay]
    /// Days that are working days no more, each with why.
    public let becameNonWorking: [SkippedDay]

    public var isEmpty: Bool { becameWorking.isEmpty && becameNonWorking.isEmpty }

    /// Compares the days of `range`, first and last included. A day that is free for another reason than before is no
    /// change.
    public init(from old: WorkCalendar, to new: WorkCalendar, in range: ClosedRange<CivilDate>) {
        var before = HolidayDesk(old)
        var after = HolidayDesk(new)
        var becameWorking: [SkippedDay] = []
        var becameNonWorking: [SkippedDay] = []
        for number in range.lowerBound.dayNumber...range.upperBound.dayNumber {
            let day = CivilDate(dayNumber: number)
            switch (before.reason(day), after.reason(day)) {
            case (let reason?, nil): becameWorking.append(SkippedDay(day, reason))
            case (nil, let reason?): becameNonWorking.append(SkippedDay(day, reason))
            case (nil, nil), (.some, .some): break
            }
        }
        self.becameWorking = becameWorking
        self.becameNonWorking = becameNonWorking
    }

    /// The last day of a limit of `count` working days from `start` (day 0), by the old calendar and by the new one.
    public static func recounted(
        startedOn start: CivilDate, length count: Int, old: WorkCalendar, new: WorkCalendar
    ) -> (before: CivilDate, after: CivilDate) {
        (old.adding(workingDays: count, to: start), new.adding(workingDays: count, to: start))
    }
}
