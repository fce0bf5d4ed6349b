import CaseProtocol

extension NTBAfCFTA {
    static let screening: [Rule] =
        filing.rejecting(from: "submitted", by: screeners, source: portal)
        + filing.appealing(
            to: "submitted",
            by: [.init(roles: [.nmcChair]), .init(roles: [.secretariatAfcfta], guards: [.noReportingCountry])],
            then: filing.startsScreening)

    /// A matter between two states of one community goes there first, and comes back with a report of failure.
    static let routing: [Rule] = [
        Rule(
            "routeToRec", from: .stages(["submitted"]), to: .stage("atRec"), by: [.nfpReporting, .secretariatAfcfta],
            requires: ["rec", "recNumber"], guards: [.bothIn(community: "rec")],
            effects: [.issueNumber] + filing.endsScreening, source: recFirst),
        // From everywhere that has not ended (15, common to all), since the matter may turn out to be another's at any time.
        Rule(
            "transfer",
            from: .stages(["submitted", "infoRequested", "dormant", "atRec", "resolutionProposed"] + underWork),
            to: .stage("transferred"), by: [.secretariatAfcfta], requires: ["targetMechanism"],
            accepts: ["supersededBy", "rec", "reason"],
            effects: [.issueNumber, .rejectProposal(.resolution), .clear("facilitatorAsked"), .clear("newDate")]
                + filing.endsScreening
                + NTBFiling.dropsAgreement
                + (["infoAnswer", "wakeWindow", "confirmation"] + workClocks).map { .cancel($0) },
            worksSuspended: true, source: recFirst),
        Rule(
            "returnFromRec", from: .stages(elsewhere), to: .stage("submitted"), by: [.recOfficer],
            requires: ["failureReport"], accepts: ["documentRef"], effects: filing.startsScreening, source: recFirst),
        // Not every community has an officer here: then the secretariat enters the community's paper.
        Rule(
            "returnFromRec", from: .stages(elsewhere), to: .stage("submitted"), by: [.secretariatAfcfta],
            requires: ["failureReport", "documentRef"], effects: filing.startsScreening, source: recFirst),
        Rule(
            "closeElsewhere", from: .stages(elsewhere), to: .stage("resolved"),
            by: [.nfpReporting, .recOfficer, .secretariatAfcfta], requires: ["documentRef", "resolvedOn"],
            accepts: ["resolutionNote"], effects: [.start("reopenWindow")], source: design),
        NTBFiling.notes(
            from: elsewhere, by: [.nfpReporting, .nmcMember, .recOfficer, .secretariatAfcfta], source: portal),
    ]

    private static func sendRequest(_ state: Guard, _ effects: [Effect]) -> Rule {
        Rule(
            "sendRequest", from: .stages(["submitted"]), to: .stage("requestSent"), by: [.nfpReporting],
            requires: ["measure", "act", "product", "tradeEffect"] + NTBFiling.bothCountries,
            accepts: ["recipients", "receivedOn", "policyOrRegulatory", "ntbCategory"],
            alsoCalled: ["products": "product", "impact": "tradeEffect"],
            guards: [state, .onlyMissing("reportingCountry")],
            effects: [.issueNumber] + filing.endsScreening + effects + [.start("reply")], source: steps)
    }

    /// Who complains is told to the other side once, with the first request.
    static let requesting: [Rule] = [
        sendRequest(.hasNot("transmittedOn"), [.markTransmitted, .shareIdentity]),
        sendRequest(.has("transmittedOn"), []),
    ]
}
