import CaseProtocol

extension Enquiry {
    private static func standard(_ step: String) -> LegalSource {
        LegalSource("Service standard of the enquiry desk for \(step)", .design)
    }

    /// 48 hours end on the second day after that of receipt, at the hour of receipt: a day is all that a limit can
    /// name.
    private static let urgent = DeadlineSpec.Variant(
        when: "infoUrgency", is: "lifeOrLiberty", .calendarDays(2),
        source: LegalSource(
            "Access to Information Act 2016 (Kenya), s. 9: 48 hours from receipt, which end on this day at that hour",
            .recalledHigh))

    static let deadlines: [DeadlineSpec] = desk + statutory

    private static let desk: [DeadlineSpec] = [
        DeadlineSpec(
            "acknowledge", .obligation, .workingDays(1), owner: .enquiryOfficer, countsFrom: "receivedAt",
            lapse: .escalate(to: .enquiryOfficer), title: "Acknowledge the question",
            source: standard("acknowledgement")),
        DeadlineSpec(
            "assign", .obligation, .workingDays(1), owner: .enquiryOfficer, countsFrom: "receivedAt",
            lapse: .escalate(to: .enquiryOfficer), title: "Assign it to a desk", source: standard("assignment")),
        DeadlineSpec(
            "answer", .obligation, .workingDays(5),
            variants: [.init(when: "complexity", is: "complex", .workingDays(15))], owner: .enquiryOfficer,
            lapse: .escalate(to: .enquiryOfficer), title: "Answer the question",
            source: standard("answers: 5 working days where it is simple, 15 where it is complex")),
        DeadlineSpec(
            "clarification", .obligation, .calendarDays(14), owner: .complainant, lapse: .act("fallSilent"),
            title: "Answer what the desk asked back", source: standard("answers of an enquirer")),
        DeadlineSpec(
            "referral", .obligation, .workingDays(5), owner: .agencyLiaison, lapse: .escalate(to: .enquiryOfficer),
            title: "Reply to the referral", source: standard("referrals")),
        DeadlineSpec(
            "acceptance", .window, .calendarDays(14), owner: .complainant, lapse: .act("closeSilent"),
            title: "Accept the answer or ask further", source: standard("silence after an answer")),
    ]

    private static let statutory: [DeadlineSpec] = [
        DeadlineSpec(
            "information", .obligation, .calendarDays(21), variants: [urgent], owner: .enquiryOfficer,
            countsFrom: "receivedAt", lapse: .escalate(to: .enquiryOfficer),
            title: "Decide on the request for information", source: accessAct),
        // The one extension lengthens the 21 days by 14, counted on from their end.
        DeadlineSpec(
            "informationCeiling", .obligation, .calendarDays(35), variants: [urgent], owner: .enquiryOfficer,
            countsFrom: "receivedAt", lapse: .escalate(to: .enquiryOfficer),
            title: "Latest day for the request, with the one extension of 14 days", source: accessAct),
    ]
}
