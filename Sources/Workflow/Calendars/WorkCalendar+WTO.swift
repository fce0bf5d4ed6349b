import CaseProtocol

extension WorkCalendar {
    /// Non-working days of the WTO secretariat: the public holidays of the canton of Geneva.
    ///
    /// The WTO publishes its own list each year and none was seen, so that no year is complete. Left out: the days
    /// between Christmas and New Year but for 31 December, 2 January, 1 May, the two Idd feasts, and days in lieu.
    public static let wto = WorkCalendar(
        id: "WTO", version: 1, title: "WTO, Geneva", authority: "WTO secretariat",
        holidays: [
            HolidayRule("New Year's Day", .monthDay(month: 1, day: 1)),
            HolidayRule("Good Friday", .easter(offset: -2)),
            HolidayRule("Easter Monday", .easter(offset: 1)),
            HolidayRule("Ascension Day", .easter(offset: 39)),
            HolidayRule("Whit Monday", .easter(offset: 50)),
            HolidayRule("Swiss National Day", .monthDay(month: 8, day: 1), years: 1994...years.upperBound),
            // The Thursday after the first Sunday of September.
            HolidayRule("Jeûne genevois", .weekday(ordinal: 1, weekday: 7, month: 9, plusDays: 4)),
            HolidayRule("Christmas Day", .monthDay(month: 12, day: 25)),
            HolidayRule("Restoration of the Republic", .monthDay(month: 12, day: 31)),
        ],
        move: .stay, moveSource: LegalSource("practice of the secretariat not known", .recalledLow),
        source: LegalSource("public holidays of Geneva; the WTO's yearly list not seen", .recalledMedium),
        coveredYears: [])
}
