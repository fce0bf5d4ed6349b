import CaseProtocol

extension UnfairSafeguard {
    /// While the measure stands.
    static let inForce: [Rule] = [
        Rule(
            "liberalise", from: .stages(inForceStages), to: .stay, by: [.investigator], requires: ["text"],
            accepts: ["nextStepOn", "documentRef"],
            effects: [.meet("liberalisationStep"), .start("liberalisationStep")], source: agreement("7.4", .secondary)),
        // Of a measure that was taken over from another register the term is often not told.
        Rule(
            "recordTerm", from: .stages(inForceStages), to: .stay, by: [.investigator, .authorityHead],
            requires: ["introducedOn", "measureUntil", "durationClass", "userStatus", "documentRef"],
            guards: [.hasNot("introducedOn"), .notBefore("measureUntil", than: "introducedOn")],
            effects: [.start("measureCap"), .start("totalCap")], source: agreement("7.1, 7.3", .secondary)),
    ]

    private static func decide(
        _ action: ActionID, to stage: StageID, requires: [FieldID] = [], effects: [Effect] = []
    ) -> Rule {
        Rule(
            action, from: .stages(["midTermReview"]), to: .stage(stage), by: [.minister],
            requires: ["report"] + requires, accepts: ["measure", "liberalisation", "documentRef"],
            guards: [.has("reviewReported"), .notSigner("draftedBy")],
            effects: [
                .meet("midTermReview"), .start("notifyReview"), .clear("reviewReported"), .clear("draftedBy"),
            ] + effects, source: agreement("7.4", .recalledHigh))
    }

    private static let midTerm: [Rule] = [
        Rule(
            "review", from: .stages(["measureInForce"]), to: .stage("midTermReview"), by: [.investigator],
            accepts: ["text"], source: agreement("7.4", .recalledHigh)),
        Rule(
            "reportReview", from: .stages(["midTermReview", "extensionReview"]), to: .stay, by: [.investigator],
            requires: ["draftReport"], effects: [.flag("reviewReported"), .sign("draftedBy")], record: .internal,
            source: separation),
        decide("maintain", to: "measureInForce"),
        decide("revoke", to: "revoked", requires: ["measureUntil", "gazetteNo"], effects: bars),
    ]

    /// Eight years in all, ten for a developing user; the last day itself ends the measure (``expireTotal``), this only
    /// tells early.
    private static let totals: [(status: String, months: Int)] = [("developed", 96), ("developing", 120)]

    private static func extended(_ status: String, months: Int) -> Rule {
        Rule(
            "extendMeasure", from: .stages(["extensionReview"]), to: .stage("measureInForce"), by: [.minister],
            requires: [
                "measureUntil", "durationClass", "stillNeeded", "adjustmentEvidence", "nextStepOn", "gazetteNo",
                "userStatus",
            ], accepts: ["liberalisation", "measure"],
            guards: [
                .has("reviewReported"), .has("consultationsOffered"), .fieldIs("userStatus", [status]),
                .notSigner("draftedBy"), .has("introducedOn"),
                .fieldIs("durationClass", ["upToOneYear", "upToThreeYears", "overThreeYears"]),
                lasts(atMostMonths: months),
            ],
            effects: [
                .start("measureCap"), .start("liberalisationStep"), .start("notifyDecision"),
                .clear("reviewReported"), .clear("consultationsOffered"), .clear("draftedBy"),
            ], source: agreement("7.2, 7.3", .secondary))
    }

    private static let extensions: [Rule] =
        [
            Rule(
                "openExtension", from: .stages(["measureInForce"]), to: .stage("extensionReview"),
                by: [.investigator], requires: ["reason"], source: agreement("7.2", .secondary))
        ] + totals.map { extended($0.status, months: $0.months) } + [
            Rule(
                "refuseExtension", from: .stages(["extensionReview"]), to: .stage("measureInForce"),
                by: [.minister, .authorityHead], requires: ["reason"], guards: [.notSigner("draftedBy")],
                effects: [.clear("reviewReported"), .clear("consultationsOffered"), .clear("draftedBy")],
                source: agreement("7.2", .secondary))
        ]

    /// One reports, another decides.
    static let reviewing: [Rule] = midTerm + extensions

    /// Which bar applies depends on the next measure: two years and more for any, one year for one of 180 days or less.
    private static let bars: [Effect] = [.start("reapplication"), .start("reapplicationShort")]

    private static let expire = Rule(
        "expire", from: .stages(inForceStages), to: .stage("expired"), by: [.system], guards: [.lapsed("measureCap")],
        effects: [.lapse("measureCap")] + bars, worksSuspended: true, source: agreement("7.1", .secondary))

    /// A measure ends by itself, and bars the next one for a time.
    static let ending: [Rule] = [
        expire,
        Rule(
            "expireTotal", from: .stages(inForceStages), to: .stage("expired"), by: [.system],
            guards: [.lapsed("totalCap")], effects: [.lapse("totalCap")] + bars,
            worksSuspended: true, source: agreement("7.3", .secondary)),
        Rule(
            "setReapplication", from: .stages(["revoked", "expired"]), to: .stay, by: [.investigator, .authorityHead],
            requires: ["reapplyFrom"], accepts: ["text"], effects: [.start("reapplicationEqual")],
            source: agreement("7.5, 9.2", .recalledHigh)),
    ]
}
