import CaseProtocol

extension DisputeWTO {
    /// From adoption to the end of the reasonable period of time (RPT).
    static let implementationLimits: [DeadlineSpec] = [
        limit(
            "intentions", .obligation, .calendarDays(30), [half(15)], from: "adoptedOn",
            bearer: "the implementing Member", title: "State intentions at the DSB",
            dsu("21.3", .secondary)),
        limit(
            "rptAgreement", .window, .calendarDays(45), from: "adoptedOn", owner: .ministryLegal,
            bearer: "the parties", title: "Agree on the reasonable period of time", dsu("21.3(b)", .recalledHigh)),
        limit(
            "rptArbitrator", .window, .calendarDays(10), from: "rptArbitrationOn", owner: .ministryLegal,
            bearer: "the parties", title: "Agree on the arbitrator of the reasonable period",
            dsu("21.3(c), footnote 12", .recalledHigh)),
        limit(
            "rptAward", .target, .calendarDays(90), from: "adoptedOn", bearer: "the arbitrator",
            title: "Award on the reasonable period of time",
            dsu("21.3(c)", .recalledHigh)),
        limit(
            "rptGuideline", .target, .months(15), from: "adoptedOn", bearer: "the arbitrator",
            title: "Reasonable period at most, as a guideline",
            dsu("21.3(c)", .verified)),
        limit(
            "rptOuter", .target, .months(15), from: "establishedOn", bearer: "the parties",
            title: "Fix the reasonable period of time",
            dsu("21.4", .verified)),
        limit(
            "rptOuterMax", .target, .months(18), from: "establishedOn",
            bearer: "the parties", title: "Fix the reasonable period where reports were extended",
            dsu("21.4", .verified)),
        limit(
            "removeEffects", .obligation, .months(6), from: "adoptedOn",
            bearer: "the implementing Member", title: "Withdraw the subsidy or remove its adverse effects", actionable),
        limit(
            "rptEnds", .obligation, .until("rptEndsOn"), bearer: "the implementing Member",
            title: "Comply within the reasonable period of time",
            dsu("21.3", .secondary)),
        limit(
            "statusReport", .obligation, .months(6), from: "rptSetOn",
            bearer: "the implementing Member", title: "Report on progress once it is on the agenda of the DSB",
            dsu("21.6", .verified)),
        limit(
            "statusReportPaper", .obligation, .daysBefore(10, "dsbMeetingOn"),
            bearer: "the implementing Member", title: "File the status report for the meeting",
            dsu("21.6", .verified)),
    ]

    /// Review, compensation and retaliation; overridden by a sequencing agreement.
    static let retaliationLimits: [DeadlineSpec] = [
        limit(
            "compliancePanel", .target, .calendarDays(90), [half(45)], from: "complianceReferredOn",
            bearer: "the compliance panel", title: "Report of the compliance panel", dsu("21.5", .secondary)),
        limit(
            "compensationGate", .gate, .calendarDays(20), [half(10)], from: "rptEndsOn", owner: .ministryLegal,
            bearer: "the parties", title: "Talk about compensation before retaliation may be requested",
            dsu("22.2", .secondary)),
        limit(
            "retaliationWindow", .window, .calendarDays(30), [half(15)], from: "rptEndsOn", owner: .ministryLegal,
            title: "Have retaliation authorised", dsu("22.6", .verified)),
        limit(
            "retaliationArbitration", .target, .calendarDays(60), [half(30)], from: "rptEndsOn",
            bearer: "the arbitrator", title: "Award on the level of suspension", dsu("22.6", .verified)),
        limit(
            "reservation", .window, .calendarDays(10), [half(5)], from: "establishedOn", owner: .ministryLegal,
            rollsForward: true, title: "Reserve third-party rights",
            LegalSource("DSB practice at the establishment of a panel", .recalledHigh)),
    ]
}
