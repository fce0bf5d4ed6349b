import CaseProtocol

@testable import Workflow

/// A trade remedy of a few stages, for what the kernel does with those who sit on a case.
enum ToyRemedy {
    static let procedure = Procedure(
        id: "toy.remedy", version: 1, title: "Toy remedy", numberPrefix: "TOY", cast: .remedy, stages: stages,
        rules: rules + common.rules(withdrawers: [.investigator]), deadlines: deadlines, fields: fields, edits: [])

    private static let law = LegalSource("A toy's law", .design)
    private static let common = CommonRules(
        officers: [.investigator, .authorityHead], adoptable: ["open"], partyRoles: [.interestedParty])

    private static let stages =
        [
            Stage("filed", public: nil, owner: .authorityHead, "Filed."),
            Stage("open", public: nil, owner: .investigator, "Open."),
            Stage("closed", public: nil, isFinal: true, owner: nil, "Closed."),
        ] + CommonRules.stages

    private static let rules = [
        Rule(
            "openFile", from: .nothing, to: .stage("filed"), by: [.investigator], requires: ["country", "product"],
            source: law),
        Rule(
            "initiate", from: .stages(["filed"]), to: .stage("open"), by: [.authorityHead], effects: [.markInitiated],
            source: law),
        seating("seatParty", .interestedParty), seating("seatCounsel", .counsel),
        seating("seatApplicant", .industryApplicant, from: .anyOpen),
        Rule(
            "dropParty", from: .stages(["open"]), to: .stay, by: [.investigator], requires: ["party"],
            guards: [.namesParty([.interestedParty, .counsel])], effects: [.unseat], source: law),
        Rule(
            "issue", from: .stages(["open"]), to: .stay, by: [.investigator], requires: ["sentOn"],
            accepts: ["party"], guards: [.seated(.interestedParty)],
            effects: [.startForParties("questionnaire", .interestedParty)], source: law),
        Rule(
            "reply", from: .stages(["open"]), to: .stay, by: [.interestedParty, .counsel], requires: ["text"],
            accepts: ["secret", "party"], guards: [.within("questionnaire")],
            effects: [.meetForParty("questionnaire")], source: law),
        Rule(
            "noReply", from: .stages(["open"]), to: .stay, by: [.system], guards: [.lapsed("questionnaire")],
            effects: [.lapse("questionnaire"), .markParty("factsAvailable", "true")], source: law),
        Rule(
            "terminateParty", from: .stages(["open"]), to: .stay, by: [.authorityHead], requires: ["party", "reason"],
            guards: [.namesParty([.interestedParty])],
            effects: [.markParty("terminated", "deMinimis"), .meetForParty("questionnaire")], source: law),
        Rule(
            "sealFile", from: .stages(["open"]), to: .stay, by: [.authorityHead], guards: [.notSeated(.counsel)],
            source: law),
        Rule("closeCase", from: .stages(["open"]), to: .stage("closed"), by: [.authorityHead], source: law),
        Rule("reopen", from: .stages(["closed"]), to: .stage("open"), by: [.authorityHead], source: law),
    ]

    private static func seating(_ action: ActionID, _ role: RoleID, from origin: Origin = .stages(["open"])) -> Rule {
        Rule(
            action, from: origin, to: .stay, by: [.investigator], requires: ["partyName"],
            accepts: ["partyCountry", "account", "representative", "mandateRef"], effects: [.seat(role)], source: law)
    }

    /// Thirty days after receipt, which is deemed a week after sending (ADA 6.1.1, footnote 15).
    private static let deadlines = [
        DeadlineSpec(
            "questionnaire", .obligation, .calendarDays(30), owner: .interestedParty, countsFrom: "sentOn",
            deemedDays: 7, lapse: .act("noReply"), title: "Answer the questionnaire",
            source: LegalSource("ADA 6.1.1", .verified))
    ]

    private static let fields: [FieldSpec] =
        CommonFields.ofParties + CommonFields.ofCommonRules + [
            CommonFields.country, CommonFields.product, CommonFields.day("sentOn", "Sent on", "YYYY-MM-DD."),
            FieldSpec("secret", .text(bytesMax: 100), .confidential, label: "In confidence", help: "For the office."),
        ]
}
