import CaseProtocol

extension DisputeFields {
    /// From adoption on.
    static let implementing: [FieldSpec] = [
        CommonFields.day("adoptedOn", "Adopted on", "When the report was adopted; of an award, when it was notified."),
        FieldSpec(
            "ruling", .choice(["inconsistent", "nonViolation", "consistent"]), onHeader: true, label: "Ruling",
            help: "A breach, no breach but a benefit impaired, or no breach."),
        FieldSpec(
            "recommendations", .text(bytesMax: 20_000), label: "Recommendations", help: "What the respondent is to do."),
        CommonFields.day("rptSetOn", "Period fixed on", "When the reasonable period of time was fixed."),
        FieldSpec(
            "rptEndsOn", .date(past: false), onHeader: true, label: "Period ends on",
            help: "The last day of the reasonable period of time."),
        FieldSpec(
            "complianceMeasure", .text(bytesMax: 5_000), label: "Measure taken",
            help: "What the respondent did in order to comply."),
        FieldSpec("compliedOn", .date(past: true), label: "In effect since", help: "YYYY-MM-DD."),
        latest("complianceReferredOn", "Review asked for on", "When compliance was referred to a panel."),
        FieldSpec(
            "complianceReportOn", .date(past: true), label: "Review reported on", help: "The day of the panel's report."
        ),
        FieldSpec(
            "complianceRuling", .choice(["complied", "notComplied"]), onHeader: true, label: "Ruling on compliance",
            help: "Whether the respondent complies."),
        FieldSpec("level", .money, label: "Level asked for", help: "The trade to be suspended a year."),
        FieldSpec("sectors", .list, label: "Sectors", help: "The sectors and agreements concerned."),
        FieldSpec(
            "suspensionOrder", .choice(["sameSector", "sameAgreement", "otherAgreement"]), label: "Order of suspension",
            help: "The same sector first, then others of the same agreement, then other agreements."),
        FieldSpec(
            "orderReason", .text(bytesMax: 5_000), label: "Why not the same sector",
            help: "Why it would not be practicable or effective."),
        FieldSpec(
            "methodologyRef", .text(bytesMax: 300), label: "Methodology paper", help: "How the level was computed."),
        FieldSpec(
            "levelAwarded", .money, onHeader: true, label: "Level awarded", help: "As the arbitrators fixed it."),
        FieldSpec("awardOn", .date(past: true), label: "Award of", help: "The day of the award."),
        FieldSpec(
            "authorisedLevel", .money, onHeader: true, label: "Level authorised",
            help: "Not more than the level that was asked for or awarded."),
        FieldSpec("authorisedOn", .date(past: true), onHeader: true, label: "Authorised on", help: "YYYY-MM-DD."),
        FieldSpec("removedOn", .date(past: true), label: "Ended on", help: "When the measure or suspension ended."),
    ]

    /// What acts of several stages ask for.
    static let acts: [FieldSpec] = [
        FieldSpec("notifiedOn", .date(past: true), label: "Notified on", help: "When the others were told of it."),
        FieldSpec("meetingOn", .date(past: true), label: "Day of the meeting", help: "YYYY-MM-DD."),
        FieldSpec("grounds", .text(bytesMax: 20_000), label: "Grounds", help: "On which points, and why."),
        FieldSpec(
            "arbitrationAgreement", .text(bytesMax: 5_000), label: "Arbitration agreement",
            help: "What both sides agreed, and where it is written."),
        FieldSpec(
            "tradeInterest", .text(bytesMax: 5_000), label: "Interest", help: "The trade interest of this country."),
        FieldSpec(
            "undertaking", .text(bytesMax: 300), .internal, label: "Undertaking",
            help: "The paper in which counsel undertook to keep the secrets of the case."),
    ]
}
