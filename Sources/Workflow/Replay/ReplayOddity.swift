public import CaseProtocol

/// What is odd about a case of the dispute and remedy registers. The facts are kept as they are; the code goes with them.
public struct ReplayOddity: StringBacked {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    // Disputes.
    /// No code is given for the respondent, as for the European Union together with some of its members.
    public static let noRespondentCode: Self = "noRespondentCode"
    public static let noComplainantCode: Self = "noComplainantCode"
    /// Several Members complain together: no one of them is the complaining country.
    public static let severalComplainants: Self = "severalComplainants"
    public static let noAgreement: Self = "noAgreement"
    public static let noRequestDate: Self = "noRequestDate"
    /// The list of panel reports ends before this dispute.
    public static let reportUnknown: Self = "reportUnknown"
    /// A panel report is listed, while the status is one of before a report.
    public static let reportBeyondStatus: Self = "reportBeyondStatus"
    /// The status is one of after a report, while none is listed for this number.
    public static let statusWithoutReport: Self = "statusWithoutReport"
    /// The status says one thing twice.
    public static let statusDoubled: Self = "statusDoubled"
    /// The status says two things; the case stands at the first.
    public static let secondStatus: Self = "secondStatus"

    // Remedies.
    public static let noDates: Self = "noDates"
    public static let noInitiationDate: Self = "noInitiationDate"
    /// A measure was imposed, but not when.
    public static let noFinalDate: Self = "noFinalDate"
    /// A date is given to the month or year only.
    public static let dateNotToTheDay: Self = "dateNotToTheDay"
    /// The measure came into force on the day of initiation, or before it.
    public static let finalNotAfterInitiation: Self = "finalNotAfterInitiation"
    /// No origin is given, and it is no safeguard, which concerns all of them.
    public static let noOrigin: Self = "noOrigin"
    /// One row for several origins, each of which has a case of its own in law.
    public static let severalOrigins: Self = "severalOrigins"
    /// The row is a review of a measure, not a first investigation.
    public static let review: Self = "review"
    /// The investigation ended, but not how.
    public static let outcomeNotStated: Self = "outcomeNotStated"
    /// The words for the measure are not known here; the stage is told by the dates alone.
    public static let measureUnknown: Self = "measureUnknown"

    // Both.
    /// It ended, but the source puts several kinds of end under one word or date.
    public static let endNotSpecified: Self = "endNotSpecified"
    /// Not a country of ISO 3166-1, nor the European Union.
    public static let unknownCountry: Self = "unknownCountry"

    static func areKnown(_ countries: [String]) -> Bool {
        countries.allSatisfy { $0 == "EU" || CodeList.countries.contains($0) }
    }
}
