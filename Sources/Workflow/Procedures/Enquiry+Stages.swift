import CaseProtocol

extension Enquiry {
    static let stages: [Stage] = [
        Stage(
            "received", public: nil, owner: .enquiryOfficer, clocks: ["acknowledge", "assign"],
            "The desk has the question and gives it to the officers who know the field."),
        Stage("assigned", public: nil, owner: .enquiryOfficer, clocks: ["answer"], "The officers look for the answer."),
        Stage(
            "awaitingEnquirer", public: nil, owner: .complainant, clocks: ["clarification"], takesHistory: false,
            "The desk asked back; the time for the answer stands still."),
        Stage(
            "referred", public: nil, owner: .agencyLiaison, clocks: ["referral", "answer"],
            "Another body was asked for its part of the answer."),
        Stage(
            "answered", public: nil, owner: .complainant, clocks: ["acceptance"],
            "The answer is out; the enquirer accepts it, asks further or says nothing."),
        Stage("closed", public: nil, isFinal: true, owner: nil, "Accepted, or no more was heard of it."),
        Stage("convertedToCase", public: nil, isFinal: true, owner: nil, "It goes on as a case of another kind."),
    ]
}
