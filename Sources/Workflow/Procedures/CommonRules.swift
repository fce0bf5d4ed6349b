import CaseProtocol

/// What every procedure has beside its own moves (`procedures.md` 15): withdraw, transfer, suspend and resume, extension by
/// agreement or for one party on cause, explained delays, stepping back, the second person for dates of outside bodies, adoption of history.
struct CommonRules {
    /// Who carries the case, first the one who does most.
    let officers: [RoleID]
    /// Who brought it; may withdraw it. Empty where officers open it.
    var filers: [RoleID] = []
    /// Who proposes and who agrees to what is public; none where nothing is published.
    var publishing: (proposers: [RoleID], approvers: [RoleID])?
    /// The stages where a case that ran elsewhere may be adopted.
    let adoptable: [StageID]
    /// The seats whose holders have limits of their own; needs ``CommonFields/ofParties``.
    var partyRoles: [RoleID] = []
    /// What an adoption has to add where the history lacks it.
    var adoptionNeeds: [FieldID] = []
    /// Whether those on the case are told under which number it goes on: not the reporter of a malpractice, which may have
    /// become a trade-remedy case (ADA 5.5).
    var tellsTransfer = true

    static let source = LegalSource("Our own rule for all procedures", .design)
    private static let separation = LegalSource(
        "Separation of duties: two people for what cannot be taken back", .design)

    /// The stages to which these rules lead. Add them to those of the procedure.
    static let stages: [Stage] = [
        Stage("withdrawn", public: "Withdrawn", isFinal: true, owner: nil, "Whoever brought it took it back."),
        Stage("transferred", public: "Transferred", isFinal: true, owner: nil, "It goes on under another procedure."),
    ]

    /// - Parameter withdrawers: who may take the case back where no filer brought it.
    func rules(withdrawers: [RoleID] = []) -> [Rule] {
        ending(withdrawers) + pausing + limits + partyLimits + people + records + adoption + cards
    }

    private func ending(_ withdrawers: [RoleID]) -> [Rule] {
        // An officer takes back what the office opened; what somebody filed is theirs to withdraw.
        let takers: [([RoleID], [Guard])] = [
            (filers, []), (withdrawers, filers.isEmpty ? [] : [.noFiler]),
        ]
        return takers.filter { !$0.0.isEmpty }.map { roles, guards in
            Rule(
                "withdraw", from: .anyOpen, to: .stage("withdrawn"), by: roles,
                requires: roles == filers ? [] : ["reason"], accepts: roles == filers ? ["reason"] : [], guards: guards,
                worksSuspended: true, source: Self.source)
        }
            + [
                Rule(
                    "transfer", from: .anyOpen, to: .stage("transferred"), by: officers,
                    requires: ["targetMechanism", "supersededBy"], accepts: ["reason", "otherCase"],
                    effects: [.link(.transferredTo)], record: tellsTransfer ? .parties : .internal,
                    worksSuspended: true,
                    source: Self.source)
            ]
    }

    private var pausing: [Rule] {
        [
            Rule(
                "suspend", from: .anyOpen, to: .stay, by: officers, requires: ["reason"], effects: [.suspend],
                source: Self.source),
            Rule(
                "resume", from: .anyOpen, to: .stay, by: officers, accepts: ["reason"], guards: [.suspended],
                effects: [.resumeSuspended], worksSuspended: true, source: Self.source),
        ]
    }

    /// `extend` and `explain` name the limit (`--deadline`).
    private var limits: [Rule] {
        [
            Rule(
                "extend", from: .anyOpen, to: .stay, by: officers,
                requires: ["extendedTo", "agreedBy", "agreedOn", "documentRef"], guards: [.namedRuns],
                effects: [.extendNamed], source: Self.source),
            Rule(
                "explain", from: .anyOpen, to: .stay, by: officers, requires: ["reason"], accepts: ["expectedOn"],
                guards: [.namedOverrun], effects: [.explainNamed], source: Self.source),
            Rule(
                "lapse", from: .any, to: .stay, by: [.system], guards: [.namedOverdue], effects: [.lapseNamed],
                worksSuspended: true, source: Self.source),
        ]
    }

    /// More time for one party on cause; why is for the office to know, that the day moved for everybody.
    private var partyLimits: [Rule] {
        partyRoles.isEmpty
            ? []
            : [
                Rule(
                    "grantExtension", from: .anyOpen, to: .stay, by: officers,
                    requires: ["party", "extendedTo", "reason"], accepts: ["documentRef"],
                    guards: [.namesParty(partyRoles), .namedRuns], effects: [.extendNamed], record: .internal,
                    source: Self.source)
            ]
    }

    private var people: [Rule] {
        [
            Rule(
                "recuse", from: .anyOpen, to: .stay, by: officers, requires: ["reason"], effects: [.recuse],
                record: .internal, worksSuspended: true, source: Self.separation),
            Rule(
                "confirmDates", from: .any, to: .stay, by: officers, accepts: ["documentRef"],
                guards: [.datesToConfirm],
                effects: [.confirmDates], worksSuspended: true, source: Self.separation),
        ]
    }

    /// What was computed (`tatua calc`) is kept with the case.
    private var records: [Rule] {
        [
            Rule(
                "recordTest", from: .anyOpen, to: .stay, by: officers, requires: ["test", "result"], accepts: ["text"],
                record: .internal, source: Self.source)
        ]
    }

    private var adoption: [Rule] {
        adoptable.isEmpty
            ? []
            : [
                Rule(
                    "adopt", from: .stages(adoptable), to: .stay, by: officers, requires: adoptionNeeds,
                    guards: [.notAdopted] + adoptionNeeds.map { .onlyMissing($0) }, effects: [.adopt],
                    source: Self.source)
            ]
    }

    /// Nothing is public before a second person has agreed.
    private var cards: [Rule] {
        guard let (proposers, approvers) = publishing else { return [] }
        return [
            Rule(
                "publishCard", from: .any, to: .stay, by: proposers, requires: ["publicText"],
                guards: [.nonePending(.card), .nonePending(.cardWithdrawal), .hidesComplainant("publicText")],
                effects: [.propose(.card)], source: Self.separation),
            Rule(
                "withdrawCard", from: .any, to: .stay, by: proposers, requires: ["reason"],
                guards: [.cardPublished, .nonePending(.card), .nonePending(.cardWithdrawal)],
                effects: [.propose(.cardWithdrawal)], source: Self.separation),
            Rule(
                "approveCard", from: .any, to: .stay, by: approvers,
                guards: [.pending(.card), .notProposer(.card), .hidesComplainant("publicText")],
                effects: [.publishCard, .settle(.card)], source: Self.separation),
            Rule(
                "approveCard", from: .any, to: .stay, by: approvers,
                guards: [.pending(.cardWithdrawal), .notProposer(.cardWithdrawal)],
                effects: [.withdrawCard, .settle(.cardWithdrawal)], source: Self.separation),
            Rule(
                "declineCard", from: .any, to: .stay, by: approvers, requires: ["reason"],
                guards: [.pending(.card), .notProposer(.card)], effects: [.rejectProposal(.card)],
                source: Self.separation),
            Rule(
                "declineCard", from: .any, to: .stay, by: approvers, requires: ["reason"],
                guards: [.pending(.cardWithdrawal), .notProposer(.cardWithdrawal)],
                effects: [.rejectProposal(.cardWithdrawal)], source: Self.separation),
        ]
    }
}
