public import CaseProtocol

/// One row of the register of WTO disputes, read and not yet judged.
public struct DisputeRecord: Hashable, Sendable {
    /// The columns of the register.
    public enum Column: String, Hashable, Sendable, CaseIterable {
        case number, complainant, respondent, title
        case complainantCodes = "complainant_iso2"
        case respondentCodes = "respondent_iso2"
        case agreements = "agreements_cited"
        case requested = "consultations_requested"
        case reportExists = "panel_report_exists"
        case established = "panel_established"
        case circulated = "panel_report_circulated"
        case appellateCirculated = "ab_report_circulated"
        case adopted
        case status = "current_status"
    }

    /// As in `DS27`.
    public let number: String
    /// Names as published; several are in one text.
    public let complainant: String
    public let complainantCodes: [String]
    public let respondent: String
    public let respondentCodes: [String]
    public let title: String
    /// Each with its articles, as published.
    public let agreements: [String]
    /// The request for consultations; not its receipt, from which the law counts.
    public let requestedOn: PartialDate?
    /// Whether the list of panel reports has this number; `nil` past the end of the list.
    public let reportExists: Bool?
    public let establishedOn: PartialDate?
    public let circulatedOn: PartialDate?
    public let appellateCirculatedOn: PartialDate?
    public let adoptedOn: PartialDate?
    /// The source's own words.
    public let status: String?

    public init(_ row: RegisterRow) throws(RegisterFault) {
        number = try row.text(Column.number.rawValue)
        complainant = try row.text(Column.complainant.rawValue)
        complainantCodes = row.parts(Column.complainantCodes.rawValue, separator: "; ")
        respondent = try row.text(Column.respondent.rawValue)
        respondentCodes = row.parts(Column.respondentCodes.rawValue, separator: "; ")
        title = try row.text(Column.title.rawValue)
        agreements = row.parts(Column.agreements.rawValue, separator: " | ")
        requestedOn = try row.date(Column.requested.rawValue)
        reportExists = try Self.truth(row.cells[Column.reportExists.rawValue])
        establishedOn = try row.date(Column.established.rawValue)
        circulatedOn = try row.date(Column.circulated.rawValue)
        appellateCirculatedOn = try row.date(Column.appellateCirculated.rawValue)
        adoptedOn = try row.date(Column.adopted.rawValue)
        status = row.cells[Column.status.rawValue]
    }

    private static func truth(_ text: String?) throws(RegisterFault) -> Bool? {
        switch text {
        case nil: nil
        case "true": true
        case "false": false
        case .some: throw RegisterFault(column: Column.reportExists.rawValue, "is neither true nor false")
        }
    }

    /// The dates of the row, by their columns.
    public var dates: [Column: PartialDate] {
        let dates: [Column: PartialDate?] = [
            .requested: requestedOn, .established: establishedOn, .circulated: circulatedOn,
            .appellateCirculated: appellateCirculatedOn, .adopted: adoptedOn,
        ]
        return dates.compactMapValues(\.self)
    }
}
