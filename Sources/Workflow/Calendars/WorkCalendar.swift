public import CaseProtocol

/// The days on which an authority works: which weekdays it rests on, and which holidays it keeps.
///
/// A value: it counts from what it holds and reads nothing else. Holidays are known for ``years`` only; outside them a
/// calendar has its weekends and nothing more, so every count ends.
public struct WorkCalendar: Hashable, Sendable {
    /// The years that holiday rules speak of.
    public static let years = 1900...2199

    public let id: CalendarID
    /// Counts up from 1: a case keeps dates that an older version gave.
    public let version: Int
    /// What people read.
    public let title: String
    /// Who states these days.
    public let authority: String
    /// Weekdays of rest, 1 for Monday to 7 for Sunday; never all seven.
    public let weekend: Set<Int>
    public let holidays: [HolidayRule]
    /// What becomes of a holiday on a day of rest.
    public let move: HolidayMove
    /// Where ``move`` comes from.
    public let moveSource: LegalSource
    /// Where the calendar comes from, and each of its rules that names no other source.
    public let source: LegalSource
    /// Years for which the days that must be announced (Idd, gazetted days) are entered; `nil` where nothing needs to
    /// be.
    public let coveredYears: Set<Int>?

    /// Makes a calendar of `holidays`, in the order in which an editor shows them. Traps when `weekend` is the whole
    /// week; ``init(json:)`` is for calendars that people write.
    public init(
        id: CalendarID, version: Int, title: String, authority: String, weekend: Set<Int> = [6, 7],
        holidays: [HolidayRule], move: HolidayMove, moveSource: LegalSource, source: LegalSource,
        coveredYears: Set<Int>?
    ) {
        precondition(!weekend.isSuperset(of: 1...7), "\(id) has no working day")
        self.id = id
        self.version = version
        self.title = title
        self.authority = authority
        self.weekend = weekend
        self.holidays = holidays
        self.move = move
        self.moveSource = moveSource
        self.source = source
        self.coveredYears = coveredYears
    }
}

/// What becomes of a holiday that falls on a day of rest, by the law of the calendar's authority.
public enum HolidayMove: String, Hashable, Sendable, CaseIterable {
    /// It stays where it falls.
    case stay
    /// From a Sunday to the next day that is not itself a holiday (ruling 13). Of two on one Sunday the second goes a
    /// day further.
    case fromSunday
    /// From a day of rest to the next working day; two of one weekend share that day.
    case fromWeekend
}
