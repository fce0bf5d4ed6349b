import CaseProtocol

extension WorkCalendar {
    /// The secretariat of the AfCFTA in Accra: the public holidays of Ghana, its host.
    ///
    /// No list of the secretariat's own was found, and whose days count in its disputes is unsettled (ruling 11). Left
    /// out: holidays of the African Union, as 25 May and 9 September. In Ghana the President gives days in lieu one by
    /// one; they are entered for 2024 to 2026, beside the day that they are for.
    public static let afcfta = WorkCalendar(
        id: "AfCFTA", version: 1, title: "AfCFTA secretariat, Accra", authority: "AfCFTA secretariat",
        holidays: [
            HolidayRule("New Year's Day", .monthDay(month: 1, day: 1)),
            HolidayRule("Constitution Day", .monthDay(month: 1, day: 7), years: 2019...years.upperBound),
            HolidayRule("Independence Day", .monthDay(month: 3, day: 6)),
            HolidayRule("Good Friday", .easter(offset: -2)),
            HolidayRule("Easter Monday", .easter(offset: 1)),
            HolidayRule("Workers' Day", .monthDay(month: 5, day: 1)),
            HolidayRule("Republic Day", .monthDay(month: 7, day: 1), years: years.lowerBound...2018),
            HolidayRule("Republic Day", .monthDay(month: 7, day: 1), years: 2025...years.upperBound),
            HolidayRule("Founders' Day", .monthDay(month: 8, day: 4), years: 2019...2024),
            HolidayRule("Founder's Day", .monthDay(month: 9, day: 21), years: 2009...years.upperBound),
            HolidayRule("Farmers' Day", .weekday(ordinal: 1, weekday: 5, month: 12, plusDays: 0)),
            HolidayRule("Christmas Day", .monthDay(month: 12, day: 25)),
            HolidayRule("Boxing Day", .monthDay(month: 12, day: 26)),
            announced("Day in lieu of Constitution Day", 2024, 1, 8, source: declared),
            announced("Eid-ul-Fitr", 2024, 4, 11, source: declared),
            announced("Day in lieu of Eid-ul-Adha", 2024, 6, 17, source: declared),
            announced("Day in lieu of Founders' Day", 2024, 8, 5, source: declared),
            announced("Day in lieu of Kwame Nkrumah Memorial Day", 2024, 9, 23, source: declared),
            announced("Day in lieu of Eid-ul-Fitr", 2025, 3, 31, source: declared),
            announced("Additional day for Eid-ul-Fitr", 2025, 4, 1, source: declared),
            announced("Eid-ul-Adha", 2025, 6, 6, source: declared),
            announced("Additional day for Republic Day", 2025, 7, 4, source: declared),
            announced("Day in lieu of Founder's Day", 2025, 9, 22, source: declared),
            announced("Day in lieu of Constitution Day", 2026, 1, 9, source: declared),
            announced("Eid-ul-Fitr", 2026, 3, 20, source: declared),
            announced("Day in lieu of Shaqq Day", 2026, 3, 23, source: declared),
            announced("Eid-ul-Adha", 2026, 5, 27, source: declared),
            announced("Day in lieu of Republic Day", 2026, 7, 3, source: declared),
        ].compactMap(\.self),
        move: .stay, moveSource: LegalSource("Act 601, s. 2: declared case by case", .secondary),
        source: LegalSource(
            "public holidays of Ghana (Act 601 as amended); secretariat's list not seen", .recalledMedium),
        coveredYears: [2024, 2025, 2026])

    private static let declared = LegalSource(
        "declared by Ghana's Ministry of the Interior, by a list", .recalledMedium)

    /// Ghana itself, as a party to a dispute: the same days.
    public static let ghana = WorkCalendar(
        id: "GH", version: 1, title: "Ghana", authority: "Republic of Ghana", holidays: afcfta.holidays,
        move: afcfta.move, moveSource: afcfta.moveSource,
        source: LegalSource("public holidays of Ghana (Act 601 as amended)", .recalledMedium),
        coveredYears: afcfta.coveredYears)
}
