import CaseProtocol

extension DisputeAfCFTA {
    static let deadlines: [DeadlineSpec] = toPanel + toAdoption + toCompliance

    /// So many working days; of perishable goods calendar days.
    ///
    /// - Parameters:
    ///   - urgent: how many in other cases of urgency, which keep working days (ruling 11).
    ///   - bearer: whom it binds, where the mission or the lawyers only follow it up.
    private static func days(
        _ key: DeadlineKey, _ kind: DeadlineKind, _ count: Int, urgent: Int? = nil, from day: FieldID,
        owner: RoleID = .missionOfficer, bearer: String? = nil, opens: DeadlineSpec.GateOpening = .dayAfter,
        title: String,
        _ article: String, _ mark: LegalSource.Provenance = .recalledMedium
    ) -> DeadlineSpec {
        var variants = [
            DeadlineSpec.Variant(
                when: "perishable", is: "true", .calendarDays(urgent ?? count),
                source: Self.article("\(article); calendar days for perishable goods by Art. 1(d)", mark))
        ]
        if let urgent { variants.append(.init(when: "urgency", is: "true", .workingDays(urgent))) }
        return DisputeWTO.limit(
            key, kind, .workingDays(count), variants, from: day, owner: owner, bearer: bearer, opens: opens,
            title: title,
            Self.article("\(article), in the respondent's working days (whose holidays count is unconfirmed)", mark))
    }

    private static let toPanel: [DeadlineSpec] = [
        days(
            "reply", .obligation, 10, from: "receivedOn", bearer: "the responding party",
            title: "Reply to the request for consultations", "7",
            .recalledHigh),
        days(
            "enterConsultations", .obligation, 30, urgent: 10, from: "receivedOn", bearer: "the responding party",
            title: "Enter into consultations",
            "7",
            .recalledHigh),
        days(
            "panelGate", .gate, 60, urgent: 20, from: "receivedOn", owner: .ministryLegal,
            title: "Consult before a panel may be requested", "7", .recalledHigh),
        days(
            "dsbMeeting", .obligation, 15, from: "panelRequestedOn", bearer: "the DSB",
            title: "Have the DSB meet on the request", "9"),
        days("establishment", .obligation, 10, from: "dsbMetOn", bearer: "the DSB", title: "Constitute the panel", "9"),
        days(
            "composition", .window, 30, from: "establishedOn", owner: .ministryLegal, bearer: "the parties",
            title: "Agree on the panellists",
            "10"),
        // Ten days after the thirty in which the parties could agree.
        days(
            "appointment", .obligation, 40, from: "establishedOn",
            bearer: "the Head of the Secretariat with the chair of the DSB",
            title: "Appointment by the Head of the Secretariat with the chair of the DSB", "10 (30 and 10 days)"),
    ]

    /// - Note: one and a half months cannot be said in months and are counted as 45 days, as the note of the source says.
    private static let toAdoption: [DeadlineSpec] = [
        DisputeWTO.limit(
            "panelReport", .target, .months(5),
            ["perishable", "urgency"].map {
                .init(
                    when: $0, is: "true", .calendarDays(45),
                    source: article("15: one and a half months, counted here as 45 days", .recalledLow))
            }, from: "composedOn", bearer: "the panel", title: "Report of the panel to the parties", article("15")),
        DisputeWTO.limit(
            "nineMonths", .target, .months(9), from: "composedOn", bearer: "the panel",
            title: "Report within nine months in any case",
            article("15")),
        // "Not before 20 days": the twentieth day is lawful (ruling 4).
        days(
            "adoptionGate", .gate, 20, from: "circulatedOn", bearer: "the DSB", opens: .lastDay,
            title: "Leave the report to be read before it is adopted", "19"),
        // Counted back from the meeting.
        DisputeWTO.limit(
            "objections", .window, .workingDaysBefore(10, "dsbMeetingOn"),
            [
                .init(
                    when: "perishable", is: "true", .daysBefore(10, "dsbMeetingOn"),
                    source: article("19; calendar days for perishable goods by Art. 1(d)"))
            ], owner: .ministryLegal,
            title: "Give written objections to the report",
            article("19, in the respondent's working days (whose holidays count is unconfirmed)")),
        days(
            "adoption", .obligation, 60, from: "circulatedOn", bearer: "the DSB",
            title: "Adopt the report, unless it is appealed", "19"),
        days(
            "appealWindow", .window, 60, from: "circulatedOn", owner: .ministryLegal,
            title: "Appeal before the report is adopted", "19"),
        days(
            "abReport", .target, 60, from: "appealNoticeOn", bearer: "the Appellate Body",
            title: "Report of the Appellate Body", "21 and 22"),
        days(
            "abOuter", .target, 90, from: "appealNoticeOn",
            bearer: "the Appellate Body", title: "Report of the Appellate Body at the latest, with reasons", "21 and 22"
        ),
        days(
            "abAdoption", .obligation, 30, from: "abCirculatedOn", bearer: "the DSB", title: "Adopt the appeal report",
            "22"),
    ]

    private static let toCompliance: [DeadlineSpec] = [
        days(
            "intentions", .obligation, 30, from: "adoptedOn", bearer: "the party concerned",
            title: "State intentions at the DSB", "24"),
        days(
            "rptAgreement", .window, 45, from: "adoptedOn", owner: .ministryLegal,
            bearer: "the parties", title: "Agree on the reasonable period of time", "24"),
        days(
            "rptAward", .target, 90, from: "adoptedOn", bearer: "the arbitrator",
            title: "Award on the reasonable period of time", "24"),
        DisputeWTO.limit(
            "rptEnds", .obligation, .until("rptEndsOn"), bearer: "the party concerned",
            title: "Comply within the reasonable period of time",
            article("24")),
        days(
            "compensationGate", .gate, 20, from: "rptEndsOn", owner: .ministryLegal,
            bearer: "the parties", title: "Talk about compensation before retaliation may be requested", "25"),
        days(
            "retaliationWindow", .window, 30, from: "rptEndsOn", owner: .ministryLegal,
            title: "Have retaliation authorised", "25"),
        days(
            "retaliationArbitration", .target, 60, from: "rptEndsOn", bearer: "the arbitrator",
            title: "Award on the level of suspension", "25"),
    ]
}
