import CaseProtocol

/// Papers that the complainant gave in confidence, shown to the focal point of the country complained of, one by one and
/// while the complainant agrees.
enum NTBSharing {
    private static let practice = LegalSource(
        "Our own rule: papers given in confidence go to the imposing country with the complainant's consent, paper by paper",
        .design)

    static let fields: [FieldSpec] = [
        FieldSpec(
            SharedPaper.field, .text(bytesMax: 300), .confidential, label: "Paper",
            help:
                "A file's name, or the id of a file or remark that the complainant gave in confidence. Others see all of it."
        ),
        FieldSpec(
            "paperConsentOn", .date(past: true), .confidential, label: "Complainant agreed on",
            help: "The day on which the complainant agreed that this paper is shared, YYYY-MM-DD."),
        FieldSpec(
            "paperConsentHow", .choice(["spoken", "thumbprint", "signature"]), .confidential, label: "How they agreed",
            help: "How the complainant agreed that this paper is shared."),
    ]

    /// The complainant's own act is the consent; the focal point of their country notes when and how it was given. It is
    /// taken back at any time.
    static func rules(from stages: [StageID]) -> [Rule] {
        [
            share(from: stages, by: NTBTripartite.filers, requires: [SharedPaper.field]),
            share(
                from: stages, by: [.nfpReporting],
                requires: [SharedPaper.field, "paperConsentOn", "paperConsentHow"]),
            Rule(
                "unsharePaper", from: .any, to: .stay, by: NTBTripartite.filers + [.nfpReporting],
                requires: [SharedPaper.field], accepts: ["reason"], effects: [.unsharePaper], record: .confidential,
                isRebaseable: true, worksSuspended: true, source: practice),
        ]
    }

    private static func share(from stages: [StageID], by roles: [RoleID], requires: [FieldID]) -> Rule {
        Rule(
            "sharePaper", from: .stages(stages), to: .stay, by: roles, requires: requires, guards: [.twoSides],
            effects: [.sharePaper], record: .confidential, isRebaseable: true, source: practice)
    }
}

extension Procedure {
    /// The next version: papers given in confidence are shared with the imposing country's focal point by consent. Everything
    /// else is as in this one.
    func withSharing(from stages: [StageID]) -> Procedure {
        next(adding: NTBSharing.rules(from: stages), NTBSharing.fields)
    }
}
