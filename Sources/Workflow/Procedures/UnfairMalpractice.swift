import CaseProtocol

extension Procedure {
    /// Reports of unfair trade at home: counterfeits, false origin, undervaluation, smuggling and the like, sorted by a
    /// ministry's desk and referred to the agency that has the power to act.
    ///
    /// Every limit is a service standard, not law. Nothing is published: firms that a report names are allegations,
    /// shown to those who work on it. What turns out to be dumping, a subsidy, a surge of imports or a barrier goes on
    /// as a case of that kind.
    public static let unfairMalpractice = Procedure(
        id: "unfair.malpractice", version: 1, title: "Report of unfair trade", numberPrefix: "MP",
        cast: .desk(.triageOfficer), calendar: .country("country"),
        stages: UnfairMalpractice.stages + CommonRules.stages, rules: UnfairMalpractice.rules,
        deadlines: UnfairMalpractice.deadlines, fields: UnfairMalpractice.fields + UnfairMalpractice.commonFields,
        edits: UnfairMalpractice.edits
    ).withLinks(by: [.triageOfficer], except: ["infoRequested"])
}

/// The parts of the table and the words that they share.
enum UnfairMalpractice {
    /// Anybody may report.
    static let filers = RoleWords.filers

    static let rules: [Rule] =
        reporting + screening + referring + investigating + ending
        // No limit rests on the date of an outside body.
        + common.rules(withdrawers: [.triageOfficer]).filter { $0.action != "confirmDates" }

    static let common = CommonRules(
        officers: [.triageOfficer], filers: filers,
        adoptable: ["received", "screened", "referred", "accepted", "investigating", "outcomeReported"],
        tellsTransfer: false)

    /// What a report must say: what, where, when.
    static let starredFields: [FieldID] = ["description", "place", "incidentOn", "product"]
    /// What it may say besides.
    static let optionalFields: [FieldID] = [
        "hsCode", "malpracticeType", "risk", "evidence", "namedFirm", "anonymous", "contact", "consentToName",
        "privacyNotice",
    ]

    /// Nothing is published, so there is no public text.
    static let commonFields = CommonFields.ofCommonRules.filter { $0.id != "publicText" }

    static let design = LegalSource("Our own rule for the desk: a service design, not law", .design)
    static let referral = LegalSource(
        "Kenyan bodies with the power to act: revenue, standards, counterfeits, competition, health, crime",
        .recalledHigh)
    static let protection = LegalSource(
        "Our own rule: who reports is named to an agency only by consent or a duty in law", .design)
    static let secondLook = LegalSource("Our own rule: somebody else takes the second look", .design)
}
