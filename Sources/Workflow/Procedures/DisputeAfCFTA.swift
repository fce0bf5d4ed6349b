import CaseProtocol

extension Procedure {
    /// One government's file of a dispute under the AfCFTA Protocol on Rules and Procedures on the Settlement of Disputes, as
    /// complaining party, party complained against or third party.
    ///
    /// Of the shape of ``disputeWTO``, without its interim stages and without appeal arbitration. Days are working days
    /// (Art. 1(d), verified); of perishable goods they are calendar days. Whose holidays count is unsettled: the
    /// respondent's calendar, shown as unconfirmed (ruling 11). Nearly all other figures are recalled.
    ///
    /// Not in it: suspension of a panel, the reasonable period's outer limit, status reports, the time of a review of
    /// compliance, and any limit on joining as a third party: no figure of them is known.
    public static let disputeAfCFTA = Procedure(
        id: "dispute.afcfta", version: 1, title: "Trade dispute (AfCFTA)", numberPrefix: "DA",
        cast: .dispute(registry: "AfCFTA"), calendar: .country("respondingCountry"), stages: DisputeAfCFTA.stages,
        rules: DisputeAfCFTA.consulting + DisputeAfCFTA.goodOffices + DisputeAfCFTA.panel + DisputeAfCFTA.reporting
            + DisputeAfCFTA.implementing + DisputeAfCFTA.retaliating + DisputeAfCFTA.thirdParty + DisputeAfCFTA.ending
            + DisputeActs.counsel + DisputeAfCFTA.common,
        deadlines: DisputeAfCFTA.deadlines, fields: DisputeAfCFTA.fields + CommonFields.ofParties,
        edits: DisputeAfCFTA.edits
    ).withLinks(by: [.ministryLegal, .missionOfficer], except: ["goodOffices"])
}

/// The parts of the table and the words that they share.
enum DisputeAfCFTA {
    static func article(_ article: String, _ mark: LegalSource.Provenance = .recalledMedium) -> LegalSource {
        LegalSource("AfCFTA Protocol on the Settlement of Disputes, Art. \(article)", mark)
    }

    static let design = LegalSource("Our own rule for dispute files", .design)

    /// The registry enters what the bodies of the AfCFTA did; the mission may, from the papers.
    static let recorders: [RoleID] = [.secretariatAfcfta, .missionOfficer]
    static let consultationStages: [StageID] = ["consultationsRequested", "consultations", "goodOffices"]

    private static let adopted = CommonRules(
        officers: [.ministryLegal, .missionOfficer], publishing: ([.ministryLegal], [.minister, .missionOfficer]),
        adoptable: stages.filter { $0.takesHistory && !CommonRules.stages.contains($0) }.map(\.id),
        adoptionNeeds: ["capacity"])

    static let common: [Rule] = adopted.rules(withdrawers: [.ministryLegal])

    static let ending: [Rule] = [
        Rule(
            "mutuallyAgreedSolution", from: .anyOpen, to: .stage("settled"), by: [.ministryLegal],
            requires: ["text", "notifiedOn"], accepts: ["documentRef"], worksSuspended: true, source: design)
    ]

    private static let isThirdParty = Guard.fieldIs("capacity", ["thirdParty"])
    private static let shape = LegalSource("The shape of the DSU; no limit of the AfCFTA is known", .design)

    /// This government takes part in the dispute of others.
    static let thirdParty: [Rule] = [
        Rule(
            "joinConsultations", from: .stages(["assessment"]), to: .stage("joinedConsultations"), by: [.ministryLegal],
            requires: ["tradeInterest"], accepts: ["notifiedTo", "documentRef"], guards: [isThirdParty],
            effects: [.markTransmitted], source: shape),
        Rule(
            "reserveThirdParty", from: .stages(["assessment", "joinedConsultations"]), to: .stage("reservedThirdParty"),
            by: [.ministryLegal, .missionOfficer], requires: ["tradeInterest"], accepts: ["documentRef"],
            guards: [isThirdParty], effects: [.markTransmitted], source: shape),
        Rule(
            "fileSubmission", from: .stages(["reservedThirdParty"]), to: .stage("submission"),
            by: [.counsel, .ministryLegal], requires: ["documentRef"], accepts: ["submissionTopic"], source: shape),
        Rule(
            "close", from: .stages(["joinedConsultations", "reservedThirdParty", "submission"]), to: .stage("closed"),
            by: [.ministryLegal], requires: ["text"], source: design),
    ]
}
