import CaseProtocol

extension UnfairSafeguard {
    private static func recommend(injuryFound: Bool) -> Rule {
        Rule(
            "recommend", from: .stages(["determination"]), to: .stay, by: [.authorityHead],
            requires: ["injuryFound", "report", "recommendation"], accepts: ["documentRef"],
            guards: [.fieldIs("injuryFound", ["\(injuryFound)"]), .notSigner("draftedBy")],
            effects: [.flag("recommended"), .clear("draftedBy"), .sign("recommendedBy")]
                + (injuryFound ? [.start("notifyFinding")] : []), source: kenya)
    }

    private static func negative(afterProvisional: Bool) -> Rule {
        Rule(
            "negative", from: .stages(["determination"]), to: .stage("closedNoMeasure"), by: [.minister],
            requires: ["reason", "gazetteNo"] + (afterProvisional ? ["refunds"] : []),
            guards: [
                .has("recommended"), afterProvisional ? .has("provisionalOn") : .hasNot("provisionalOn"),
                .notSigner("recommendedBy"),
            ], source: agreement("6: provisional duties are refunded", .recalledHigh))
    }

    /// One drafts, another recommends, a third decides.
    static let determining: [Rule] = [
        recommend(injuryFound: true), recommend(injuryFound: false), negative(afterProvisional: true),
        negative(afterProvisional: false),
        Rule(
            "proposeMeasure", from: .stages(["determination"]), to: .stage("consultation"), by: [.minister],
            requires: ["measureForm", "measure", "liberalisation", "excludedCountries"], accepts: ["quotaBasis"],
            requiresWhen: [ConditionalField("quotaBasis", when: "measureForm", is: "quota")],
            guards: [.has("recommended"), .has("injuryFound"), .notSigner("recommendedBy")], source: kenya),
    ]

    /// How long a measure lasts, as far as other duties hang on it.
    private static let durations: [(word: String, guards: [Guard], clocks: [Effect])] = [
        ("upTo180Days", [lasts(atMost: 180)], []),
        ("upToOneYear", [lasts(atMostMonths: 12)], []),
        ("upToThreeYears", [lasts(atMostMonths: 36)], [.start("liberalisationStep")]),
        (
            "overThreeYears",
            [.daysApart("measureUntil", after: "introducedOn", atLeast: 1096), lasts(atMostMonths: 48)],
            [.start("liberalisationStep"), .start("midTermReview")]
        ),
    ]

    /// The measure ends no later than this many calendar months after its introduction.
    static func lasts(atMostMonths months: Int) -> Guard {
        .monthsAtMost("measureUntil", after: "introducedOn", months)
    }

    /// The measure ends no later than this many days after its introduction.
    static func lasts(atMost days: Int) -> Guard { .daysApart("introducedOn", after: "measureUntil", atLeast: -days) }

    /// Of the provisional measure the term counts too: then it was introduced with that.
    private static let introduced: [Guard] = [
        .notBefore("finalOn", than: "introducedOn"), .notBefore("introducedOn", than: "initiatedOn"),
        .notBefore("introducedOn", than: "provisionalOn"), .notBefore("provisionalOn", than: "introducedOn"),
        .notBefore("measureUntil", than: "finalOn"),
    ]

    private static func apply(
        _ word: String, _ guards: [Guard], _ clocks: [Effect], increase: String
    ) -> Rule {
        let selectors: [Guard] = [.fieldIs("durationClass", [word]), .fieldIs("increase", [increase])]
        let retaliation: [Effect] = increase == "absolute" ? [.start("noRetaliation")] : []
        let effects: [Effect] = [
            .cancel("provisionalCap"), .start("measureCap"), .start("totalCap"), .start("suspensionWindow"),
            .start("notifyDecision"), .start("notifyExclusion"), .clear("recommended"), .clear("recommendedBy"),
            .clear("consultationsOffered"),
        ]
        return Rule(
            "apply", from: .stages(["consultation"]), to: .stage("measureInForce"), by: [.minister],
            requires: [
                "finalOn", "introducedOn", "measureUntil", "durationClass", "gazetteNo", "measure", "liberalisation",
                "excludedCountries", "increase", "userStatus",
            ], accepts: ["nextStepOn"],
            requiresWhen: [
                ConditionalField("nextStepOn", when: "durationClass", is: "upToThreeYears"),
                ConditionalField("nextStepOn", when: "durationClass", is: "overThreeYears"),
            ], guards: [.has("consultationsOffered")] + selectors + introduced + guards,
            effects: effects + clocks + retaliation, source: agreement("5, 7.1, 12.3", .secondary))
    }

    /// One rule for every length and kind of increase: the duties that follow differ.
    static let applying: [Rule] = durations.flatMap { duration in
        ["absolute", "relative"].map { apply(duration.word, duration.guards, duration.clocks, increase: $0) }
    }
}
