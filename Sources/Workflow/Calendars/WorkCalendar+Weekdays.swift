import CaseProtocol

extension WorkCalendar {
    /// Monday to Friday without any holiday: what is counted by until an authority's calendar is loaded.
    public static let weekdays = WorkCalendar(
        id: .weekdays, version: 1, title: "Monday to Friday", authority: "Tatua", holidays: [], move: .stay,
        moveSource: LegalSource("no holidays", .design), source: LegalSource("service standard", .design),
        coveredYears: nil)
}
