import CaseProtocol

extension WorkCalendar {
    /// Public holidays of mainland Tanzania. Zanzibar's own days are left out.
    ///
    /// Lists have a Monday in lieu of a Sunday holiday up to 2022 and none since. The law behind either is not known
    /// here, so nothing moves, and years before 2024 are not complete. Easter Sunday and other bank holidays on Sundays
    /// are left out. The local elections of 2024 were a holiday on the mainland only.
    public static let tanzania = WorkCalendar(
        id: "TZ", version: 1, title: "Tanzania (mainland)", authority: "Government of Tanzania",
        holidays: tanzanianHolidays,
        move: .stay, moveSource: LegalSource("no day in lieu in the years entered", .recalledMedium),
        source: LegalSource("Public Holidays Act (Cap. 35)", .recalledHigh),
        coveredYears: [2024, 2025, 2026])

    static let tanzanianHolidays: [HolidayRule] = [
        HolidayRule("New Year's Day", .monthDay(month: 1, day: 1)),
        HolidayRule("Zanzibar Revolution Day", .monthDay(month: 1, day: 12)),
        HolidayRule("Karume Day", .monthDay(month: 4, day: 7)),
        HolidayRule("Good Friday", .easter(offset: -2)),
        HolidayRule("Easter Monday", .easter(offset: 1)),
        HolidayRule("Union Day", .monthDay(month: 4, day: 26)),
        HolidayRule("Workers' Day", .monthDay(month: 5, day: 1)),
        HolidayRule("Saba Saba", .monthDay(month: 7, day: 7), years: 1994...years.upperBound),
        HolidayRule("Nane Nane", .monthDay(month: 8, day: 8), years: 1995...years.upperBound),
        HolidayRule("Mwalimu Nyerere Day", .monthDay(month: 10, day: 14), years: 2002...years.upperBound),
        HolidayRule("Independence and Republic Day", .monthDay(month: 12, day: 9)),
        HolidayRule("Christmas Day", .monthDay(month: 12, day: 25)),
        HolidayRule("Boxing Day", .monthDay(month: 12, day: 26), years: 1993...years.upperBound),
        announced("Eid el-Fitri", 2024, 4, 10, source: listed),
        announced("Eid el-Fitri, second day", 2024, 4, 11, source: listed),
        announced("Eid el-Fitri", 2025, 3, 31, source: LegalSource("announced by BAKWATA (press)", .secondary)),
        announced("Eid el-Fitri, second day", 2025, 4, 1, source: listed),
        announced("Eid el-Fitri", 2026, 3, 21, source: expected),
        announced("Eid el-Fitri, second day", 2026, 3, 22, source: expected),
        announced("Eid el-Hajj", 2024, 6, 17, source: listed),
        announced("Eid el-Hajj", 2025, 6, 7, source: listed),
        announced("Eid el-Hajj", 2026, 5, 28, source: expected),
        announced("Maulid", 2024, 9, 16, source: LegalSource("national Maulid of 15/16 September (press)", .secondary)),
        // One list has the 4th; the national celebration was called for the 5th.
        announced("Maulid", 2025, 9, 5, source: LegalSource("national Maulid, called for that day", .recalledMedium)),
        announced("Maulid", 2026, 8, 26, source: expected),
        announced("Local elections", 2024, 11, 27, source: declared),
        announced("General election", 2025, 10, 29, source: declared),
    ].compactMap(\.self)

    private static let listed = LegalSource("lists of public holidays; notice not seen", .recalledMedium)
    private static let expected = LegalSource("expected by the moon; not announced when entered", .recalledMedium)
    private static let declared = LegalSource("declared under s. 3 of the Act (press)", .secondary)
}
