import CaseProtocol

extension UnfairMalpractice {
    static let stages: [Stage] = [
        Stage(
            "received", public: nil, owner: .triageOfficer, clocks: ["acknowledge", "screen"],
            "The desk screens the report: what kind it is, and whether it is dangerous."),
        Stage(
            "infoRequested", public: nil, owner: .complainant, clocks: ["infoAnswer"], takesHistory: false,
            "Questions wait for the reporter's answer."),
        Stage("screened", public: nil, owner: .triageOfficer, "The desk decides where the report belongs."),
        Stage(
            "referred", public: nil, owner: .agencyLiaison, clocks: ["agencyAccept"],
            "The agency says whether it takes the matter."),
        Stage("accepted", public: nil, owner: .agencyLiaison, clocks: ["outcome"], "The agency has taken it."),
        Stage("investigating", public: nil, owner: .agencyLiaison, clocks: ["outcome"], "The agency is at work on it."),
        Stage(
            "outcomeReported", public: nil, owner: .triageOfficer,
            "The agency said what it found and did; the desk sums it up for the reporter."),
        Stage("closed", public: nil, isFinal: true, owner: nil, "The reporter was told how it ended."),
        Stage(
            "closedUnsubstantiated", public: nil, isFinal: true, owner: nil, clocks: ["review"],
            "There was too little to go on; the reporter may ask for a second look."),
        // One stage for both kinds: its name must not tell the reporter that a trade-remedy case exists (ADA 5.5).
        Stage("converted", public: nil, isFinal: true, owner: nil, "It goes on as a case of another kind."),
    ]
}
