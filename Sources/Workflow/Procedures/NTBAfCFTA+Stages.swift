import CaseProtocol

extension NTBAfCFTA {
    static let stages: [Stage] =
        filing.stages(
            screener: .nfpReporting,
            "The focal point validates it: a state measure, not a duplicate, not a matter of one community.")
        + outside + work + NTBFiling.endings + [
            Stage(
                "escalatedToDispute", public: "Escalated to dispute", isFinal: true, owner: nil,
                "It goes on as a trade dispute.")
        ] + CommonRules.stages.filter { $0.id == "withdrawn" }

    private static let outside: [Stage] = [
        Stage(
            "atRec", public: "Complaint registered with REC", owner: .recOfficer,
            "Both countries belong to a regional community, which has it first."),
        Stage(
            "transferred", public: "Transferred", owner: .recOfficer,
            "Another mechanism has it; it comes back if it is not settled there."),
    ]

    private static let work: [Stage] = [
        Stage(
            "requestSent", public: "In process", owner: .nfpImposing, clocks: ["reply"],
            "The imposing country has the written request and replies to each point."),
        Stage(
            "replied", public: "In process", owner: .nfpImposing, clocks: ["bilateral"],
            "Both focal points talk about the reply."),
        Stage(
            "facilitation", public: "In process", owner: .secretariatAfcfta, clocks: ["agreeFacilitator"],
            "A neutral expert is agreed on, or else appointed, and looks into the facts."),
        Stage(
            "reportIssued", public: "In process", owner: .nfpImposing,
            "The facilitator has reported; both sides comment and look for a solution."),
        Stage(
            "agreed", public: "In process", owner: .nfpImposing, clocks: ["target"],
            "Both sides have agreed on a solution; the imposing side carries it out."),
        Stage(
            "timeBound", public: "In process", owner: .nfpImposing, clocks: ["target"],
            "The elimination matrix holds an action, its owner and a date."),
        Stage(
            "subCommittee", public: "In process", owner: .secretariatAfcfta, clocks: ["session"],
            "It lies before the Sub-Committee on Non-Tariff Barriers."),
    ]
}
