import CaseProtocol

extension Procedure {
    /// One government's file of a dispute under the Dispute Settlement Understanding (DSU) of the WTO, as complainant,
    /// respondent or third party.
    ///
    /// The same stages are walked in each capacity: own acts are taken by the ministry's lawyers, those of the other side
    /// and of WTO bodies are recorded by the mission. Figures are those of the DSU, of SCM 4 and 7 where the header's
    /// `track` says so, and of the interim appeal arbitration arrangement (MPIA).
    ///
    /// Not in it: the time limits of the 1966 Decision (only that it was invoked is recorded), the panel's own working
    /// calendar beyond the next date that it set, and a check that what is suspended does not exceed the level awarded.
    public static let disputeWTO = Procedure(
        id: "dispute.wto", version: 1, title: "Trade dispute (WTO)", numberPrefix: "DW", cast: .dispute(),
        calendar: .named("WTO"), stages: DisputeWTO.stages,
        rules: DisputeWTO.consulting + DisputeWTO.goodOffices + DisputeWTO.panel + DisputeWTO.panelWork
            + DisputeWTO.reporting + DisputeWTO.appealing + DisputeWTO.implementing + DisputeWTO.retaliating
            + DisputeWTO.thirdParty + DisputeWTO.ending + DisputeActs.counsel + DisputeWTO.common,
        deadlines: DisputeWTO.deadlines, fields: DisputeWTO.fields + CommonFields.ofParties, edits: DisputeWTO.edits
    ).withLinks(by: [.ministryLegal, .missionOfficer], except: ["goodOffices"])
}

/// The parts of the table and the words that they share.
enum DisputeWTO {
    /// The features that an administrator may switch on; off by default.
    enum Feature {
        /// The Appellate Body has members enough to hear an appeal. It has had none since December 2019.
        static let appellateBody = "appellateBody"
    }

    static func dsu(_ article: String, _ mark: LegalSource.Provenance) -> LegalSource {
        LegalSource("DSU \(article)", mark)
    }

    static let design = LegalSource("Our own rule for dispute files", .design)
    static let prohibited = LegalSource("SCM 4 (prohibited subsidy)", .recalledHigh)
    static let halved = LegalSource("SCM 4: the other periods are halved", .recalledHigh)
    static let actionable = LegalSource("SCM 7 (actionable subsidy)", .recalledHigh)
    static let mpia = LegalSource("MPIA, agreed procedures", .recalledHigh)
    static let articleTwentyFive = LegalSource("DSU 25", .secondary)

    /// Until a panel is asked for.
    static let consultationStages: [StageID] = ["consultationsRequested", "consultations", "goodOffices"]
    /// While a panel is asked for or at work.
    static let panelStages: [StageID] = [
        "panelRequested", "blockedOnce", "panelEstablished", "panelComposed", "interimReport", "finalToParties",
    ]
    /// While what was decided is carried out and stays on the agenda of the DSB.
    static let surveillanceStages: [StageID] = [
        "rptRunning", "complianceClaimed", "compliancePanel", "compensationTalks", "compensated",
        "retaliationRequested",
        "arbitration22_6", "retaliationAuthorised",
    ]

    static let isSubsidy = Guard.fieldIs("track", ["prohibitedSubsidy", "actionableSubsidy"])

    private static let adopted = CommonRules(
        officers: [.ministryLegal, .missionOfficer], publishing: ([.ministryLegal], [.minister, .missionOfficer]),
        adoptable: stages.filter { $0.takesHistory && !CommonRules.stages.contains($0) }.map(\.id),
        adoptionNeeds: ["capacity"])

    static let common: [Rule] = adopted.rules(withdrawers: [.ministryLegal])

    static let ending: [Rule] = [
        Rule(
            "mutuallyAgreedSolution", from: .anyOpen, to: .stage("settled"), by: [.ministryLegal],
            requires: ["text", "notifiedOn"], accepts: ["documentRef"], worksSuspended: true,
            source: dsu("3.6", .recalledHigh))
    ]
}
