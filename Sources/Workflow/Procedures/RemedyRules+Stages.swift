import CaseProtocol

extension RemedyRules {
    /// The limits of a running investigation.
    private static let running: [DeadlineKey] = ["provisionalGate", "investigationTarget", "investigationCap"]

    /// - Parameter consulting: the stages that stand between examination and initiation, where a procedure has any.
    func stages(consulting: [Stage] = []) -> [Stage] {
        secret + consulting + investigation + measure + CommonRules.stages
    }

    /// Before initiation nothing is public, and nothing is taken over: that such a case exists is a secret.
    private var secret: [Stage] {
        [
            Stage(
                "lead", public: nil, owner: .investigator, clocks: ["advice"], takesHistory: false,
                "Somebody thinks of applying and waits for advice."),
            Stage(
                "advice", public: nil, owner: .investigator, clocks: ["advice"], takesHistory: false,
                "The authority says what an application needs."),
            Stage(
                "closedLead", public: nil, isFinal: true, owner: nil, takesHistory: false,
                "The question led to no application."),
            Stage(
                "drafting", public: nil, owner: .industryApplicant, takesHistory: false,
                "The industry writes its application."),
            Stage(
                "filed", public: nil, owner: .investigator, takesHistory: false,
                "The investigator examines whether it is accurate, adequate and supported by the industry."),
            Stage(
                "deficient", public: nil, owner: .industryApplicant, clocks: ["deficiency"], takesHistory: false,
                "The application lacks something; the applicant supplies it."),
            Stage(
                "documented", public: nil, owner: readyStage == "documented" ? .authorityHead : .investigator,
                clocks: ["governmentNotice"], takesHistory: false,
                "The application is properly documented; the exporting government hears of it before initiation."),
            Stage(
                "rejected", public: nil, isFinal: true, owner: nil, takesHistory: false,
                "No investigation was initiated."),
        ]
    }

    private var investigation: [Stage] {
        [
            Stage(
                "initiated", public: "Under investigation", owner: .investigator, clocks: Self.running,
                "The investigation is open; parties register and questionnaires go out."),
            Stage(
                "responding", public: "Under investigation", owner: .investigator, clocks: Self.running,
                "The parties answer their questionnaires."),
            Stage(
                "preliminary", public: "Under investigation", owner: .investigator, clocks: Self.running,
                "The authority makes its preliminary determination."),
            Stage(
                "provisional", public: "Provisional measure", owner: .investigator,
                clocks: ["investigationTarget", "investigationCap", "provisionalCap"],
                "A provisional measure applies while the investigation goes on."),
            Stage(
                "undertaking", public: "Undertaking accepted", owner: .investigator, clocks: ["investigationCap"],
                "An undertaking stands in place of a duty and is monitored."),
            Stage(
                "verifying", public: "Under investigation", owner: .investigator, clocks: Self.running,
                "Figures are checked at the firms, with their consent."),
            Stage(
                "disclosed", public: "Under investigation", owner: .investigator, clocks: Self.running,
                "The parties have the essential facts and comment on them."),
            Stage(
                "finalDetermination", public: "Under investigation", owner: .minister, clocks: Self.running,
                "The minister decides on the authority's recommendation."),
            Stage(
                "terminated", public: "Terminated", isFinal: true, owner: nil,
                "The investigation ended without a measure before a final determination."),
            Stage(
                "closedNoMeasure", public: "Closed without measure", isFinal: true, owner: nil,
                "The final determination was negative; securities are released."),
        ]
    }

    private var measure: [Stage] {
        [
            Stage(
                "measureInForce", public: "Measure in force", owner: .investigator,
                clocks: ["measureCap", "sunsetReminder", "sunsetGate", "sunsetWindow"],
                "Customs collects the duty, or an undertaking is kept."),
            Stage(
                "inReview", public: "Under review", owner: .investigator, takesHistory: false,
                "A review runs; the measure stands meanwhile."),
            Stage("revoked", public: "Revoked", isFinal: true, owner: nil, "The measure was taken back."),
            Stage("expired", public: "Expired", isFinal: true, owner: nil, "Its five years are over."),
        ]
    }
}
