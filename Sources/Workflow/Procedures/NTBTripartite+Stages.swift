import CaseProtocol

extension NTBTripartite {
    static let stages: [Stage] = [
        Stage(
            "draft", public: nil, owner: .complainant, takesHistory: false,
            "The filer is still writing; nobody else sees it."),
        Stage(
            "lead", public: nil, owner: .nfpReporting, clocks: ["callBack"], takesHistory: false,
            "A report by phone or SMS waits to be called back."),
        Stage("closedLead", public: nil, isFinal: true, owner: nil, "The call or message led to no complaint."),
        Stage(
            "submitted", public: "New", owner: .nfpReporting, clocks: ["screen"],
            "The focal point screens it: a state measure, not a duplicate, in the right category."),
        Stage(
            "infoRequested", public: "New", owner: .complainant, clocks: ["infoAnswer"], takesHistory: false,
            "Questions wait for the complainant's answer."),
        Stage(
            "dormant", public: "New", owner: .complainant, clocks: ["wakeWindow"], takesHistory: false,
            "The questions went unanswered; an answer wakes the complaint."),
        Stage("abandoned", public: "Abandoned", isFinal: true, owner: nil, "It slept for too long."),
        Stage("rejected", public: "Rejected", isFinal: true, owner: nil, "It was turned down at screening."),
        Stage("registered", public: "New", owner: .system, "It has its number and is about to be transmitted."),
        Stage(
            "transmitted", public: "In process", owner: .nfpImposing, clocks: ["acknowledge"],
            "The imposing country has it and names the agency in charge."),
        Stage(
            "consultation", public: "In process", owner: .nfpImposing, clocks: ["nationalReply", "stale"],
            "The imposing country consults its agencies and replies."),
        Stage(
            "bilateral", public: "In process", owner: .nfpImposing, clocks: ["bilateralMeeting", "stale"],
            "Both focal points meet."),
        Stage(
            "timeBound", public: "In process", owner: .nfpImposing, clocks: ["target", "stale"],
            "The elimination matrix holds an action, its owner and a date."),
        Stage(
            "regionalForum", public: "In process", owner: .recOfficer, clocks: ["session", "stale"],
            "It is on the list of the regional forum."),
        Stage(
            "policyOrgan", public: "In process", owner: .recOfficer, clocks: ["session", "stale"],
            "It lies before the Council."),
        Stage(
            "resolutionProposed", public: "In process", owner: .nfpReporting, clocks: ["confirmation"],
            takesHistory: false,
            "The imposing side says that it is resolved; the reporting side confirms or contests."),
        Stage(
            "resolved", public: "Resolved", isFinal: true, owner: nil, clocks: ["reopenWindow"], "The barrier is gone."),
        Stage(
            "notAnNtb", public: "Resolved", isFinal: true, owner: nil, clocks: ["reopenWindow"],
            "The measure was found lawful."),
        Stage(
            "escalatedToDispute", public: "Escalated to dispute", isFinal: true, owner: nil,
            "It goes on as a trade dispute."),
        Stage("withdrawn", public: "Withdrawn", isFinal: true, owner: nil, "The filer took it back."),
        Stage("transferred", public: "Transferred", isFinal: true, owner: nil, "It goes on under another mechanism."),
    ]
}
