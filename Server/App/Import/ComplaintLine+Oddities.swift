internal import CaseProtocol
internal import Workflow

extension ComplaintLine {
    /// What is odd about this complaint, in the order of the codes' declaration.
    func oddities(in scheme: ComplaintScheme) -> [SourceOddity] {
        let isResolved = status == "Resolved"
        let dated = (progress ?? []).compactMap(\.date)
        let countries = [reportingCountry, imposingCountry].compactMap(\.self)
        let found: [(SourceOddity, Bool)] = [
            (.schemeMissing, self.scheme == nil),
            (.statusUnknown, status.map { scheme.stages[$0] == nil } ?? true),
            (.noImposingCountry, imposingCountry == nil),
            (.noReportingCountry, reportingCountry == nil),
            (.noPlace, location == nil),
            (.noIncidentDate, dateOfIncident == nil),
            (.resolvedWithoutDate, isResolved && resolvedDate == nil),
            (.dateWithoutResolved, !isResolved && resolvedDate != nil),
            (.oneCountryOnBothSides, reportingCountry != nil && reportingCountry == imposingCountry),
            (.progressUndated, (progress ?? []).contains { $0.date == nil }),
            (.progressOutOfOrder, zip(dated, dated.dropFirst()).contains { $1.isCertainlyBefore($0) }),
            (
                .progressAfterResolution,
                resolvedDate.map { end in dated.contains { end.isCertainlyBefore($0) } } ?? false
            ),
            (.resolvedBeforeIncident, dateOfIncident.map { resolvedDate?.isCertainlyBefore($0) ?? false } ?? false),
            (.categoryMissing, categoryCode == nil),
            (.unknownCategory, categoryCode.map { !scheme.categories.contains($0) } ?? false),
            (.categoryNotMatchingNTM, categoryCode == "1.1" && ntmCode != nil),
            (.unknownCountry, countries.contains { !CodeList.countries.contains($0) }),
            (.sourceTextCut, sourceTextCut ?? false),
            (.noteContradictsStatus, isResolved && (progress ?? []).contains { $0.saysItGoesOn }),
        ]
        return found.filter(\.1).map(\.0)
    }
}

extension ComplaintLine.Note {
    /// Words by which a note says that the barrier is still there. Few on purpose: a flag asks a person to look.
    private static let words = [
        "persist", "unresolved", "not resolved", "not been resolved", "still exist", "still in place", "still in force",
        "still there", "goes on", "has not been solved", "not solved", "remains in place", "remains in force",
    ]

    fileprivate var saysItGoesOn: Bool {
        let text = (note ?? "").lowercased()
        return Self.words.contains { text.contains($0) }
    }
}

extension PartialDate {
    /// Whether every day that this can mean lies before every day that `other` can mean.
    fileprivate func isCertainlyBefore(_ other: PartialDate) -> Bool {
        if year != other.year { return year < other.year }
        guard let month, let otherMonth = other.month else { return false }
        if month != otherMonth { return month < otherMonth }
        guard let day, let otherDay = other.day else { return false }
        return day < otherDay
    }
}
