import CaseProtocol

extension Enquiry {
    private static let receipt: [Effect] = [
        .markSubmitted, .issueNumber, .start("acknowledge"), .start("assign"),
    ]

    /// A question comes in: from the enquirer, or through the officer who took the call, the message or the visit.
    static let asking: [Rule] = [
        Rule(
            "ask", from: .nothing, to: .stage("received"), by: filers, requires: starredFields,
            accepts: optionalFields + ["country"], effects: receipt, source: design),
        Rule(
            "ask", from: .nothing, to: .stage("received"), by: [.enquiryOfficer],
            requires: starredFields + ["receivedAt"], accepts: optionalFields + assistedFields, effects: receipt,
            source: design),
        Rule(
            "acknowledge", from: .stages(["received", "assigned"]), to: .stay, by: [.enquiryOfficer],
            accepts: ["text"], effects: [.meet("acknowledge")], isRebaseable: true, source: design),
    ]

    private static let statutoryClocks: [Effect] = [
        .flag("accessRequest"), .start("information"), .start("informationCeiling"),
    ]

    /// A question that is a request under the Access to Information Act: the law's own limits run beside those of the
    /// desk.
    static let information: [Rule] = [
        Rule(
            "requestInformation", from: .nothing, to: .stage("received"), by: filers,
            requires: starredFields + ["infoUrgency"], accepts: optionalFields + ["country"],
            effects: receipt + statutoryClocks, source: accessAct),
        Rule(
            "requestInformation", from: .nothing, to: .stage("received"), by: [.enquiryOfficer],
            requires: starredFields + ["infoUrgency", "receivedAt"], accepts: optionalFields + assistedFields,
            effects: receipt + statutoryClocks, source: accessAct),
        // A request need not call itself one: whoever reads it says so, and the time counts from its receipt.
        Rule(
            "takeAsInformationRequest", from: .stages(["received", "assigned", "referred"]), to: .stay,
            by: [.enquiryOfficer], requires: ["infoUrgency", "receivedAt"], guards: [.hasNot("accessRequest")],
            effects: statutoryClocks, source: accessAct),
        // Once, and before the 21 days are over; the longer limit runs already.
        Rule(
            "extendInformation", from: .stages(["received", "assigned", "awaitingEnquirer", "referred"]), to: .stay,
            by: [.enquiryOfficer], requires: ["reason"],
            guards: [
                .has("accessRequest"), .fieldIs("infoUrgency", ["ordinary"]), .hasNot("informationExtended"),
                .within("information"),
            ], effects: [.flag("informationExtended"), .cancel("information")], source: accessAct),
    ]
}
