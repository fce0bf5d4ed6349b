import CaseProtocol

extension UnfairSafeguard {
    static let deadlines: [DeadlineSpec] = investigation + measure + notices + concessionLimits + afterwards

    private static let investigation: [DeadlineSpec] = [
        DeadlineSpec(
            "views", .window, .until("viewsUntil"), owner: .interestedParty, lapse: .rightEnds,
            title: "Present evidence and views", source: agreement("3.1: by the day that the notice sets", .secondary)),
        DeadlineSpec(
            "nineMonths", .target, .months(9), owner: .investigator, countsFrom: "initiatedOn", lapse: .explain,
            title: "Finish the investigation", source: LegalSource("Service standard for investigations", .design)),
        DeadlineSpec(
            "provisionalCap", .cap, .calendarDays(200), owner: .minister, countsFrom: "provisionalOn",
            lapse: .act("expireProvisional"), title: "The provisional measure ends",
            source: agreement("6", .recalledHigh)
        ),
        // “Immediately” is the day itself; the Agreement names no number of days.
        DeadlineSpec(
            "consultProvisional", .obligation, .calendarDays(0), owner: .investigator, countsFrom: "provisionalOn",
            lapse: .escalate(to: .authorityHead), title: "Offer consultations on the provisional measure",
            source: agreement("12.4: immediately after it is taken", .verified)),
    ]

    private static let measure: [DeadlineSpec] = [
        DeadlineSpec(
            "measureCap", .cap, .until("measureUntil"), owner: .minister, countsFrom: "introducedOn",
            lapse: .act("expire"), title: "The measure ends",
            source: agreement("5, 7.1: four years at most unless extended", .secondary)),
        DeadlineSpec(
            "totalCap", .cap, .months(96),
            variants: [
                .init(when: "userStatus", is: "developing", .months(120), source: agreement("9.2", .verified))
            ], owner: .minister, countsFrom: "introducedOn", lapse: .act("expireTotal"),
            title: "No measure lasts longer, extensions and provisional measure included",
            source: agreement("7.3", .secondary)),
        DeadlineSpec(
            "midTermReview", .obligation, .halfWay(to: "measureUntil"), owner: .investigator,
            countsFrom: "introducedOn", lapse: .escalate(to: .authorityHead), title: "Review the measure at half-way",
            source: agreement("7.4: where it lasts longer than three years", .recalledHigh)),
        DeadlineSpec(
            "liberalisationStep", .obligation, .until("nextStepOn"), owner: .investigator,
            lapse: .escalate(to: .authorityHead), title: "Take the next step of liberalisation",
            source: agreement("7.4: at regular intervals where it lasts longer than one year", .secondary)),
    ]

    private static func notice(
        _ key: DeadlineKey, of step: String, _ article: String, _ provenance: LegalSource.Provenance
    ) -> DeadlineSpec {
        DeadlineSpec(
            key, .obligation, .calendarDays(0), owner: .investigator, lapse: .escalate(to: .authorityHead),
            title: "Notify the WTO of \(step)", source: agreement("\(article): immediately", provenance))
    }

    private static let notices: [DeadlineSpec] = [
        notice("notifyInitiation", of: "the initiation", "12.1(a)", .recalledHigh),
        notice("notifyFinding", of: "the finding of serious injury", "12.1(b)", .recalledHigh),
        notice("notifyDecision", of: "the decision to apply or extend", "12.1(c)", .recalledHigh),
        notice("notifyExclusion", of: "the developing countries left out", "9.1, footnote 2", .verified),
        notice("notifyResults", of: "the results of consultations and of compensation", "12.5", .verified),
        notice("notifyReview", of: "the result of the mid-term review", "12.5", .verified),
    ]

    /// How these four combine is not settled: they are shown, and nothing hangs on them (ruling 8).
    private static let concessionLimits: [DeadlineSpec] = [
        DeadlineSpec(
            "compensationTalks", .target, .calendarDays(30), owner: .investigator, countsFrom: "consultationsOn",
            lapse: .rightEnds, title: "Agree on compensation with exporting Members",
            source: agreement("8.1, 8.2", .secondary), bearer: "the parties", isEnforced: false),
        DeadlineSpec(
            "suspensionGate", .gate, .calendarDays(30), owner: .interestedParty, countsFrom: "consultationsOn",
            opens: .dayAfter, lapse: .rightEnds, title: "No suspension of concessions while consultations last",
            source: agreement("8.2", .secondary), bearer: "the exporting Members", isEnforced: false),
        DeadlineSpec(
            "suspensionNotice", .gate, .calendarDays(30), owner: .interestedParty, countsFrom: "receivedOn",
            opens: .dayAfter, lapse: .rightEnds, title: "No suspension until the Council for Trade in Goods knew of it",
            source: agreement("8.2", .secondary), bearer: "the exporting Members", isEnforced: false),
        DeadlineSpec(
            "suspensionWindow", .window, .calendarDays(90), owner: .interestedParty, countsFrom: "finalOn",
            lapse: .rightEnds, title: "Suspend equivalent concessions", source: agreement("8.2", .secondary),
            bearer: "the exporting Members", isEnforced: false),
        DeadlineSpec(
            "noRetaliation", .gate, .months(36), owner: .interestedParty, countsFrom: "finalOn", opens: .dayAfter,
            lapse: .rightEnds, title: "No suspension in the first three years of a measure that conforms",
            source: agreement("8.3: where imports rose in absolute terms", .secondary), bearer: "the exporting Members",
            isEnforced: false),
    ]

    /// When the same product may be safeguarded again.
    private static let afterwards: [DeadlineSpec] = [
        DeadlineSpec(
            "reapplication", .gate, .months(24),
            variants: [
                .init(when: "userStatus", is: "developing", .months(24), source: agreement("9.2", .verified))
            ], owner: .investigator, countsFrom: "measureUntil", opens: .dayAfter, lapse: .rightEnds,
            title: "No new measure on the product for at least two years",
            source: agreement("7.5: as long as it was applied, two years at least", .recalledHigh)),
        DeadlineSpec(
            "reapplicationShort", .gate, .months(12), owner: .investigator, countsFrom: "introducedOn",
            opens: .lastDay, lapse: .rightEnds,
            title: "No new measure of 180 days or less within a year of this one",
            source: agreement("7.6", .secondary)),
        DeadlineSpec(
            "reapplicationEqual", .gate, .until("reapplyFrom"), owner: .investigator, opens: .lastDay,
            lapse: .rightEnds,
            title: "No new measure for as long as this one was applied, half of it for a developing user",
            source: agreement("7.5, 9.2", .recalledHigh)),
    ]
}
