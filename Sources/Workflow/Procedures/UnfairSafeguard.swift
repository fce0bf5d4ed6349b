import CaseProtocol

extension Procedure {
    /// Safeguards against a surge of imports: WTO Agreement on Safeguards (SG) and GATT XIX, through Kenya's Trade
    /// Remedies Act 2017, under which the authority investigates and recommends and the Cabinet Secretary imposes.
    ///
    /// Nobody need have traded unfairly. The day limits of the Kenyan Act were not seen: the outer limits of the
    /// Agreement stand, and nine months for the investigation are a service standard. Not in it: regional safeguards
    /// (COMESA Treaty 61, SADC Protocol on Trade 20), which have terms of their own, and the rule that measures of up
    /// to 180 days may hit one product twice in five years at most, for which several cases would have to be counted
    /// together.
    public static let unfairSafeguard = Procedure(
        id: "unfair.safeguard", version: 1, title: "Safeguard investigation and measure", numberPrefix: "SG",
        cast: .remedy, calendar: .country("country"), stages: UnfairSafeguard.stages + CommonRules.stages,
        rules: UnfairSafeguard.rules, deadlines: UnfairSafeguard.deadlines,
        fields: UnfairSafeguard.fields + CommonFields.ofParties + CommonFields.ofCommonRules,
        edits: UnfairSafeguard.edits
    ).withLinks(
        by: [.investigator, .authorityHead], except: ["drafting", "lead", "midTermReview", "extensionReview"])
}

/// The parts of the table and the words that they share.
enum UnfairSafeguard {
    static let filers: [RoleID] = [.industryApplicant, .association]

    static let rules: [Rule] =
        filing + initiating + investigating + provisional + determining + applying + inForce + reviewing + ending
        + concessions + notifying + common

    /// Where the parties may be heard.
    static let beforeFinding: [StageID] = ["initiated", "provisional", "hearings"]
    /// Where a measure stands.
    static let inForceStages: [StageID] = ["measureInForce", "midTermReview", "extensionReview"]
    /// Where the case is no secret.
    static let fromInitiationOn: [StageID] =
        beforeFinding + ["determination", "consultation"] + inForceStages + ["revoked", "expired", "closedNoMeasure"]

    /// Nothing of a case becomes public before its initiation.
    private static let common = CommonRules(
        officers: [.investigator, .authorityHead], publishing: ([.investigator], [.authorityHead]),
        adoptable: beforeFinding + ["determination", "consultation"] + inForceStages + ["revoked", "expired"]
    ).rules().map { $0.action == "publishCard" ? $0.also(.has("initiatedOn")) : $0 }

    /// An article of the Agreement on Safeguards.
    static func agreement(_ article: String, _ provenance: LegalSource.Provenance) -> LegalSource {
        LegalSource("Agreement on Safeguards \(article)", provenance)
    }

    static let kenya = LegalSource(
        "Trade Remedies Act 2017 (Kenya): the Agency investigates and recommends, the Cabinet Secretary imposes",
        .verified)
    static let design = LegalSource("Our own rule; the Agreement on Safeguards says nothing of it", .design)
    static let separation = LegalSource("Separation of duties: who drafts a determination does not approve it", .design)
    static let secrecy = LegalSource(
        "Our own rule, after the Anti-Dumping Agreement 5.5: no publicity before initiation", .design)
}

extension Rule {
    /// The same rule under one more condition.
    fileprivate func also(_ condition: Guard) -> Rule {
        Rule(
            action, from: from, to: to, by: roles, requires: requires, accepts: accepts, alsoCalled: alsoCalled,
            choices: choices, requiresWhen: requiresWhen, guards: guards + [condition], effects: effects,
            record: record, isRebaseable: isRebaseable, worksSuspended: worksSuspended, source: source)
    }
}
