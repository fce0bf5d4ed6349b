internal import CaseProtocol

/// What is odd about a published complaint. The facts are kept as they are; the code goes with them.
struct SourceOddity: StringBacked {
    let rawValue: String

    /// No scheme is given: told by the number.
    static let schemeMissing: Self = "schemeMissing"
    /// No status is given, or one that this mechanism does not have.
    static let statusUnknown: Self = "statusUnknown"
    static let noImposingCountry: Self = "noImposingCountry"
    static let noReportingCountry: Self = "noReportingCountry"
    static let noPlace: Self = "noPlace"
    static let noIncidentDate: Self = "noIncidentDate"
    /// `Resolved`, but not when.
    static let resolvedWithoutDate: Self = "resolvedWithoutDate"
    /// A date of resolution, but another status.
    static let dateWithoutResolved: Self = "dateWithoutResolved"
    /// A national matter, or a mistake.
    static let oneCountryOnBothSides: Self = "oneCountryOnBothSides"
    static let progressUndated: Self = "progressUndated"
    /// The notes do not stand in order of date.
    static let progressOutOfOrder: Self = "progressOutOfOrder"
    /// Something was reported after the matter was resolved.
    static let progressAfterResolution: Self = "progressAfterResolution"
    static let resolvedBeforeIncident: Self = "resolvedBeforeIncident"
    static let categoryMissing: Self = "categoryMissing"
    /// The category is not in the scheme's list.
    static let unknownCategory: Self = "unknownCategory"
    /// Category 1.1 (export subsidies) beside a MAST code of another matter: a known fault of the site.
    static let categoryNotMatchingNTM: Self = "categoryNotMatchingNTM"
    /// Not a country of ISO 3166-1.
    static let unknownCountry: Self = "unknownCountry"
    /// The copy ended inside the text.
    static let sourceTextCut: Self = "sourceTextCut"
    /// `Resolved`, while a note says that the matter goes on.
    static let noteContradictsStatus: Self = "noteContradictsStatus"
    /// An earlier line of the same file has the same number.
    static let duplicateNumberInFile: Self = "duplicateNumberInFile"
}
