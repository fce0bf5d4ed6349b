import CaseProtocol

extension DisputeWTO {
    static let deadlines: [DeadlineSpec] =
        consultationLimits + panelLimits + reportLimits + appealLimits + implementationLimits + retaliationLimits

    /// A limit that the mission watches; the lawyers are called in when the other side or a body is late.
    ///
    /// - Parameters:
    ///   - day: the field with the legal day from which it counts, on adopted history too.
    ///   - bearer: whom it binds, where the mission or the lawyers only follow it up.
    static func limit(
        _ key: DeadlineKey, _ kind: DeadlineKind, _ length: DeadlineSpec.Length,
        _ variants: [DeadlineSpec.Variant] = [],
        from day: FieldID? = nil, owner: RoleID = .missionOfficer, bearer: String? = nil,
        opens: DeadlineSpec.GateOpening = .dayAfter,
        rollsForward: Bool = false, lapse: DeadlineSpec.Lapse? = nil, title: String, _ source: LegalSource
    ) -> DeadlineSpec {
        let usual: DeadlineSpec.Lapse =
            switch kind {
            case .obligation, .cap: .escalate(to: .ministryLegal)
            case .target: .explain
            case .window, .gate: .rightEnds
            }
        return DeadlineSpec(
            key, kind, length, variants: variants, owner: owner, countsFrom: day, adoptedFrom: day,
            rollsForward: rollsForward, opens: opens, lapse: lapse ?? usual, title: title, source: source,
            bearer: bearer)
    }

    /// SCM 4 halves what it does not set. Odd numbers and months are left whole: how they are halved is nowhere said.
    static func half(_ days: Int) -> DeadlineSpec.Variant {
        .init(when: "track", is: "prohibitedSubsidy", .calendarDays(days), source: halved)
    }

    private static func scm4(_ length: DeadlineSpec.Length) -> DeadlineSpec.Variant {
        .init(when: "track", is: "prohibitedSubsidy", length, source: prohibited)
    }

    private static func scm7(_ length: DeadlineSpec.Length) -> DeadlineSpec.Variant {
        .init(when: "track", is: "actionableSubsidy", length, source: actionable)
    }

    /// In cases of urgency, those of perishable goods among them.
    private static func urgent(_ length: DeadlineSpec.Length, _ article: String) -> [DeadlineSpec.Variant] {
        ["urgency", "perishable"].map { .init(when: $0, is: "true", length, source: dsu(article, .verified)) }
    }

    private static let consultationLimits: [DeadlineSpec] = [
        limit(
            "reply", .obligation, .calendarDays(10), [half(5)], from: "receivedOn",
            bearer: "the responding party", title: "Reply to the request for consultations", dsu("4.3", .verified)),
        limit(
            "enterConsultations", .obligation, .calendarDays(30), urgent(.calendarDays(10), "4.8") + [half(15)],
            from: "receivedOn", bearer: "the responding party", title: "Enter into consultations", dsu("4.3", .verified)
        ),
        limit(
            "panelGate", .gate, .calendarDays(60), urgent(.calendarDays(20), "4.8"), from: "receivedOn",
            owner: .ministryLegal, title: "Consult before a panel may be requested", dsu("4.7", .verified)),
        // Consultations under SCM 4 and 7 count from the request, not from its receipt (ruling 12).
        limit(
            "subsidyGate", .gate, .calendarDays(60), [scm4(.calendarDays(30))], from: "consultationsRequestedOn",
            owner: .ministryLegal, title: "Consult on the subsidy before a panel may be requested", actionable),
        limit(
            "joinder", .window, .calendarDays(10), [half(5)], from: "requestCirculatedOn",
            bearer: "other Members with a substantial trade interest", rollsForward: true,
            title: "Ask to join the consultations", dsu("4.11", .secondary)),
        limit(
            "goodOfficesGate", .gate, .calendarDays(60), [half(30)], from: "receivedOn", owner: .ministryLegal,
            title: "Let good offices run before a panel is requested", dsu("5.4", .recalledHigh)),
        limit(
            "dsbLead", .window, .daysBefore(11, "dsbMeetingOn"), owner: .ministryLegal,
            title: "File the panel request for the agenda of the DSB", dsu("6.2 and rule 3 of the DSB", .verified)),
    ]

    private static let panelLimits: [DeadlineSpec] = [
        limit(
            "firstMeeting", .target, .until("dsbMeetingOn"), bearer: "the DSB",
            title: "Have the panel request before the DSB",
            dsu("6.1", .secondary)),
        limit(
            "establishment", .obligation, .until("dsbMeetingOn"), bearer: "the DSB",
            title: "Establish the panel at the next meeting",
            dsu("6.1", .secondary)),
        limit(
            "specialMeeting", .obligation, .calendarDays(15), from: "specialMeetingRequestedOn",
            bearer: "the DSB", title: "Hold the special meeting of the DSB", dsu("6.1, footnote 5", .recalledHigh)),
        limit(
            "fiveMembers", .window, .calendarDays(10), [half(5)], from: "establishedOn", owner: .ministryLegal,
            bearer: "the parties", title: "Agree on five panellists", dsu("8.5", .verified)),
        limit(
            "composition", .window, .calendarDays(20), [half(10), scm7(.calendarDays(15))], from: "establishedOn",
            owner: .ministryLegal, bearer: "the parties", title: "Agree on the panellists", dsu("8.7", .verified)),
        limit(
            "dgAppointment", .obligation, .calendarDays(10), [half(5)], from: "dgRequestedOn",
            bearer: "the Director-General", title: "Appointment by the Director-General", dsu("8.7", .recalledHigh)),
        limit(
            "timetable", .target, .calendarDays(7), from: "composedOn", bearer: "the panel",
            title: "Fix the timetable, whenever possible",
            dsu("12.3", .recalledHigh)),
        limit(
            "submissionDue", .obligation, .until("submissionOn"), owner: .ministryLegal,
            title: "File what the panel asked for",
            dsu("12 and Appendix 3", .recalledHigh)),
        limit(
            "panelSuspension", .cap, .months(12), from: "suspendedOn", owner: .ministryLegal,
            bearer: "the complaining party", lapse: .act("lapsePanel"),
            title: "Let the panel resume", dsu("12.12", .recalledHigh)),
    ]

    private static let reportLimits: [DeadlineSpec] = [
        limit(
            "panelReport", .target, .months(6),
            [scm4(.calendarDays(90)), scm7(.calendarDays(120))] + urgent(.months(3), "12.8"), from: "composedOn",
            bearer: "the panel", title: "Final report to the parties", dsu("12.8", .verified)),
        limit(
            "nineMonths", .target, .months(9), from: "establishedOn", bearer: "the panel",
            title: "Circulate within nine months in any case",
            dsu("12.9", .verified)),
        limit(
            "interimComments", .obligation, .until("commentsDueOn"), owner: .ministryLegal, lapse: .rightEnds,
            title: "Comment on the interim report", dsu("15", .secondary)),
        limit(
            "interimReview", .target, .calendarDays(14), from: "interimOn", bearer: "the panel",
            title: "Review of the interim report",
            dsu("15", .secondary)),
        limit(
            "circulation", .target, .calendarDays(21), from: "finalOn", bearer: "the panel",
            title: "Translate and circulate the report",
            LegalSource("Timetable of WTO disputes: about three weeks", .secondary)),
        limit(
            "objections", .window, .daysBefore(10, "dsbMeetingOn"),
            [.init(when: "track", is: "prohibitedSubsidy", .daysBefore(5, "dsbMeetingOn"), source: halved)],
            owner: .ministryLegal, title: "Give written reasons against the report", dsu("16.2", .verified)),
        // "Not before 20 days": the twentieth day is lawful (ruling 4).
        limit(
            "adoptionGate", .gate, .calendarDays(20), [half(10)], from: "circulatedOn", bearer: "the DSB",
            opens: .lastDay,
            title: "Leave the report to be read before it is adopted", dsu("16.1", .verified)),
        limit(
            "adoption", .obligation, .calendarDays(60), [scm4(.calendarDays(30)), scm7(.calendarDays(30))],
            from: "circulatedOn", bearer: "the DSB", title: "Adopt the report, unless it is appealed",
            dsu("16.4", .verified)),
        limit(
            "overall", .target, .months(9), from: "establishedOn", bearer: "the DSB", title: "Decide without an appeal",
            dsu("20", .verified)),
        limit(
            "overallAppeal", .target, .months(12), from: "establishedOn", bearer: "the DSB",
            title: "Decide, an appeal included",
            dsu("20", .verified)),
    ]

    private static let appealLimits: [DeadlineSpec] = [
        limit(
            "appealWindow", .window, .calendarDays(60), [scm4(.calendarDays(30)), scm7(.calendarDays(30))],
            from: "circulatedOn", owner: .ministryLegal, rollsForward: true,
            title: "Appeal before the report is adopted",
            dsu("16.4", .verified)),
        limit(
            "otherAppeal", .window, .calendarDays(5), from: "appealNoticeOn", owner: .ministryLegal, rollsForward: true,
            title: "File an appeal of one's own", LegalSource("AB Working Procedures, rule 23", .verified)),
        limit(
            "abReport", .target, .calendarDays(60), [scm4(.calendarDays(30))], from: "appealNoticeOn",
            bearer: "the Appellate Body", title: "Report of the Appellate Body", dsu("17.5", .secondary)),
        limit(
            "abOuter", .target, .calendarDays(90), [scm4(.calendarDays(60))], from: "appealNoticeOn",
            bearer: "the Appellate Body", title: "Report of the Appellate Body at the latest, with reasons",
            dsu("17.5", .secondary)),
        limit(
            "abAdoption", .obligation, .calendarDays(30), [scm4(.calendarDays(20)), scm7(.calendarDays(20))],
            from: "abCirculatedOn", bearer: "the DSB", title: "Adopt the appeal and panel reports",
            dsu("17.14", .secondary)),
        limit(
            "mpiaNotice", .window, .calendarDays(20), from: "suspendedOn", owner: .ministryLegal, rollsForward: true,
            title: "Give notice of the appeal to arbitration", mpia),
        limit(
            "mpiaAward", .target, .calendarDays(90), from: "mpiaNoticeOn", bearer: "the appeal arbitrators",
            title: "Award of the appeal arbitrators",
            mpia),
    ]
}
