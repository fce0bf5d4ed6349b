import CaseProtocol

extension Procedure {
    /// What the trade-remedies authority asks an agency for: import figures, test reports and the like. The agency's desk
    /// answers or declines.
    ///
    /// A case of its own, so that the agency reads what it is asked and nothing of the remedy: before initiation not even that
    /// there is one (ADA 5.5). The day to answer by is whatever the investigator names: no law has one.
    public static let unfairDataRequest = Procedure(
        id: "unfair.dataRequest", version: 1, title: "Request for data to an agency", numberPrefix: "DR",
        cast: .request, calendar: .country("country"), stages: UnfairDataRequest.stages,
        rules: UnfairDataRequest.rules, deadlines: UnfairDataRequest.deadlines, fields: UnfairDataRequest.fields,
        edits: [])
}

/// The parts of the table and the words that they share.
enum UnfairDataRequest {
    /// The country whose agencies the list of ``fields`` holds: its authority alone asks.
    private static let country = "KE"
    private static let officers: [RoleID] = [.investigator, .authorityHead]

    private static let asking = LegalSource(
        "Our own rule: what another agency holds is asked of its desk, in writing", .design)
    private static let secrecy = LegalSource(
        "Our own rule, after ADA 5.5: an agency is told what it is asked, and not for which case", .design)

    /// The fields that the agency reads of what is sent, where somebody writes freely.
    static let told: [FieldID] = ["product", "request", "documentRef"]

    static let stages: [Stage] = [
        Stage(
            "draft", public: nil, owner: .investigator, "The investigator writes what is asked; no agency sees it."),
        Stage("sent", public: nil, owner: .agencyLiaison, takesHistory: false, "The agency answers, or says why not."),
        Stage("answered", public: nil, isFinal: true, owner: nil, takesHistory: false, "The agency has answered."),
        Stage("declined", public: nil, isFinal: true, owner: nil, takesHistory: false, "The agency said why not."),
        Stage(
            "recalled", public: nil, isFinal: true, owner: nil, takesHistory: false,
            "Whoever asked took it back; the agency sees it no more."),
    ]

    static let rules: [Rule] = own + common

    private static let own: [Rule] = [
        Rule(
            "open", from: .nothing, to: .stage("draft"), by: [.investigator], requires: ["product"],
            accepts: ["country"], effects: [.markSubmitted, .issueNumber], record: .internal, source: asking),
        // Which remedy it is for stands with the authority alone.
        Rule(
            "sendRequest", from: .stages(["draft"]), to: .stage("sent"), by: [.investigator],
            requires: ["agency", "request", "answerBy", "otherCase"], accepts: ["documentRef"],
            guards: [.fieldIs("country", [country])],
            effects: [.markTransmitted, .link(.asksDataFor), .start("answer")], source: secrecy),
        Rule(
            "setAnswerDay", from: .stages(["sent"]), to: .stay, by: [.investigator], requires: ["answerBy"],
            effects: [.cancel("answer"), .start("answer")], source: asking),
        Rule(
            "answerRequest", from: .stages(["sent"]), to: .stage("answered"), by: [.agencyLiaison],
            requires: ["text"], accepts: ["documentRef"], effects: [.meet("answer")], source: asking),
        Rule(
            "declineRequest", from: .stages(["sent"]), to: .stage("declined"), by: [.agencyLiaison],
            requires: ["reason"], accepts: ["documentRef"], effects: [.meet("answer")], source: asking),
        Rule(
            "recallRequest", from: .anyOpen, to: .stage("recalled"), by: officers, requires: ["reason"],
            effects: [.clear("transmittedOn")], record: .internal, worksSuspended: true, source: secrecy),
    ]

    /// Of what all procedures have: nobody files it, it goes on as no other case, and no limit is anybody else's.
    private static let common: [Rule] = {
        let taken: Set<ActionID> = ["suspend", "resume", "explain", "lapse", "recuse", "adopt"]
        return CommonRules(officers: officers, adoptable: ["draft"]).rules().filter { taken.contains($0.action) }
    }()

    /// A reminder to both, and nothing else.
    static let deadlines: [DeadlineSpec] = [
        DeadlineSpec(
            "answer", .target, .until("answerBy"), owner: .agencyLiaison, lapse: .escalate(to: .investigator),
            title: "Answer the request for data",
            source: LegalSource("The day that whoever asks names; no law sets one", .design))
    ]

    static let fields: [FieldSpec] =
        ownFields + CommonFields.ofLinks + CommonFields.ofCommonRules.filter { $0.id == "expectedOn" }

    private static let ownFields: [FieldSpec] = [
        CommonFields.country, CommonFields.reason, CommonFields.text, CommonFields.documentRef,
        FieldSpec(
            "product", .text(bytesMax: 500), onHeader: true, lasting: true, label: "Product",
            help: "The goods, in your own words. The agency reads it."),
        FieldSpec(
            "agency", .code(list: CodeList.kenyanAgencies.id), onHeader: true, label: "Agency",
            help: "The body that has the figures, by its short name. Its desk sees the request from then on."),
        FieldSpec(
            "request", .text(bytesMax: 20_000), label: "Request",
            help: "What is asked: figures, period, codes, countries. Not for which case, nor who applied."),
        FieldSpec(
            "answerBy", .date(past: false), onHeader: true, label: "Answer by",
            help: "The day by which you need it, YYYY-MM-DD. Both sides are reminded when it is over."),
    ]
}
