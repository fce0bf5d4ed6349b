import CaseProtocol

extension WorkCalendar {
    /// Public holidays of Uganda. A holiday on a day of rest is not made up for.
    ///
    /// Days of polling and others that the President declares are left out, but for the elections of 2026. Both feasts
    /// follow the moon as seen in Mecca, so those of 2026 are expected days.
    public static let uganda = WorkCalendar(
        id: "UG", version: 1, title: "Uganda", authority: "Government of Uganda",
        holidays: [
            HolidayRule("New Year's Day", .monthDay(month: 1, day: 1)),
            HolidayRule("NRM Liberation Day", .monthDay(month: 1, day: 26), years: 1987...years.upperBound),
            HolidayRule("Archbishop Janani Luwum Day", .monthDay(month: 2, day: 16), years: 2016...years.upperBound),
            HolidayRule("International Women's Day", .monthDay(month: 3, day: 8)),
            HolidayRule("Good Friday", .easter(offset: -2)),
            HolidayRule("Easter Monday", .easter(offset: 1)),
            HolidayRule("Labour Day", .monthDay(month: 5, day: 1)),
            HolidayRule("Martyrs' Day", .monthDay(month: 6, day: 3)),
            HolidayRule("National Heroes' Day", .monthDay(month: 6, day: 9), years: 2001...years.upperBound),
            HolidayRule("Independence Day", .monthDay(month: 10, day: 9)),
            HolidayRule("Christmas Day", .monthDay(month: 12, day: 25)),
            HolidayRule("Boxing Day", .monthDay(month: 12, day: 26)),
            announced("Eid al-Fitr", 2024, 4, 10, source: listed),
            announced("Eid al-Fitr", 2025, 3, 30, source: LegalSource("announced by the UMSC (press)", .secondary)),
            announced("Eid al-Fitr", 2026, 3, 20, source: expected),
            announced("Eid al-Adha", 2024, 6, 16, source: listed),
            announced("Eid al-Adha", 2025, 6, 6, source: listed),
            announced("Eid al-Adha", 2026, 5, 27, source: expected),
            announced("General elections", 2026, 1, 15, source: expected),
            announced("General elections", 2026, 1, 16, source: expected),
        ].compactMap(\.self),
        move: .stay, moveSource: LegalSource("no day in lieu by practice (press)", .secondary),
        source: LegalSource("Public Holidays Act (Cap. 255)", .recalledHigh),
        coveredYears: [2024, 2025, 2026])

    private static let listed = LegalSource("lists of public holidays; notice not seen", .recalledMedium)
    private static let expected = LegalSource("expected or reported; notice not seen", .recalledMedium)
}
