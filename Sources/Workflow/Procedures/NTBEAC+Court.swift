import CaseProtocol

extension NTBEAC {
    /// Every stage of a filed complaint that has not ended, but the Court itself.
    private static let referable: [StageID] = ["submitted", "infoRequested", "dormant", "nmcReview"] + underWork
    /// What waits while the Court has it.
    private static let halted: [DeadlineKey] = ["infoAnswer", "wakeWindow", "nmcSession"] + workClocks
    private static let windows: [Effect] = [.meet("eacjReference"), .meet("eacjReferenceFromAct")]

    /// A reference from wherever the case stands. A proposed resolution falls, and the case will go on from the stage before
    /// it, which is remembered already.
    private static func fileReference(
        by roles: [RoleID], requires: [FieldID], accepts: [FieldID], guards: [Guard], source: LegalSource
    ) -> [Rule] {
        func rule(from stages: [StageID], _ effects: [Effect]) -> Rule {
            Rule(
                "fileReference", from: .stages(stages), to: .stage("eacjReference"), by: roles, requires: requires,
                accepts: accepts, guards: guards,
                effects: effects + unsigns + NTBFiling.dropsAgreement + windows + halted.map { .pause($0) },
                source: source)
        }
        return [
            rule(from: referable, [.keepStage]),
            rule(from: ["resolutionProposed"], [.rejectProposal(.resolution), .cancel("confirmation")]),
        ]
    }

    private static let residents: [RoleID] = [.complainant, .strTrader, .association]

    private static func byPersons(_ guards: [Guard]) -> [Rule] {
        fileReference(
            by: residents, requires: ["act", "knownOn"], accepts: ["ownCounsel", "documentRef"], guards: guards,
            source: persons)
    }

    /// The two months bind persons, not Partner States and not the Secretary General.
    static let court: [Rule] =
        dating
        + byPersons([.has("actOn"), .within("eacjReferenceFromAct")])
        + byPersons([.hasNot("actOn"), .within("eacjReference")])
        + fileReference(
            by: [.ministryLegal], requires: ["act"], accepts: ["knownOn", "documentRef"],
            guards: [.actsFor(.reporting, as: .ministryLegal)], source: states)
        + fileReference(
            by: [.recOfficer], requires: ["act", "documentRef"], accepts: ["knownOn"], guards: [],
            source: secretaryGeneral)
        + [
            Rule(
                "recordJudgment", from: .stages(["eacjReference"]), to: .back(among: referable),
                by: [.ministryLegal, .recOfficer], requires: ["judgment", "documentRef"],
                effects: [.external] + halted.map { .resume($0) }, source: persons)
        ]

    /// The time runs from the act. From knowledge only where no act has a date, which then has to be explained (ruling 10).
    /// Nobody but the filer, or the officer who filed for them, shortens the filer's own time.
    private static let dating: [Rule] = [
        ("dateAct", residents, []), ("dateAct", [.nfpReporting], [Guard.fromLead]),
    ].map { action, roles, guards in
        Rule(
            action, from: .stages(referable + ["resolutionProposed"]), to: .stay, by: roles,
            requires: ["act", "actOn", "actBasis"],
            requiresWhen: [ConditionalField("reason", when: "actBasis", is: "knowledge")], guards: guards,
            effects: [.cancel("eacjReference"), .start("eacjReferenceFromAct")], source: persons)
    }
}
