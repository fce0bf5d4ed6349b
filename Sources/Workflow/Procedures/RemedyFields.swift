import CaseProtocol

/// The fields that both remedies ask for.
///
/// What a party gives in confidence is `confidential`: of an applicant and of a seat that is a compartment of their
/// own. What an investigator writes about a firm is `internal` and never `confidential`, or a rival would read it: an
/// officer's confidential words belong to the applicant's business.
enum RemedyFields {
    static let common: [FieldSpec] =
        CommonFields.ofCommonRules + header + leading + application + papers + examination + initiation + parties
        + findings + decisions + reviews + CommonFields.ofParties

    /// Which product, from where, and the days that statistics count by.
    private static let header: [FieldSpec] = [
        CommonFields.country, CommonFields.product,
        FieldSpec(
            "hsCodes", .list, onHeader: true, lasting: true, label: "HS codes",
            help: "The tariff codes of the product, separated by commas."),
        FieldSpec(
            "exportingCountries", .list, onHeader: true, lasting: true, label: "Exporting countries",
            help:
                "Where the goods come from, each as two letters; when one is let out, those that remain."),
        FieldSpec(
            "nationalCaseNo", .text(bytesMax: 100), onHeader: true, lasting: true, label: "The authority's own number",
            help: "The number under which the authority keeps its paper file."),
        day("initiatedOn", "Initiated on", "Day 0 of the investigation, YYYY-MM-DD."),
        day("provisionalOn", "Provisional measure from", "The day from which it applies, YYYY-MM-DD."),
        day("finalOn", "Final decision on", "The day of the final decision, YYYY-MM-DD."),
        day("withdrawnOn", "Withdrawn on", "The day on which the measure was taken back, YYYY-MM-DD."),
        day(
            "fiveYearsFrom", "Five years run from",
            "The day on which the measure was imposed, or on which its last full review ended, YYYY-MM-DD."),
        FieldSpec(
            "measure", .text(bytesMax: 1_000), onHeader: true, label: "Measure",
            help: "In one line: duty or undertaking, its rates, and against whom."),
    ]

    /// A legal day of the past on the header that every act which needs it gives anew: there may be a second
    /// provisional measure after a breach.
    static func day(_ id: FieldID, _ label: String, _ help: String) -> FieldSpec {
        FieldSpec(id, .date(past: true), onHeader: true, label: label, help: help)
    }

    /// A day that belongs to one act.
    static func date(_ id: FieldID, _ label: String, _ help: String, past: Bool = true) -> FieldSpec {
        FieldSpec(id, .date(past: past), label: label, help: help)
    }

    static func text(
        _ id: FieldID, _ label: String, _ help: String, bytesMax: Int = 20_000,
        _ confidentiality: ConfidentialityClass = .parties
    ) -> FieldSpec {
        FieldSpec(id, .text(bytesMax: bytesMax), confidentiality, label: label, help: help)
    }

    static func percent(_ id: FieldID, _ label: String, _ help: String) -> FieldSpec {
        FieldSpec(id, .number, label: label, help: help, unit: "percent")
    }

    /// What an applicant says of the own business.
    static func own(_ id: FieldID, _ label: String, _ help: String) -> FieldSpec {
        text(id, label, help, .confidential)
    }

    /// What the authority keeps to itself.
    static func inner(_ id: FieldID, _ label: String, _ help: String) -> FieldSpec {
        text(id, label, help, bytesMax: 60_000, .internal)
    }

    private static let filed: [FieldID] = ["country", "product", "hsCodes", "exportingCountries"]

    static let edits: [EditRule] = [
        EditRule(
            filed.filter { $0 != "country" }, by: RemedyRules.applicants,
            from: .stages(["lead", "advice", "drafting", "deficient"])),
        // Another authority's case from the day it is filed on: then it is not moved to a third one.
        EditRule(["country"], by: RemedyRules.applicants, from: .stages(["drafting"])),
        EditRule(
            filed.filter { $0 != "country" }, by: [.investigator],
            from: .stages(["lead", "advice", "filed", "deficient", "documented"])),
        EditRule(["nationalCaseNo", "hsCodes"], by: [.investigator, .authorityHead], from: .any),
        // What history lacks. The day of initiation is not among it: it opens the case to its parties.
        EditRule(
            filed.filter { $0 != "country" } + ["provisionalOn", "finalOn", "withdrawnOn", "measure"],
            by: [.investigator, .authorityHead],
            from: .any, onlyUnknown: true),
    ]
}
