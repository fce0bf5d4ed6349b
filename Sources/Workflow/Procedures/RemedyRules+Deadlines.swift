import CaseProtocol

/// The limits of both procedures. Where no agreement has a figure there is no clock (the WTO notifications, which are
/// due “without delay”, and the time to go to court), or a service standard that says so.
extension RemedyRules {
    /// - Parameter provisionalVariants: longer lives of a provisional measure.
    func deadlines(provisionalVariants: [DeadlineSpec.Variant] = []) -> [DeadlineSpec] {
        beforeInitiation + forParties + fromInitiation
            + [
                DeadlineSpec(
                    "provisionalCap", .cap, .months(4), variants: provisionalVariants, owner: .minister,
                    countsFrom: "provisionalOn", adoptedFrom: "provisionalOn", lapse: .act("expireProvisional"),
                    title: "End of the provisional measure", source: law.provisionalLength)
            ] + ofMeasure + ofReviews
    }

    private static func standard(_ step: String) -> LegalSource {
        LegalSource("No agreement sets a limit; our standard for \(step)", .design)
    }

    private var beforeInitiation: [DeadlineSpec] {
        [
            DeadlineSpec(
                "advice", .obligation, .workingDays(10), owner: .investigator, countsFrom: "receivedOn",
                calendar: .country("country"), lapse: .escalate(to: .authorityHead), title: "Advise the industry",
                source: Self.standard("advice before an application")),
            DeadlineSpec(
                "deficiency", .obligation, .workingDays(15), owner: .industryApplicant,
                calendar: .country("country"), lapse: .escalate(to: .authorityHead),
                title: "Supply what the application lacks", source: Self.standard("answers to a deficiency letter")),
            // The law has no figure, only “before initiation”: it runs to the day for which that is planned.
            DeadlineSpec(
                "governmentNotice", .obligation, .until("initiationPlannedOn"), owner: .investigator,
                lapse: .escalate(to: .authorityHead), title: "Tell the exporting government", source: law.government,
                bearer: "the authority"),
        ]
    }

    private var forParties: [DeadlineSpec] {
        [
            DeadlineSpec(
                "views", .window, .until("viewsUntil"), owner: .interestedParty, lapse: .rightEnds,
                title: "Make views known, as the notice of initiation says", source: law.notice),
            DeadlineSpec(
                "questionnaire", .obligation, .calendarDays(30), owner: .interestedParty, countsFrom: "sentOn",
                deemedDays: 7, lapse: .act("noReply"), title: "Answer the questionnaire", source: law.questionnaire),
            DeadlineSpec(
                "essentialFacts", .obligation, .calendarDays(14), owner: .interestedParty, lapse: .rightEnds,
                title: "Comment on the essential facts",
                source: LegalSource("\(law.disclosure.authority) asks for enough time; our standard", .design)),
        ]
    }

    private var fromInitiation: [DeadlineSpec] {
        [
            DeadlineSpec(
                "provisionalGate", .gate, .calendarDays(60), owner: .minister, countsFrom: "initiatedOn",
                adoptedFrom: "initiatedOn", opens: .lastDay, lapse: .rightEnds, title: "No provisional measure before",
                source: law.provisional),
            DeadlineSpec(
                "investigationTarget", .target, .months(12), owner: .investigator, countsFrom: "initiatedOn",
                adoptedFrom: "initiatedOn", lapse: .explain, title: "Conclude the investigation within a year",
                source: law.duration),
            DeadlineSpec(
                "investigationCap", .cap, .months(18), owner: .minister, countsFrom: "initiatedOn",
                adoptedFrom: "initiatedOn", lapse: .act("capReached"), title: "Last day of the investigation",
                source: law.duration),
        ]
    }

    /// Five years, and inside them the months in which a review is best asked for.
    private var ofMeasure: [DeadlineSpec] {
        [
            DeadlineSpec(
                "measureCap", .cap, .months(60), owner: .minister, countsFrom: "fiveYearsFrom",
                adoptedFrom: "finalOn", lapse: .act("expire"), title: "End of the measure", source: law.sunset),
            DeadlineSpec(
                "sunsetReminder", .target, .months(54), owner: .investigator, countsFrom: "fiveYearsFrom",
                adoptedFrom: "finalOn", lapse: .escalate(to: .investigator),
                title: "Think of the measure's end in six months",
                source: Self.standard("reminding of the end of a measure")),
            DeadlineSpec(
                "sunsetGate", .gate, .months(48), owner: .industryApplicant, countsFrom: "fiveYearsFrom",
                adoptedFrom: "finalOn", opens: .lastDay, lapse: .rightEnds,
                title: "Requests for a sunset review are taken from",
                source: Self.standard("requests, twelve to nine months before the end")),
            DeadlineSpec(
                "sunsetWindow", .target, .months(51), owner: .industryApplicant, countsFrom: "fiveYearsFrom",
                adoptedFrom: "finalOn", lapse: .rightEnds, title: "Ask for a sunset review in good time",
                source: Self.standard("requests, twelve to nine months before the end")),
        ]
    }

    private var ofReviews: [DeadlineSpec] {
        [
            review("interimReview", "Conclude the interim review", source: law.review),
            review("sunsetReview", "Conclude the sunset review", source: law.review),
            review(
                "newShipper", "Give the new exporter its own rate",
                source: LegalSource(
                    "\(law.newShipper.authority) asks for speed without a figure; our standard", .design)),
            review(
                "circumventionReview", "Conclude the review of circumvention",
                source: Self.standard("reviews of circumvention")),
            review("refundReview", "Decide on the refund", countsFrom: "claimedOn", source: law.refund),
            DeadlineSpec(
                "refundLimit", .obligation, .months(18), owner: .investigator, countsFrom: "claimedOn",
                lapse: .escalate(to: .authorityHead), title: "Last day to decide on the refund", source: law.refund),
        ]
    }

    private func review(
        _ key: DeadlineKey, _ title: String, countsFrom field: FieldID? = nil, source: LegalSource
    ) -> DeadlineSpec {
        DeadlineSpec(
            key, .target, .months(12), owner: .investigator, countsFrom: field, lapse: .explain, title: title,
            source: source)
    }
}
