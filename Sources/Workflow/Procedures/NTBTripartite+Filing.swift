import CaseProtocol

extension NTBTripartite {
    /// From the first report to a filed complaint.
    static let filing: [Rule] = [
        Rule(
            "open", from: .nothing, to: .stage("draft"), by: filers, accepts: filingFields + identityFields,
            source: form),
        Rule(
            "recordLead", from: .nothing, to: .stage("lead"), by: [.nfpReporting],
            requires: ["phone", "text", "receivedAt"],
            accepts: filingFields + ["consentPublishFirm", "shareWithImposing"],
            effects: [.flag("fromLead"), .start("callBack")], record: .confidential, source: textMessages),
        Rule(
            "convertLead", from: .stages(["lead"]), to: .stage("draft"), by: [.nfpReporting],
            requires: ["callbackNote"],
            accepts: filingFields + identityFields + ["onBehalfOf", "consentGivenHow"], effects: [.meet("callBack")],
            record: .confidential, source: textMessages),
        Rule(
            "closeLead", from: .stages(["lead"]), to: .stage("closedLead"), by: [.nfpReporting], requires: ["reason"],
            effects: [.meet("callBack")], record: .confidential, source: textMessages),
        Rule(
            "submit", from: .stages(["draft"]), to: .stage("submitted"), by: filers,
            requires: starredFields + ["contact"], accepts: optionalFields,
            effects: [.markSubmitted, .start("screen")],
            source: form),
        // Assisted filing: the number that called is the contact, and the trader's consent stands in place of a signature.
        Rule(
            "submit", from: .stages(["draft"]), to: .stage("submitted"), by: [.nfpReporting],
            requires: starredFields + ["onBehalfOf", "consentGivenHow"], accepts: optionalFields + ["contact"],
            guards: [.fromLead], effects: [.markSubmitted, .start("screen")], source: textMessages),
    ]

    private static let optionalFields =
        filingFields.filter { !starredFields.contains($0) } + identityFields.filter { $0 != "contact" }

    /// Until it has a number. Questions, answers and rejections stay between the filer and the own focal point.
    static let screening: [Rule] =
        asking + rejecting
        + [
            Rule(
                "supplyInfo", from: .stages(["infoRequested"]), to: .stage("submitted"), by: filers,
                requires: ["answers"], accepts: filingFields + identityFields,
                effects: [.meet("infoAnswer"), .resume("screen")], record: .confidential, source: design),
            Rule(
                "supplyInfo", from: .stages(["infoRequested"]), to: .stage("submitted"), by: [.nfpReporting],
                requires: ["answers"], accepts: filingFields, guards: [.fromLead, .onlyMissing("reportingCountry")],
                effects: [.meet("infoAnswer"), .resume("screen")], record: .confidential, source: design),
            // Adopted history has no filer: the focal point finds out elsewhere.
            Rule(
                "supplyInfo", from: .stages(["infoRequested"]), to: .stage("submitted"), by: [.nfpReporting],
                requires: ["answers"], accepts: filingFields, guards: [.noFiler],
                effects: [.meet("infoAnswer"), .resume("screen")], record: .confidential, source: design),
            Rule(
                "fallDormant", from: .stages(["infoRequested"]), to: .stage("dormant"), by: [.system],
                guards: [.lapsed("infoAnswer")], effects: [.lapse("infoAnswer"), .start("wakeWindow")],
                source: design),
            Rule(
                "wake", from: .stages(["dormant"]), to: .stage("submitted"), by: filers + [.nfpReporting],
                requires: ["answers"], guards: [.within("wakeWindow")],
                effects: [.meet("wakeWindow"), .resumeSuspended, .resume("screen")], record: .confidential,
                worksSuspended: true, source: design),
            Rule(
                "abandon", from: .stages(["dormant"]), to: .stage("abandoned"), by: [.system],
                guards: [.lapsed("wakeWindow")], effects: [.lapse("wakeWindow")], worksSuspended: true, source: design),
            Rule(
                "allowAppeal", from: .stages(["rejected"]), to: .stage("submitted"), by: [.nmcChair],
                requires: ["reason"], guards: [.within("appeal")], effects: [.meet("appeal"), .start("screen")],
                record: .confidential, source: separation),
            // No committee is known: another officer than the one who rejected takes the second look.
            Rule(
                "allowAppeal", from: .stages(["rejected"]), to: .stage("submitted"), by: [.recOfficer],
                requires: ["reason"], guards: [.noReportingCountry, .within("appeal"), .notActor("reject")],
                effects: [.meet("appeal"), .start("screen")], record: .confidential, source: separation),
            Rule(
                "register", from: .stages(["submitted"]), to: .stage("registered"), by: [.nfpReporting, .recOfficer],
                requires: ["imposingCountry", "reportingCountry", "policyOrRegulatory"], accepts: ["ntbCategory"],
                guards: [.onlyMissing("reportingCountry")],
                effects: [.issueNumber, .meet("screen"), .followUp("transmit")], source: routing),
            Rule(
                "transmit", from: .stages(["registered"]), to: .stage("transmitted"), by: [.system],
                accepts: ["recipients"], effects: [.markTransmitted, .shareIdentity, .start("acknowledge")],
                source: routing),
        ]

    /// Who screens: the focal point; the secretariat once that is late, or where there is no focal point.
    private static let screeners: [([RoleID], [Guard])] = [
        ([.nfpReporting], []), ([.recOfficer], [.lapsed("screen")]), ([.recOfficer], [.noReportingCountry]),
    ]

    private static let asking: [Rule] = screeners.map { roles, guards in
        Rule(
            "askInfo", from: .stages(["submitted"]), to: .stage("infoRequested"), by: roles, requires: ["questions"],
            guards: guards, effects: [.pause("screen"), .start("infoAnswer")], record: .confidential, source: design)
    }

    private static let rejecting: [Rule] = screeners.map { roles, guards in
        Rule(
            "reject", from: .stages(["submitted"]), to: .stage("rejected"), by: roles, requires: ["reason"],
            accepts: ["duplicateOf", "explanation"],
            choices: ["reason": ["duplicate", "privateDispute", "notTradeRelated", "anonymousUnverifiable"]],
            requiresWhen: [ConditionalField("duplicateOf", when: "reason", is: "duplicate")], guards: guards,
            effects: [.meet("screen"), .start("appeal")], record: .confidential, source: scope)
    }
}
