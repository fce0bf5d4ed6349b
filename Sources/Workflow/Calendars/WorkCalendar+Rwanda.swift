import CaseProtocol

extension WorkCalendar {
    /// Public holidays of Rwanda since the order of 2015 added the second day of January, Umuganura and Eid al-Adha.
    ///
    /// A holiday at a weekend is made up for on the next working day, two of one weekend on one day; 7 April is not.
    /// Left out because we are not sure of its reach: the day in lieu when two holidays meet on one working day. The
    /// weeks of mourning and the Saturdays of umuganda are working time here.
    public static let rwanda = WorkCalendar(
        id: "RW", version: 1, title: "Rwanda", authority: "Government of Rwanda",
        holidays: [
            HolidayRule("New Year's Day", .monthDay(month: 1, day: 1)),
            HolidayRule("Day after New Year's Day", .monthDay(month: 1, day: 2), years: 2016...years.upperBound),
            HolidayRule("National Heroes' Day", .monthDay(month: 2, day: 1)),
            HolidayRule("Genocide against the Tutsi Memorial Day", .monthDay(month: 4, day: 7), moves: false),
            HolidayRule("Good Friday", .easter(offset: -2)),
            HolidayRule("Easter Monday", .easter(offset: 1), years: 2017...years.upperBound),
            HolidayRule("Labour Day", .monthDay(month: 5, day: 1)),
            HolidayRule("Independence Day", .monthDay(month: 7, day: 1)),
            HolidayRule("Liberation Day", .monthDay(month: 7, day: 4)),
            HolidayRule(
                "Umuganura Day", .weekday(ordinal: 1, weekday: 5, month: 8, plusDays: 0), years: 2015...years.upperBound
            ),
            HolidayRule("Assumption Day", .monthDay(month: 8, day: 15)),
            HolidayRule("Christmas Day", .monthDay(month: 12, day: 25)),
            HolidayRule("Boxing Day", .monthDay(month: 12, day: 26)),
            announced("Eid al-Fitr", 2024, 4, 10, source: LegalSource("MIFOTRA, as reported in the press", .secondary)),
            announced("Eid al-Fitr", 2025, 3, 31, source: listed),
            announced("Eid al-Fitr", 2026, 3, 20, source: expected),
            // The feast was on Sunday the 16th; the day in lieu is entered.
            announced("Eid al-Adha", 2024, 6, 17, source: listed),
            announced("Eid al-Adha", 2025, 6, 6, source: listed),
            announced("Eid al-Adha", 2026, 5, 27, source: expected),
        ].compactMap(\.self),
        move: .fromWeekend, moveSource: LegalSource("Presidential Order 062/01 of 19/10/2022", .secondary),
        source: LegalSource("Presidential Order 062/01 of 19/10/2022", .secondary),
        coveredYears: [2024, 2025, 2026])

    private static let listed = LegalSource("lists of public holidays; notice not seen", .recalledMedium)
    private static let expected = LegalSource("expected by the moon; not announced when entered", .recalledMedium)
}
