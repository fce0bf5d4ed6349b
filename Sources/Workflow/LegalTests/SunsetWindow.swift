public import CaseProtocol

/// When a definitive anti-dumping or countervailing duty ends, and when a review must have started to keep it
/// (ADA 11.3, SCM 21.3).
public enum SunsetWindow {
    static let sources = [
        LegalSource("ADA 11.3", .verified), LegalSource("SCM 21.3", .recalledHigh),
        LegalSource("reminder after 54 months; requests 12 to 9 months before the end", .design),
    ]

    /// Computes the five years and what hangs on them.
    ///
    /// - Parameters:
    ///   - imposedOn: day 0.
    ///   - lastFullReviewOn: the last review that covered both dumping (or subsidy) and injury, or the last sunset review:
    ///     the five years begin again with it.
    ///   - reviewStartedOn: of a sunset review that is running or about to run.
    ///   - today: the day for which the verdict is.
    /// - Returns: ``LegalVerdict/staysDuringReview``, ``LegalVerdict/tooLate`` (a review started on the fifth anniversary
    ///   or later), ``LegalVerdict/inForce``, ``LegalVerdict/lapsed``; ``LegalVerdict/datesOnly`` without either day.
    public static func evaluate(
        imposedOn: CivilDate, lastFullReviewOn: CivilDate? = nil, reviewStartedOn: CivilDate? = nil,
        today: CivilDate? = nil
    ) throws(LegalTestRefusal) -> LegalTestResult {
        if let lastFullReviewOn, lastFullReviewOn < imposedOn {
            throw .contradiction("The review of \(lastFullReviewOn) lies before the duty of \(imposedOn).")
        }
        let start = lastFullReviewOn ?? imposedOn
        if let reviewStartedOn, reviewStartedOn < start {
            throw .contradiction("A sunset review of \(reviewStartedOn) lies before day 0, \(start).")
        }
        if let today, today < start { throw .contradiction("\(today) lies before day 0, \(start).") }
        if let today, let reviewStartedOn, today < reviewStartedOn {
            throw .contradiction("On \(today) a review of \(reviewStartedOn) has not started.")
        }
        let end = start.adding(months: 60)
        let opens = end.adding(months: -12)
        let closes = end.adding(months: -9)
        return LegalTestResult(
            .sunset, "Sunset of a definitive duty", verdict(end: end, review: reviewStartedOn, today: today),
            steps: [
                "Five years from \(lastFullReviewOn == nil ? "imposition" : "the last full review") on \(start) (day 0) end "
                    + "on \(end)\(end.day == start.day ? "" : ", the last day of a month that has no day \(start.day)").",
                "A review keeps the duty only if it starts before that date: by \(end.adding(days: -1)). Then the duty may "
                    + "stay while the review runs.",
                "Service standard, not law: a reminder on \(start.adding(months: 54)); requests of the industry from "
                    + "\(opens) to \(closes). A later request is not lost by that: the law says “a reasonable time” "
                    + "before the end.",
                "Without a review the duty lapses after \(end).",
            ],
            figures: [
                LegalFigure("day 0", start), LegalFigure("reminder", start.adding(months: 54)),
                LegalFigure("request window opens", opens), LegalFigure("request window closes", closes),
                LegalFigure("last day to start a review", end.adding(days: -1)), LegalFigure("lapses after", end),
            ],
            sources: sources,
            inputs: [
                "imposedOn": imposedOn.json, "lastFullReviewOn": lastFullReviewOn?.json ?? .null,
                "reviewStartedOn": reviewStartedOn?.json ?? .null, "today": today?.json ?? .null,
            ])
    }

    private static func verdict(end: CivilDate, review: CivilDate?, today: CivilDate?) -> LegalVerdict {
        if let review { return review < end ? .staysDuringReview : .tooLate }
        guard let today else { return .datesOnly }
        return today <= end ? .inForce : .lapsed
    }
}
