import CaseProtocol

/// Whose act it is, on a file that one government keeps of a dispute with another.
enum DisputeSide: String {
    case complainant, respondent

    fileprivate var other: Self { self == .complainant ? .respondent : .complainant }
}

/// Acts that the tables of disputes have in common.
enum DisputeActs {
    /// What one side does: taken by the own lawyers where this government is that side, else recorded by the mission, with
    /// the paper that shows it.
    ///
    /// - Parameter side: `nil` where either side may do it: own acts and those of the other are then told by who enters them.
    /// - Parameter own: who acts for the own government.
    /// - Parameter approval: what the own act needs beside, such as the minister's word, and what becomes of it.
    static func act(
        _ action: ActionID, of side: DisputeSide?, from stages: [StageID], to: Destination,
        own: [RoleID] = [.ministryLegal],
        requires: [FieldID] = [], accepts: [FieldID] = [], requiresWhen: [ConditionalField] = [], guards: [Guard] = [],
        effects: [Effect] = [], approval: (guards: [Guard], effects: [Effect]) = ([], []), source: LegalSource
    ) -> [Rule] {
        let shown = accepts.contains("documentRef") || requires.contains("documentRef")
        return [
            Rule(
                action, from: .stages(stages), to: to, by: own, requires: requires,
                accepts: shown ? accepts : accepts + ["documentRef"], requiresWhen: requiresWhen,
                guards: capacity(side) + approval.guards + guards, effects: approval.effects + effects, source: source),
            Rule(
                action, from: .stages(stages), to: to, by: [.missionOfficer],
                requires: requires.contains("documentRef") ? requires : requires + ["documentRef"],
                accepts: accepts.filter { $0 != "documentRef" }, requiresWhen: requiresWhen,
                guards: capacity(side?.other) + guards, effects: [.external] + effects, source: source),
        ]
    }

    /// What an outside body did, as an officer records it: with the paper that shows it, and a second person to confirm.
    static func recorded(
        _ action: ActionID, from stages: [StageID], to: Destination, by roles: [RoleID] = [.missionOfficer],
        requires: [FieldID] = [], accepts: [FieldID] = [], alsoCalled: [FieldID: FieldID] = [:], guards: [Guard] = [],
        effects: [Effect] = [], source: LegalSource
    ) -> Rule {
        Rule(
            action, from: .stages(stages), to: to, by: roles, requires: requires + ["documentRef"], accepts: accepts,
            alsoCalled: alsoCalled, guards: guards, effects: [.external] + effects, source: source)
    }

    private static func capacity(_ side: DisputeSide?) -> [Guard] {
        side.map { [.fieldIs("capacity", [$0.rawValue])] } ?? []
    }

    private static let approving = LegalSource("Our own rule: the minister approves what opens a dispute", .design)

    /// The minister has approved, and is not the one who then acts; the approval is used up.
    static let approved: (guards: [Guard], effects: [Effect]) = (
        [.has("ministerApproved"), .notSigner("approvedBy")], [.clear("ministerApproved"), .clear("approvedBy")]
    )

    /// The minister's word on the request that is next: for consultations, then for a panel.
    static func approval(at stages: [StageID]) -> [Rule] {
        [
            Rule(
                "approveRequest", from: .stages(stages), to: .stay, by: [.minister], accepts: ["approvalNote"],
                guards: [.fieldIs("capacity", ["complainant"])],
                effects: [.flag("ministerApproved"), .sign("approvedBy")], record: .internal, source: approving),
            Rule(
                "declineRequest", from: .stages(stages), to: .stay, by: [.minister], requires: ["approvalNote"],
                guards: [.fieldIs("capacity", ["complainant"])],
                effects: [.clear("ministerApproved"), .clear("approvedBy")], record: .internal, source: approving),
        ]
    }

    private static let ownCounsel = LegalSource("Parties choose their counsel", .recalledHigh)

    /// Counsel gets a seat on the one case, after signing to keep its secrets.
    static let counsel: [Rule] = [
        Rule(
            "appointCounsel", from: .anyOpen, to: .stay, by: [.ministryLegal], requires: ["partyName", "undertaking"],
            accepts: ["account", "partyCountry", "representative", "mandateRef"], effects: [.seat(.counsel)],
            worksSuspended: true,
            source: ownCounsel),
        Rule(
            "releaseCounsel", from: .anyOpen, to: .stay, by: [.ministryLegal], requires: ["party"], accepts: ["reason"],
            guards: [.namesParty([.counsel])], effects: [.unseat], worksSuspended: true, source: ownCounsel),
    ]

    /// Opens the file, in one of the three capacities.
    static func opening(requires: [FieldID], accepts: [FieldID], source: LegalSource) -> Rule {
        Rule(
            "open", from: .nothing, to: .stage("assessment"), by: [.ministryLegal, .missionOfficer], requires: requires,
            accepts: accepts, effects: [.issueNumber], source: source)
    }
}
