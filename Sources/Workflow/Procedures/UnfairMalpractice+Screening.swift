import CaseProtocol

extension UnfairMalpractice {
    private static let receipt: [Effect] = [
        .markSubmitted, .issueNumber, .start("acknowledge"), .start("screen"),
    ]

    /// A report comes in: from the reporter, or through the officer who took the call or the message.
    static let reporting: [Rule] = [
        Rule(
            "report", from: .nothing, to: .stage("received"), by: filers, requires: starredFields,
            accepts: optionalFields + ["country"], effects: receipt, source: design),
        // A message names a product, a place or a day as it pleases; the original is kept.
        Rule(
            "report", from: .nothing, to: .stage("received"), by: [.triageOfficer],
            requires: ["description", "receivedAt"],
            accepts: starredFields.filter { $0 != "description" } + optionalFields + ["phone", "onBehalfOf", "text"],
            effects: receipt, source: design),
        Rule(
            "acknowledge", from: .stages(["received", "infoRequested", "screened"]), to: .stay, by: [.triageOfficer],
            accepts: ["text"], effects: [.meet("acknowledge")], record: .confidential, isRebaseable: true,
            source: design),
    ]

    /// Questions, answers and closures stay between the reporter and the desk.
    static let screening: [Rule] = [
        // After a review somebody else looks again than who closed it.
        Rule(
            "screen", from: .stages(["received"]), to: .stage("screened"), by: [.triageOfficer],
            requires: ["risk", "malpracticeType"], accepts: ["duplicateOf"], guards: [.notSigner("closedBy")],
            effects: [.meet("screen")], record: .confidential, source: design),
        Rule(
            "ask", from: .stages(["received", "screened"]), to: .stage("infoRequested"), by: [.triageOfficer],
            requires: ["questions"], effects: [.keepStage, .pause("screen"), .start("infoAnswer")],
            record: .confidential, source: design),
        // Back to where it was asked from: what was not screened yet still has to be. Callers answer by phone.
        Rule(
            "supply", from: .stages(["infoRequested"]), to: .back(among: ["received", "screened"]),
            by: filers + [.triageOfficer], requires: ["answers"],
            accepts: ["description", "place", "incidentOn", "product", "hsCode", "evidence", "namedFirm"],
            effects: [.meet("infoAnswer"), .resume("screen")], record: .confidential, source: design),
        Rule(
            "closeSilent", from: .stages(["infoRequested"]), to: .stage("closedUnsubstantiated"), by: [.system],
            guards: [.lapsed("infoAnswer")], effects: [.lapse("infoAnswer"), .clear("closedBy"), .start("review")],
            record: .confidential, source: design),
        Rule(
            "close", from: .stages(["screened"]), to: .stage("closedUnsubstantiated"), by: [.triageOfficer],
            requires: ["reason"], effects: [.sign("closedBy"), .start("review")], record: .confidential, source: design),
        Rule(
            "requestReview", from: .stages(["closedUnsubstantiated"]), to: .stage("received"),
            by: filers + [.triageOfficer], requires: ["reason"], guards: [.within("review")],
            effects: [.meet("review"), .start("screen")], record: .confidential, source: secondLook),
    ]

    /// What the desk cannot deal with but another procedure can. To which case it went is the desk's own knowledge: an
    /// application for a trade remedy is a secret until the investigation is opened.
    static let ending: [Rule] = [
        Rule(
            "convert", from: .stages(["screened"]),
            to: .stage("converted"), by: [.triageOfficer], requires: ["convertTo", "otherCase"],
            accepts: ["reason"], effects: [.link(.convertedTo)], record: .internal, source: design)
    ]
}
