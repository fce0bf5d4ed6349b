import CaseProtocol

extension WorkCalendar {
    /// Public holidays of Kenya, under the names that they have now: 20 October was Kenyatta Day until 2010.
    ///
    /// Idd days and other gazetted days are entered for 2024 to 2026; those of 2026 wait for somebody who has the
    /// notices in hand. Left out: Diwali and other days for one faith only, polling days before 2024 and the one of
    /// 2027, which is not gazetted, and 10 October in the years 2010 to 2017, when it was none.
    public static let kenya = WorkCalendar(
        id: "KE", version: 1, title: "Kenya", authority: "Government of Kenya",
        holidays: [
            HolidayRule("New Year's Day", .monthDay(month: 1, day: 1)),
            HolidayRule("Good Friday", .easter(offset: -2)),
            HolidayRule("Easter Monday", .easter(offset: 1)),
            HolidayRule("Labour Day", .monthDay(month: 5, day: 1)),
            HolidayRule("Madaraka Day", .monthDay(month: 6, day: 1), source: constitution),
            HolidayRule("Moi Day", .monthDay(month: 10, day: 10), years: 2018...2020),
            HolidayRule("Utamaduni Day", .monthDay(month: 10, day: 10), years: 2021...2023),
            HolidayRule("Mazingira Day", .monthDay(month: 10, day: 10), years: 2024...years.upperBound),
            HolidayRule("Mashujaa Day", .monthDay(month: 10, day: 20), source: constitution),
            HolidayRule("Jamhuri Day", .monthDay(month: 12, day: 12), source: constitution),
            HolidayRule("Christmas Day", .monthDay(month: 12, day: 25)),
            HolidayRule("Boxing Day", .monthDay(month: 12, day: 26)),
            announced("Idd-ul-Fitr", 2024, 4, 10, source: gazetted),
            announced("Idd-ul-Fitr", 2025, 3, 31, source: gazetted),
            announced("Idd-ul-Fitr", 2026, 3, 20, source: reported),
            announced("Idd-ul-Azha", 2024, 6, 17, source: gazetted),
            announced("Idd-ul-Azha", 2025, 6, 6, source: gazetted),
            announced("Idd-ul-Azha", 2026, 5, 27, source: reported),
            announced("National Tree Growing Day", 2024, 5, 10, source: gazetted),
            announced("Swearing-in of the Deputy President", 2024, 11, 1, source: gazetted),
            announced("State funeral of Raila Odinga", 2025, 10, 17, source: gazetted),
        ].compactMap(\.self),
        move: .fromSunday, moveSource: LegalSource("Public Holidays Act (Cap. 110), s. 4", .secondary),
        source: LegalSource("Public Holidays Act (Cap. 110), s. 2 and Schedule", .recalledHigh),
        coveredYears: [2024, 2025, 2026])

    private static let constitution = LegalSource("Constitution of Kenya, Art. 9", .recalledHigh)
    private static let gazetted = LegalSource("Kenya Gazette, as reported in the press", .secondary)
    private static let reported = LegalSource("gazetted by a later list; notice not seen", .recalledMedium)

    /// The rule of one announced day; `nil` when there is no such day.
    static func announced(
        _ name: String, _ year: Int, _ month: Int, _ day: Int, source: LegalSource
    ) -> HolidayRule? {
        CivilDate(year: year, month: month, day: day).map { HolidayRule(name, .on($0), source: source) }
    }
}
