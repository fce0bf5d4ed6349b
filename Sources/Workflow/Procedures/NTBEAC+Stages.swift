import CaseProtocol

extension NTBEAC {
    static let stages: [Stage] =
        filing.stages(screener: .nmcMember, "The committee's secretariat takes it up and classifies it.")
        + [
            Stage(
                "nmcReview", public: "New", owner: .nmcChair, clocks: ["nmcSession"],
                "The national monitoring committee reviews it at its next meeting.")
        ] + bilateral + regional + NTBFiling.endings
        + [
            Stage(
                "eacjReference", public: "In process", owner: .ministryLegal, takesHistory: false,
                "It lies before the East African Court of Justice.")
        ] + CommonRules.stages

    private static let bilateral: [Stage] = [
        Stage(
            "notified", public: "In process", owner: .nfpImposing, clocks: ["reply"],
            "The imposing Partner State was notified and names the agency in charge."),
        Stage(
            "bilateral", public: "In process", owner: .nfpImposing, clocks: ["bilateral"],
            "Both focal points and their agencies talk."),
        Stage(
            "agreed", public: "In process", owner: .nfpImposing, clocks: ["agreedTarget"],
            "Both sides agreed; the imposing side carries it out."),
        Stage(
            "timeBound", public: "In process", owner: .nfpImposing, clocks: ["target"],
            "The Time-Bound Programme holds an action, its owner and a date."),
    ]

    private static let regional: [Stage] = [
        Stage(
            "rmc", public: "In process", owner: .recOfficer, clocks: ["rmcQuarter", "session"],
            "It is on the list of the Regional Monitoring Committee."),
        Stage(
            "sectoralCouncil", public: "In process", owner: .recOfficer, clocks: ["session"],
            "It lies before the Sectoral Council on Trade, Industry, Finance and Investment."),
        Stage(
            "council", public: "In process", owner: .recOfficer, clocks: ["session"],
            "It lies before the Council of Ministers."),
        Stage(
            "directive", public: "In process", owner: .nfpImposing, clocks: ["compliance"],
            "The Council has directed the imposing Partner State."),
        Stage(
            "summit", public: "In process", owner: .recOfficer, clocks: ["session"],
            "The Council has recommended a sanction to the Summit."),
        Stage(
            "tradeRemediesCommittee", public: "In process", owner: .recOfficer, takesHistory: false,
            "It was referred to the Trade Remedies Committee."),
    ]
}
