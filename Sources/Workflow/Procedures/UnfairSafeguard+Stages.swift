import CaseProtocol

extension UnfairSafeguard {
    static let stages: [Stage] = [
        Stage(
            "drafting", public: nil, owner: .industryApplicant, takesHistory: false,
            "The industry writes its application; nobody else sees it."),
        Stage(
            "lead", public: nil, owner: .investigator, takesHistory: false,
            "The authority looks into a surge that nobody has applied about."),
        Stage(
            "filed", public: nil, owner: .investigator, takesHistory: false,
            "The authority examines the application; its existence is a secret."),
        Stage(
            "rejected", public: nil, isFinal: true, owner: nil, takesHistory: false,
            "The evidence did not justify an investigation."),
        Stage(
            "initiated", public: "Under investigation", owner: .investigator, clocks: ["nineMonths"],
            "The investigation is open by public notice."),
        Stage(
            "provisional", public: "Provisional measure", owner: .investigator,
            clocks: ["provisionalCap", "nineMonths"], "A provisional tariff stands while the investigation goes on."),
        Stage(
            "hearings", public: "Under investigation", owner: .investigator, clocks: ["provisionalCap", "nineMonths"],
            "Importers, exporters and users are heard, on the public interest too."),
        Stage(
            "determination", public: "Under investigation", owner: .authorityHead, clocks: ["provisionalCap"],
            "The authority recommends and the minister decides whether to propose a measure."),
        Stage(
            "closedNoMeasure", public: "Closed without measure", isFinal: true, owner: nil, "No measure was taken."),
        Stage(
            "consultation", public: "Measure proposed", owner: .minister, clocks: ["provisionalCap"],
            "Exporting Members are consulted on the measure and on compensation."),
        Stage(
            "measureInForce", public: "Measure in force", owner: .investigator, clocks: ["measureCap", "totalCap"],
            "The measure is applied to imports from every origin but those excluded."),
        Stage(
            "midTermReview", public: "Measure in force, under review", owner: .investigator,
            clocks: ["measureCap", "totalCap"],
            "Whether to keep the measure, ease it faster or end it."),
        Stage(
            "extensionReview", public: "Measure in force, under review", owner: .investigator,
            clocks: ["measureCap", "totalCap"], "Whether the industry still needs the measure and adjusts."),
        Stage(
            "revoked", public: "Measure revoked", isFinal: true, owner: nil, clocks: ["reapplication"],
            "The measure was ended early."),
        Stage(
            "expired", public: "Measure expired", isFinal: true, owner: nil, clocks: ["reapplication"],
            "The measure ended by itself."),
    ]
}
