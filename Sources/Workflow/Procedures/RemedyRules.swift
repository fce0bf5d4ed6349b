import CaseProtocol

/// What an anti-dumping and a countervailing case have in common: nearly everything but what is alleged, the thresholds
/// and the articles. Safeguards are another animal: nobody is accused there.
struct RemedyRules {
    let law: RemedyLaw
    let practice: Practice
    /// Where a case is ready to be initiated: the exporting government was told of it, or invited to consult.
    let readyStage: StageID
    /// What on the header shows that the exporting government was told or invited.
    let governmentTold: FieldID

    /// What is alleged, and the fields that only one of the two procedures asks for.
    struct Practice {
        /// What an application says of it.
        let allegation: [FieldID]
        /// What the examination found of it: for the application, and for an opening of the authority's own.
        let evidence: [FieldID]
        /// What the minister says of a provisional measure beside its rates.
        let provisionalTerms: [FieldID]
        /// What must be added where a field has a certain value.
        let provisionalTermsWhen: [ConditionalField]
        /// What an undertaking says beside its text.
        let undertakingTerms: [FieldID]
        /// The rules by which a case, and one party's part in it, ends for small margins, volumes or subsidies.
        let ending: [Rule]
    }

    /// Who applies: domestic producers, or an association for them.
    static let applicants: [RoleID] = [.industryApplicant, .association]
    /// Who sits on the case from initiation on, and the applicant.
    static let everyParty: [RoleID] = [.interestedParty] + applicants

    /// Where a case is a secret of the applicant and the authority.
    static let beforeFiling: [StageID] = ["lead", "advice", "drafting"]
    var underExamination: [StageID] {
        readyStage == "documented" ? ["filed", "documented"] : ["filed", "documented", readyStage]
    }
    /// From initiation until the minister has decided.
    static let underInvestigation: [StageID] = [
        "initiated", "responding", "preliminary", "provisional", "undertaking", "verifying", "disclosed",
        "finalDetermination",
    ]
    static let inForce: [StageID] = ["measureInForce", "inReview"]
    static let ended: [StageID] = ["terminated", "closedNoMeasure", "revoked", "expired"]
    /// Where everybody may know of the case.
    static let knownToAll = underInvestigation + inForce + ended

    /// Who says what a paper holds: for the office alone, for everybody on the case, or why not.
    static let papers: [FieldID] = ["confidentialVersion", "goodCause", "nonConfidentialVersion", "noSummaryReason"]
    static let twoVersions = Guard.twin(
        "confidentialVersion", public: "nonConfidentialVersion", orReason: "noSummaryReason")

    static let design = LegalSource("Our own rule; no agreement prescribes it", .design)
    static let separation = LegalSource("Separation of duties: two people for what cannot be taken back", .design)
    /// Who decides: the agency investigates and recommends, the Cabinet Secretary imposes.
    static let kenya = LegalSource(
        "Kenya Trade Remedies Act 2017: the agency recommends, the minister imposes", .verified)

    /// All rules of the procedure, but those that only one of the two has.
    var rules: [Rule] {
        let parts: [[Rule]] = [
            advising, applying, examining, initiating, seating, questioning, hearing, preliminary, provisional,
            undertakings, verifying, determining, deciding, reviewing, courts, publishing, ending, practice.ending,
            common.rules(),
        ]
        return parts.flatMap(\.self)
    }

    /// Without a rule to withdraw: an application is withdrawn before initiation, and after it no more than told of
    /// (``ending``).
    private var common: CommonRules {
        CommonRules(
            officers: [.investigator, .authorityHead], adoptable: Self.adoptable, adoptionNeeds: ["country"])
    }

    /// History that was taken over says nothing of a running review, so a case under review stands as a measure in
    /// force.
    private static let adoptable = knownToAll.filter { $0 != "inReview" }
}
