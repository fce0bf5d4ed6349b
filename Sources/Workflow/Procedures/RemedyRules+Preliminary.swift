import CaseProtocol

/// The preliminary determination and what may rest on it.
extension RemedyRules {
    /// Who drafts does not recommend, and who recommends does not decide.
    static let decidedByAnother: [Guard] = [.notSigner("draftedBy"), .notSigner("recommendedBy")]

    /// The investigator's draft and the head's recommendation stay inside the authority until the minister has decided.
    var preliminary: [Rule] {
        [
            Rule(
                "close", from: .stages(["responding"]), to: .stage("preliminary"), by: [.investigator],
                requires: ["repliesSummary", "samplingNote"], effects: [.cancel("views")], source: law.questionnaire),
            Rule(
                "draftPreliminary", from: .stages(["preliminary"]), to: .stay, by: [.investigator],
                requires: ["draftReport"],
                effects: [
                    .sign("draftedBy"), .flag("preliminaryDrafted"), .clear("preliminaryRecommended"),
                    .clear("recommendedBy"),
                ], record: .internal, source: Self.separation),
            Rule(
                "recommendPreliminary", from: .stages(["preliminary"]), to: .stay, by: [.authorityHead],
                accepts: ["recommendation"], guards: [.has("preliminaryDrafted"), .notSigner("draftedBy")],
                effects: [.sign("recommendedBy"), .flag("preliminaryRecommended"), .clear("preliminaryDrafted")],
                record: .internal, source: Self.separation),
            Rule(
                "determinePreliminary", from: .stages(["preliminary"]), to: .stay, by: [.minister],
                requires: ["preliminaryFinding", "report", "noticeText"], accepts: ["noticeRef"],
                guards: [.has("preliminaryRecommended")] + Self.decidedByAnother,
                effects: [.clear("preliminaryRecommended")], source: law.preliminary),
        ]
    }

    /// What the minister says of a provisional measure. That its rates are not above what was found is attested: the
    /// rules compare no two figures of one act.
    private var provisionalFields: [FieldID] {
        ["provisionalOn", "provisionalForm", "exporterRates", "withinFinding", "noticeText", "gazetteNo"]
            + practice.provisionalTerms
    }

    /// Not before the sixtieth day: neither the act nor the day from which the measure applies.
    private static let sixtyDays: [Guard] = [
        .gate("provisionalGate"), .daysApart("provisionalOn", after: "initiatedOn", atLeast: 60),
    ]

    var provisional: [Rule] {
        [
            Rule(
                "imposeProvisional", from: .stages(["preliminary"]), to: .stage("provisional"), by: [.minister],
                requires: provisionalFields + ["neededNow"], accepts: ["refunds"],
                requiresWhen: practice.provisionalTermsWhen,
                guards: [
                    .fieldIs("preliminaryFinding", ["affirmative"]), .fieldIs("neededNow", ["true"]),
                    .fieldIs("withinFinding", ["true"]), .hasNot("provisionalExpired"),
                ] + Self.sixtyDays + Self.decidedByAnother,
                effects: [.start("provisionalCap")], source: law.provisional),
            // It ends by itself; the investigation goes on.
            expireProvisional(from: ["provisional"], to: .stage("preliminary")),
            expireProvisional(from: ["verifying", "disclosed", "finalDetermination"], to: .stay),
            Rule(
                "releaseSecurities", from: .any, to: .stay, by: [.investigator, .authorityHead],
                requires: ["documentRef"], accepts: ["refunds"], guards: [.has("securitiesToRelease")],
                effects: [.clear("securitiesToRelease")], worksSuspended: true, source: law.provisionalLength),
        ]
    }

    private func expireProvisional(from stages: [StageID], to destination: Destination) -> Rule {
        Rule(
            "expireProvisional", from: .stages(stages), to: destination, by: [.system],
            guards: [.lapsed("provisionalCap")],
            effects: [.lapse("provisionalCap"), .flag("provisionalExpired"), .flag("securitiesToRelease")],
            worksSuspended: true, source: law.provisionalLength)
    }

    /// A promise in place of a duty. It suspends the investigation in fact, and with it the target of twelve months;
    /// the cap of eighteen runs on (ruling 1).
    var undertakings: [Rule] {
        [
            Rule(
                "offerUndertaking", from: .stages(["preliminary", "provisional", "verifying"]), to: .stay,
                by: [.interestedParty], requires: ["undertakingText"] + practice.undertakingTerms,
                accepts: Self.papers, guards: [Self.twoVersions], source: law.undertaking),
            Rule(
                "declineUndertaking", from: .stages(["preliminary", "provisional", "verifying"]), to: .stay,
                by: [.authorityHead], requires: ["party", "reason"], guards: [.namesParty([.interestedParty])],
                effects: [.markParty("undertaking", "declined")], source: law.undertaking),
            Rule(
                "acceptUndertaking", from: .stages(["preliminary", "provisional"]), to: .stage("undertaking"),
                by: [.minister], requires: ["undertakingText", "monitoringPlan"] + practice.undertakingTerms,
                accepts: ["noticeText", "refunds"], guards: [.fieldIs("preliminaryFinding", ["affirmative"])],
                effects: [.pause("investigationTarget"), .cancel("provisionalCap")], source: law.acceptance),
            // Of one exporter among several: the case goes on for the others.
            Rule(
                "acceptPartyUndertaking", from: .stages(["preliminary", "provisional", "verifying"]), to: .stay,
                by: [.minister], requires: ["party", "undertakingText", "monitoringPlan"] + practice.undertakingTerms,
                guards: [.fieldIs("preliminaryFinding", ["affirmative"]), .namesParty([.interestedParty])],
                effects: [.markParty("undertaking", "accepted")], source: law.acceptance),
            Rule(
                "recordPartyBreach", from: .stages(Self.underInvestigation + Self.inForce), to: .stay, by: [.minister],
                requires: ["party", "breach", "exporterRates"], accepts: ["noticeText"],
                guards: [.namesParty([.interestedParty])], effects: [.markParty("undertaking", "breached")],
                source: law.undertaking),
            Rule(
                "breach", from: .stages(["undertaking"]), to: .stage("provisional"), by: [.minister],
                requires: provisionalFields + ["breach"], requiresWhen: practice.provisionalTermsWhen,
                guards: [.fieldIs("withinFinding", ["true"]), .hasNot("provisionalExpired")] + Self.sixtyDays,
                effects: [.resume("investigationTarget"), .start("provisionalCap")], source: law.undertaking),
            // The exporter wishes it, or the authority: the investigation is finished all the same.
            Rule(
                "resumeInvestigation", from: .stages(["undertaking"]), to: .stage("verifying"), by: [.investigator],
                requires: ["reason"], effects: [.resume("investigationTarget")], source: law.undertaking),
            // The investigation ends with the undertaking, which is reviewed and expires as a duty would.
            Rule(
                "concludeByUndertaking", from: .stages(["undertaking"]), to: .stage("measureInForce"), by: [.minister],
                requires: ["measure", "finalOn", "fiveYearsFrom", "noticeText"], accepts: ["gazetteNo"],
                guards: [.within("investigationCap")], effects: Self.concluded + Self.fiveYears,
                source: law.undertaking),
        ]
    }
}
