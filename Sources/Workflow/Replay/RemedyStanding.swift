public import CaseProtocol

/// What the dates and the measure of a remedy row say about where it stands: the weakest stage that they support.
public struct RemedyStanding: Hashable, Sendable {
    public let stage: StageID
    /// Why this stage and no later one.
    public let reason: String
    /// Whether the row is a review of a measure, to which other limits apply than to an investigation.
    public let isReview: Bool
    let flags: [ReplayOddity]

    private init(_ stage: StageID, review: Bool = false, flags: [ReplayOddity] = [], _ reason: String) {
        self.stage = stage
        self.reason = reason
        isReview = review
        self.flags = flags + (review ? [.review] : [])
    }

    init(of record: RemedyRecord) {
        if let words = record.measure, let known = Self.byMeasure[words], record.withdrawnOn == nil {
            self = known
            return
        }
        let told = Self.byDates(record)
        let isNamed = record.measure.map { Self.instrumentWords.contains($0) || Self.byMeasure[$0] != nil } ?? true
        self.init(
            told.stage, review: told.isReview, flags: told.flags + (isNamed ? [] : [.measureUnknown]), told.reason)
    }

    /// Words in the measure column that only repeat the instrument.
    private static let instrumentWords: Set<String> = ["Anti-dumping", "Countervailing", "Safeguard"]

    /// What the words of the measure column support by themselves, while nothing was withdrawn.
    private static let byMeasure: [String: RemedyStanding] = [
        "Countervailing duty order": RemedyStanding(
            "measureInForce", "The row is a duty order; that it ended is not said."),
        "Definitive duty": RemedyStanding("measureInForce", "A definitive duty is named; that it ended is not said."),
        "Definitive duty; application suspended 12 months, effective after 2023-08-03": RemedyStanding(
            "measureInForce", "The definitive duty took effect when its suspension ended."),
        "Duty maintained after review: 73.33%": RemedyStanding(
            "measureInForce", review: true, "The review ended and the duty stands."),
        "Duty extended": RemedyStanding("measureInForce", review: true, "The review ended and the duty stands."),
        "Provisional payments for 6 months, then investigation concluded": RemedyStanding(
            "finalDetermination", flags: [.outcomeNotStated],
            "The investigation was concluded; whether a duty followed is not said."),
    ]

    private static func byDates(_ record: RemedyRecord) -> RemedyStanding {
        switch (record.finalOn, record.withdrawnOn) {
        case (_, _?) where record.finalOn != nil || record.collection == .orders:
            RemedyStanding(
                "revoked", flags: [.endNotSpecified],
                "The measure was withdrawn; whether by a review or because its time was over is not said.")
        case (_, _?):
            RemedyStanding(
                record.instrument == .safeguard ? "closedNoMeasure" : "terminated", flags: [.endNotSpecified],
                "It ended and no measure had come into force; on what ground is not said.")
        case (_?, nil) where record.collection == .pages:
            RemedyStanding(
                record.instrument == .safeguard ? "determination" : "finalDetermination",
                "A final decision was announced; what it was is not said.")
        case (_?, nil):
            RemedyStanding("measureInForce", "The measure came into force; that it ended is not said.")
        case (nil, nil) where record.provisionalOn != nil:
            RemedyStanding("provisional", "A provisional measure is dated, and nothing later.")
        case (nil, nil) where record.initiatedOn != nil:
            RemedyStanding("initiated", "Initiation is dated, and nothing later.")
        case (nil, nil) where record.nationalCaseNo?.hasPrefix("G/SG/N/6/") ?? false:
            RemedyStanding(
                "initiated", "Nothing is dated. Its number is that of a notice of initiation to the WTO (G/SG/N/6).")
        case (nil, nil):
            RemedyStanding(
                "initiated", "Nothing is dated. The register holds cases that an authority opened: no more is known.")
        }
    }
}
