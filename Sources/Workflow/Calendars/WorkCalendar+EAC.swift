import CaseProtocol

extension WorkCalendar {
    /// The secretariat of the East African Community in Arusha: the holidays of mainland Tanzania, its host.
    ///
    /// No list of the secretariat's own was found. Left out: EAC Day (30 November), kept at work when we looked, and
    /// the national days of the other partner states, which the Community Holidays Bill of 2013 would have made free;
    /// it had no assent that we know of.
    public static let eac = WorkCalendar(
        id: "EAC", version: 1, title: "EAC secretariat, Arusha", authority: "EAC secretariat",
        holidays: tanzanianHolidays,
        move: .stay, moveSource: LegalSource("as in Tanzania", .recalledMedium),
        source: LegalSource("holidays of the host country; secretariat's list not seen", .recalledMedium),
        coveredYears: [2024, 2025, 2026])
}
