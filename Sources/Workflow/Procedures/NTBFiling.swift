import CaseProtocol

/// What the procedures for barrier complaints share beside ``CommonRules``: the way from the first report to a screened
/// complaint, public cards, and the adoption of cases that ran elsewhere.
///
/// The words, fields and roles are those of ``NTBTripartite``, which keeps a table of its own: its texts are published.
struct NTBFiling {
    /// The secretariat that stands in where no focal point is known or where the focal point is late.
    let secretariat: RoleID
    /// Where it is said who may report, and what.
    let form: LegalSource
    /// Where it is said that reports come by phone and SMS.
    let leads: LegalSource
    /// Who asks the filer for what is missing; first who does it as a rule.
    let screeners: [Screener]
    /// The limit of the screening; `nil` where there is none.
    var screening: DeadlineKey?
    /// What else starts to run when a complaint is filed.
    var alsoStarts: [DeadlineKey] = []
    /// Where a public card may stand: from the first stage on that has a number.
    let cardStages: [StageID]

    /// Some roles that screen, and when.
    struct Screener {
        let roles: [RoleID]
        var guards: [Guard] = []
    }

    static let filers = NTBTripartite.filers
    static let bothCountries: [FieldID] = ["imposingCountry", "reportingCountry"]

    static let design = LegalSource("Our own rule; the mechanism publishes none", .design)
    static let separation = LegalSource("Separation of duties: two people for what cannot be taken back", .design)

    var rules: [Rule] { reporting + submitting + asking + answering + sleeping + ending + cards }

    private var reporting: [Rule] {
        [
            Rule(
                "open", from: .nothing, to: .stage("draft"), by: Self.filers,
                accepts: NTBTripartite.filingFields + NTBTripartite.identityFields, source: form),
            Rule(
                "recordLead", from: .nothing, to: .stage("lead"), by: [.nfpReporting],
                requires: ["phone", "text", "receivedAt"],
                accepts: NTBTripartite.filingFields + ["consentPublishFirm", "shareWithImposing"],
                effects: [.flag("fromLead"), .start("callBack")], record: .confidential, source: leads),
            Rule(
                "convertLead", from: .stages(["lead"]), to: .stage("draft"), by: [.nfpReporting],
                requires: ["callbackNote"],
                accepts: NTBTripartite.filingFields + NTBTripartite.identityFields + ["onBehalfOf", "consentGivenHow"],
                effects: [.meet("callBack")], record: .confidential, source: leads),
            Rule(
                "closeLead", from: .stages(["lead"]), to: .stage("closedLead"), by: [.nfpReporting],
                requires: ["reason"], effects: [.meet("callBack")], record: .confidential, source: leads),
        ]
    }

    private var submitting: [Rule] {
        let starred = NTBTripartite.starredFields
        let optional =
            NTBTripartite.filingFields.filter { !starred.contains($0) }
            + NTBTripartite.identityFields.filter { $0 != "contact" }
        let effects: [Effect] = [.markSubmitted] + startsScreening + alsoStarts.map { .start($0) }
        return [
            Rule(
                "submit", from: .stages(["draft"]), to: .stage("submitted"), by: Self.filers,
                requires: starred + ["contact"], accepts: optional, effects: effects, source: form),
            // Assisted filing: the number that called is the contact, and the trader's consent stands in place of a
            // signature.
            Rule(
                "submit", from: .stages(["draft"]), to: .stage("submitted"), by: [.nfpReporting],
                requires: starred + ["onBehalfOf", "consentGivenHow"], accepts: optional + ["contact"],
                guards: [.fromLead], effects: effects, source: leads),
        ]
    }

    var startsScreening: [Effect] { screening.map { [.start($0)] } ?? [] }
    var endsScreening: [Effect] { screening.map { [.meet($0)] } ?? [] }
    private var resumesScreening: [Effect] { screening.map { [.resume($0)] } ?? [] }

    private var asking: [Rule] {
        screeners.map { screener in
            Rule(
                "askInfo", from: .stages(["submitted"]), to: .stage("infoRequested"), by: screener.roles,
                requires: ["questions"], guards: screener.guards,
                effects: (screening.map { [.pause($0)] } ?? []) + [.start("infoAnswer")], record: .confidential,
                source: Self.design)
        }
    }

    private func supplyInfo(by roles: [RoleID], accepts: [FieldID], guards: [Guard] = []) -> Rule {
        Rule(
            "supplyInfo", from: .stages(["infoRequested"]), to: .stage("submitted"), by: roles, requires: ["answers"],
            accepts: accepts, guards: guards, effects: [.meet("infoAnswer")] + resumesScreening,
            record: .confidential, source: Self.design)
    }

    private var answering: [Rule] {
        [
            supplyInfo(by: Self.filers, accepts: NTBTripartite.filingFields + NTBTripartite.identityFields),
            supplyInfo(
                by: [.nfpReporting], accepts: NTBTripartite.filingFields,
                guards: [.fromLead, .onlyMissing("reportingCountry")]),
            // Adopted history has no filer: the focal point finds out elsewhere.
            supplyInfo(by: [.nfpReporting], accepts: NTBTripartite.filingFields, guards: [.noFiler]),
        ]
    }

    private var sleeping: [Rule] {
        [
            Rule(
                "fallDormant", from: .stages(["infoRequested"]), to: .stage("dormant"), by: [.system],
                guards: [.lapsed("infoAnswer")], effects: [.lapse("infoAnswer"), .start("wakeWindow")],
                source: Self.design),
            Rule(
                "wake", from: .stages(["dormant"]), to: .stage("submitted"), by: Self.filers + [.nfpReporting],
                requires: ["answers"], guards: [.within("wakeWindow")],
                effects: [.meet("wakeWindow"), .resumeSuspended] + resumesScreening, record: .confidential,
                worksSuspended: true, source: Self.design),
            Rule(
                "abandon", from: .stages(["dormant"]), to: .stage("abandoned"), by: [.system],
                guards: [.lapsed("wakeWindow")], effects: [.lapse("wakeWindow")], worksSuspended: true,
                source: Self.design),
        ]
    }

    /// A trader who was called back withdraws through the officer who filed for them.
    private var ending: [Rule] {
        [
            Rule(
                "withdraw", from: .anyOpen, to: .stage("withdrawn"), by: [.nfpReporting], requires: ["reason"],
                guards: [.fromLead], worksSuspended: true, source: Self.design)
        ]
    }

    /// Turns the complaint down, by somebody who screens.
    func rejecting(from stage: StageID, by screeners: [Screener], source: LegalSource) -> [Rule] {
        screeners.map { screener in
            Rule(
                "reject", from: .stages([stage]), to: .stage("rejected"), by: screener.roles, requires: ["reason"],
                accepts: ["duplicateOf", "explanation"],
                choices: [
                    "reason": ["duplicate", "privateDispute", "notTradeRelated", "anonymousUnverifiable", "notAnNtb"]
                ],
                requiresWhen: [ConditionalField("duplicateOf", when: "reason", is: "duplicate")],
                guards: screener.guards, effects: endsScreening + [.start("appeal")], record: .confidential,
                source: source)
        }
    }

    /// The second look at a rejection, by somebody else than the one who rejected.
    func appealing(to stage: StageID, by deciders: [Screener], then effects: [Effect]) -> [Rule] {
        deciders.map { decider in
            Rule(
                "allowAppeal", from: .stages(["rejected"]), to: .stage(stage), by: decider.roles, requires: ["reason"],
                guards: decider.guards + [.within("appeal"), .notActor("reject")],
                effects: [.meet("appeal")] + effects, record: .confidential, source: Self.separation)
        }
    }
}
