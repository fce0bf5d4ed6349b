import CaseProtocol

/// From the visits to the final decision.
extension RemedyRules {
    var verifying: [Rule] {
        [
            verification(from: ["preliminary", "provisional"], to: .stage("verifying")),
            verification(from: ["verifying"], to: .stay),
            // What was seen at the firm is the authority's; the others get a summary.
            Rule(
                "reportVerification", from: .stages(["verifying"]), to: .stay, by: [.investigator],
                requires: ["party", "heldInConfidence"], accepts: ["nonConfidentialVersion", "noSummaryReason"],
                guards: [.namesParty([.interestedParty]), Self.heldWithSummary],
                effects: [.markParty("verification", "done")], source: law.verification),
            Rule(
                "discloseEssentialFacts", from: .stages(["preliminary", "provisional", "verifying"]),
                to: .stage("disclosed"), by: [.investigator],
                requires: ["statement"], effects: [.start("essentialFacts")], source: law.disclosure),
        ]
    }

    /// Only where the firm agrees and its government, told of it, does not object.
    private func verification(from stages: [StageID], to destination: Destination) -> Rule {
        Rule(
            "scheduleVerification", from: .stages(stages), to: destination, by: [.investigator],
            requires: ["party", "firmConsents", "governmentObjects", "visitPlan"],
            guards: [
                .namesParty([.interestedParty]), .fieldIs("firmConsents", ["true"]),
                .fieldIs("governmentObjects", ["false"]),
            ], effects: [.markParty("verification", "scheduled")], source: law.verification)
    }

    /// The parties answer the essential facts before the authority makes up its mind.
    var determining: [Rule] {
        [
            Rule(
                "commentOnFacts", from: .stages(["disclosed"]), to: .stay, by: Self.everyParty, requires: ["text"],
                accepts: Self.papers, guards: [Self.twoVersions], isRebaseable: true, source: law.summary),
            considerComments(requires: [], guards: [.lapsed("essentialFacts")]),
            considerComments(requires: ["allCommented"], guards: [.fieldIs("allCommented", ["true"])]),
            Rule(
                "draftDetermination", from: .stages(["disclosed"]), to: .stay, by: [.investigator],
                requires: ["draftReport", "draftRates"],
                effects: [.sign("draftedBy"), .flag("determinationDrafted"), .clear("recommendedBy")],
                record: .internal, source: Self.separation),
            Rule(
                "determine", from: .stages(["disclosed"]), to: .stage("finalDetermination"), by: [.authorityHead],
                requires: ["recommendation"], accepts: ["draftRates"],
                guards: [
                    .has("determinationDrafted"), .has("commentsConsidered"), .notSigner("draftedBy"),
                    .within("investigationCap"),
                ],
                effects: [.sign("recommendedBy"), .clear("determinationDrafted"), .cancel("questionnaire")],
                record: .internal,
                source: Self.kenya),
            // The minister asks for another look.
            Rule(
                "sendBack", from: .stages(["finalDetermination"]), to: .stage("disclosed"), by: [.minister],
                requires: ["reason"], effects: [.clear("recommendedBy")], record: .internal, source: Self.kenya),
        ]
    }

    private func considerComments(requires fields: [FieldID], guards: [Guard]) -> Rule {
        Rule(
            "considerComments", from: .stages(["disclosed"]), to: .stay, by: [.investigator],
            requires: ["commentsNote"] + fields, guards: guards,
            effects: [.meet("essentialFacts"), .flag("commentsConsidered")], source: law.disclosure)
    }

    /// The investigation is over, with or without a measure.
    static let concluded: [Effect] = [
        .meet("investigationTarget"), .meet("investigationCap"), .cancel("provisionalGate"), .cancel("provisionalCap"),
        .cancel("questionnaire"),
    ]
    /// The five years begin, and what reminds of their end.
    static let fiveYears: [Effect] = [
        .start("measureCap"), .start("sunsetReminder"), .start("sunsetGate"), .start("sunsetWindow"),
    ]

    var deciding: [Rule] {
        [
            // At most ninety days before the provisional measure, and never before initiation.
            Rule(
                "applyRetroactively", from: .stages(["finalDetermination"]), to: .stay, by: [.minister],
                requires: ["retroactiveFrom", "massiveImports", "knownPractice"],
                guards: [
                    .has("provisionalOn"), .notBefore("retroactiveFrom", than: "initiatedOn"),
                    .daysApart("retroactiveFrom", after: "provisionalOn", atLeast: -90),
                ] + Self.decidedByAnother, source: law.retroactivity),
            Rule(
                "impose", from: .stages(["finalDetermination"]), to: .stage("measureInForce"), by: [.minister],
                requires: [
                    "measure", "exporterRates", "residualRate", "withinFinding", "noSecondRemedy", "report", "reasons",
                    "noticeText", "gazetteNo", "finalOn", "fiveYearsFrom",
                ], accepts: ["lesserDuty", "refunds"],
                guards: [
                    .within("investigationCap"), .fieldIs("withinFinding", ["true"]),
                    .fieldIs("noSecondRemedy", ["true"]), .notBefore("finalOn", than: "initiatedOn"),
                    .notBefore("fiveYearsFrom", than: "provisionalOn"),
                    .notBefore("fiveYearsFrom", than: "initiatedOn"),
                ] + Self.decidedByAnother, effects: Self.concluded + Self.fiveYears, source: law.duty),
            Rule(
                "negative", from: .stages(["finalDetermination"]), to: .stage("closedNoMeasure"), by: [.minister],
                requires: ["report", "reasons", "noticeText", "refunds", "finalOn"], accepts: ["gazetteNo"],
                guards: Self.decidedByAnother, effects: Self.concluded, source: law.excess),
        ]
    }
}
