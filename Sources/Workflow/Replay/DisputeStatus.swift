public import CaseProtocol

/// What a published status of a WTO dispute says about where it stands: the weakest stage that its words support.
///
/// The words are those of `wto-disputes.csv`, as crawled between early 2018 and March 2019. No other words are taken: a
/// status that is not in ``all`` supports no stage.
public struct DisputeStatus: Hashable, Sendable {
    /// The source's own words.
    public let published: String
    public let stage: StageID
    /// Why this stage and no later one.
    public let reason: String
    /// Whether a dispute can be there only with a panel report, only without one, or either way (`nil`).
    let needsReport: Bool?
    let flags: [ReplayOddity]

    private init(
        _ published: String, _ stage: StageID, report: Bool?, flags: [ReplayOddity] = [], _ reason: String
    ) {
        self.published = published
        self.stage = stage
        self.reason = reason
        needsReport = report
        self.flags = flags
    }

    /// The status with exactly these words; `nil` for others.
    public init?(published words: String) {
        guard let status = Self.all.first(where: { $0.published == words }) else { return nil }
        self = status
    }

    /// Every status that the register uses.
    public static let all: [DisputeStatus] = underWay + decided + ended

    private static let underWay: [DisputeStatus] = [
        DisputeStatus(
            "In consultations", "consultations", report: false,
            "Consultations are said to go on; a panel request is not."),
        DisputeStatus(
            "Panel established, but not yet composed", "panelEstablished", report: false,
            "Says so, and what is missing."),
        DisputeStatus("Panel composed", "panelComposed", report: false, "Says so; an interim report is not public."),
        DisputeStatus("Panel report circulated", "circulated", report: true, "Says so; neither adoption nor appeal."),
        DisputeStatus(
            "Panel report under appeal", "appealed", report: true,
            "Says so, at a time when the Appellate Body could still hear appeals (it lost its quorum in December 2019)."
        ),
    ]

    private static let decided: [DisputeStatus] = [
        DisputeStatus(
            "Report(s) adopted, with recommendation to bring measure(s) into conformity", "adopted", report: true,
            "Adopted; no reasonable period is mentioned."),
        DisputeStatus(
            "Implementation notified by respondent", "complianceClaimed", report: true,
            "It is the respondent's own word; that the complainant accepts it is not said."),
        DisputeStatus(
            "Compliance proceedings ongoing", "compliancePanel", report: true, "A compliance panel is at work."),
        DisputeStatus(
            "Compliance proceedings completed with finding(s) of non-compliance", "compliancePanel", report: true,
            "The panel found against the respondent; talks on compensation are not mentioned."),
        DisputeStatus(
            "Authorization to retaliate requested (including 22.6 arbitration)", "retaliationRequested", report: true,
            "Requested; the words cover arbitration but do not say that there is one."),
        DisputeStatus(
            "Authorization to retaliate requested (including 22.6 arbitration), compliance proceedings ongoing",
            "retaliationRequested", report: true, flags: [.secondStatus],
            "Requested; the compliance panel beside it stands in the flag."),
        DisputeStatus(
            "Authorization to retaliate granted", "retaliationAuthorised", report: true, "Granted."),
        DisputeStatus(
            "Authorization to retaliate granted, authorization to retaliate granted", "retaliationAuthorised",
            report: true, flags: [.statusDoubled], "Granted; the source says it twice."),
        DisputeStatus(
            "Authorization to retaliate granted, compliance proceedings ongoing", "retaliationAuthorised", report: true,
            flags: [.secondStatus], "Granted; the compliance panel beside it stands in the flag."),
    ]

    private static let ended: [DisputeStatus] = [
        DisputeStatus(
            "Report(s) adopted, no further action required", "closed", report: true,
            "Adopted, and nothing is left to be done; that something was brought into conformity is not said."),
        DisputeStatus(
            "Mutually acceptable solution on implementation notified", "settled", report: true,
            "A solution of both sides was notified."),
        DisputeStatus(
            "Settled or terminated (withdrawn, mutually agreed solution)", "closed", report: nil,
            flags: [.endNotSpecified], "It ended; a solution of both sides is one of the ways that the words cover."),
        DisputeStatus("Authority for panel lapsed", "lapsed", report: false, "Says so."),
    ]
}
