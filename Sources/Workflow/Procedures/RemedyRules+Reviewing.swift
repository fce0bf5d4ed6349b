import CaseProtocol

/// While a measure is in force.
extension RemedyRules {
    private static let reviewTypes: [DeadlineKey] = [
        "interimReview", "newShipper", "sunsetReview", "refundReview", "refundLimit", "circumventionReview",
    ]

    var reviewing: [Rule] {
        requesting + opening + concluding
    }

    /// The industry asks for a sunset review from a year before the end on. Who asks after the ninth month before it is
    /// late, by our standard, and still heard: what counts in law is that the review begins while the measure stands.
    private var requesting: [Rule] {
        [
            Rule(
                "requestReview", from: .stages(Self.inForce), to: .stay, by: Self.everyParty,
                requires: ["reviewType", "evidence"], accepts: Self.papers,
                guards: [
                    .fieldIs("reviewType", ["interim", "newShipper", "refund", "anticircumvention"]), Self.twoVersions,
                ], source: law.review),
            Rule(
                "requestReview", from: .stages(Self.inForce), to: .stay, by: Self.applicants,
                requires: ["reviewType", "evidence"], accepts: Self.papers,
                guards: [
                    .fieldIs("reviewType", ["sunset"]), .gate("sunsetGate"), .before("measureCap"), Self.twoVersions,
                ], source: law.sunset),
        ]
    }

    private var opening: [Rule] {
        [
            review("interim", requires: ["evidence"], starts: ["interimReview"], source: law.review),
            // The duty is not collected from the new exporter while its own rate is worked out.
            review(
                "newShipper", requires: ["party", "evidence"], guards: [.namesParty([.interestedParty])],
                also: [.markParty("duty", "suspended")], starts: ["newShipper"], source: law.newShipper),
            review(
                "refund", requires: ["claimedOn", "evidence"], starts: ["refundReview", "refundLimit"],
                source: law.refund),
            review("anticircumvention", requires: ["evidence"], starts: ["circumventionReview"], source: Self.design),
            sunset(from: "measureInForce", to: .stage("inReview")),
            // Another review that is still running does not cost the industry this one.
            sunset(from: "inReview", to: .stay),
        ]
    }

    private func review(
        _ type: String, requires fields: [FieldID], guards: [Guard] = [], also effects: [Effect] = [],
        starts keys: [DeadlineKey], source: LegalSource
    ) -> Rule {
        Rule(
            "review", from: .stages(["measureInForce"]), to: .stage("inReview"), by: [.investigator],
            requires: ["reviewType"] + fields, accepts: ["noticeText", "noticeRef"],
            guards: [.fieldIs("reviewType", [type])] + guards, effects: effects + keys.map { .start($0) },
            source: source)
    }

    /// Begun before the five years are over, it keeps the measure in force while it runs.
    private func sunset(from stage: StageID, to destination: Destination) -> Rule {
        Rule(
            "review", from: .stages([stage]), to: destination, by: [.investigator],
            requires: ["reviewType", "evidence", "noticeText"], accepts: ["noticeRef"],
            guards: [.fieldIs("reviewType", ["sunset"]), .hasNot("sunsetReview"), .before("measureCap")],
            effects: [.flag("sunsetReview")] + Self.endOfFiveYears + [.start("sunsetReview")], source: law.sunset)
    }

    private static let endOfFiveYears: [Effect] = [
        .cancel("measureCap"), .meet("sunsetReminder"), .cancel("sunsetGate"), .cancel("sunsetWindow"),
    ]

    private var concluding: [Rule] {
        let done = Self.reviewTypes.map { Effect.meet($0) } + [.clear("reviewRecommended")]
        return [
            Rule(
                "reportReview", from: .stages(["inReview"]), to: .stay, by: [.investigator],
                requires: ["draftReport"],
                effects: [
                    .sign("draftedBy"), .flag("reviewReported"), .clear("reviewRecommended"), .clear("recommendedBy"),
                ], record: .internal, source: Self.separation),
            Rule(
                "recommendReview", from: .stages(["inReview"]), to: .stay, by: [.authorityHead],
                requires: ["recommendation"], guards: [.has("reviewReported"), .notSigner("draftedBy")],
                effects: [.sign("recommendedBy"), .flag("reviewRecommended"), .clear("reviewReported")],
                record: .internal, source: Self.separation),
            // A review that covered both the practice and the injury begins the five years anew.
            maintain(
                requires: ["fiveYearsFrom"], guards: [.fieldIs("coversBoth", ["true"])],
                effects: done + [.clear("sunsetReview")] + Self.fiveYears, source: law.sunset),
            maintain(
                requires: [], guards: [.fieldIs("coversBoth", ["false"]), .hasNot("sunsetReview")], effects: done,
                source: law.review),
            Rule(
                "revoke", from: .stages(["inReview"]), to: .stage("revoked"), by: [.minister],
                requires: ["report", "noticeText", "withdrawnOn"], accepts: ["gazetteNo", "refunds"],
                guards: [.has("reviewRecommended")] + Self.decidedByAnother, effects: done + Self.endOfFiveYears,
                source: law.review),
            Rule(
                "revoke", from: .stages(["measureInForce"]), to: .stage("revoked"), by: [.minister],
                requires: ["documentRef", "noticeText", "withdrawnOn"], accepts: ["gazetteNo", "refunds"],
                guards: [.fieldIs("courtOutcome", ["annulled"])], effects: Self.endOfFiveYears, source: law.judicial),
            // Where the measure came with history and was kept alive elsewhere.
            Rule(
                "recordFiveYears", from: .stages(["measureInForce"]), to: .stay, by: [.authorityHead],
                requires: ["fiveYearsFrom", "documentRef"], guards: [.hasNot("fiveYearsFrom")],
                effects: [.external] + Self.fiveYears, source: law.sunset),
            Rule(
                "expire", from: .stages(Self.inForce), to: .stage("expired"), by: [.system],
                guards: [.lapsed("measureCap"), .hasNot("sunsetReview")],
                effects: [.lapse("measureCap")], worksSuspended: true, source: law.sunset),
        ]
    }

    private func maintain(
        requires fields: [FieldID], guards: [Guard], effects: [Effect], source: LegalSource
    ) -> Rule {
        Rule(
            "maintain", from: .stages(["inReview"]), to: .stage("measureInForce"), by: [.minister],
            requires: ["coversBoth", "report", "noticeText"] + fields,
            accepts: ["measure", "exporterRates", "residualRate", "gazetteNo", "refunds"],
            guards: guards + [.has("reviewRecommended")] + Self.decidedByAnother, effects: effects, source: source)
    }
}
