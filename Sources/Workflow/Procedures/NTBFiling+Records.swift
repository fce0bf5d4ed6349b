import CaseProtocol

extension NTBFiling {
    private var approvers: [RoleID] { [.nmcMember, secretariat] }

    /// Nothing is public before a second person has agreed, nor taken back by one alone.
    var cards: [Rule] {
        [
            Rule(
                "publishCard", from: .stages(cardStages), to: .stay, by: [.nfpReporting], requires: ["publicText"],
                guards: [.nonePending(.card), .nonePending(.cardWithdrawal), .hidesComplainant("publicText")],
                effects: [.propose(.card)], source: Self.separation),
            Rule(
                "withdrawCard", from: .any, to: .stay, by: [.nfpReporting], requires: ["reason"],
                guards: [.cardPublished, .nonePending(.card), .nonePending(.cardWithdrawal)],
                effects: [.propose(.cardWithdrawal)], source: Self.separation),
            Rule(
                "approveCard", from: .stages(cardStages), to: .stay, by: approvers,
                guards: [.pending(.card), .notProposer(.card), .hidesComplainant("publicText")],
                effects: [.publishCard, .settle(.card)], source: Self.separation),
            Rule(
                "approveCard", from: .any, to: .stay, by: approvers,
                guards: [.pending(.cardWithdrawal), .notProposer(.cardWithdrawal)],
                effects: [.withdrawCard, .settle(.cardWithdrawal)], source: Self.separation),
        ]
            + [ProposalKind.card, .cardWithdrawal].map { kind in
                Rule(
                    "declineCard", from: .any, to: .stay, by: approvers, requires: ["reason"],
                    guards: [.pending(kind), .notProposer(kind)], effects: [.rejectProposal(kind)],
                    source: Self.separation)
            }
    }

    /// Takes up a case that ran elsewhere. Without both countries nobody would owe, or could take, the next step of one that
    /// has not ended.
    ///
    /// - Parameters:
    ///   - waiting: open stages at which somebody outside owes the next step.
    ///   - dates: for some stages the date that their clock runs to.
    func adopting(at stages: [Stage], waiting: [StageID] = [], dates: [FieldID: [StageID]]) -> [Rule] {
        let dated = dates.values.flatMap(\.self)
        let taken = stages.filter(\.takesHistory)
        let (open, resting) = (
            taken.filter { !$0.isFinal && !waiting.contains($0.id) }.map(\.id),
            taken.filter { $0.isFinal || waiting.contains($0.id) }.map(\.id)
        )
        return [
            adopt(from: open.filter { !dated.contains($0) }, requires: Self.bothCountries),
            adopt(from: resting, accepts: Self.bothCountries),
        ]
            + dates.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { field, stages in adopt(from: stages, requires: Self.bothCountries, accepts: [field]) }
    }

    private func adopt(from stages: [StageID], requires: [FieldID] = [], accepts: [FieldID] = []) -> Rule {
        Rule(
            "adopt", from: .stages(stages), to: .stay, by: [.nfpReporting, secretariat], requires: requires,
            accepts: accepts, guards: [.notAdopted] + Self.bothCountries.map { .onlyMissing($0) }, effects: [.adopt],
            source: Self.design)
    }

    /// Who may change what is written of the barrier.
    ///
    /// - Parameters:
    ///   - screened: where the sides of a filed complaint are being settled.
    ///   - worked: where both sides work on the measure.
    func edits(screened: [StageID], worked: [StageID]) -> [EditRule] {
        let barrier = NTBTripartite.filingFields
        return [
            EditRule(barrier, by: Self.filers, from: .stages(["draft", "submitted", "infoRequested", "dormant"])),
            EditRule(barrier, by: [.nfpReporting], from: .stages(["lead", "draft"])),
            EditRule(
                barrier.filter { $0 != "description" && $0 != "reportingCountry" } + ["policyOrRegulatory"],
                by: [.nfpReporting, secretariat], from: .anyOpen),
            EditRule(["imposingCountry"], by: [.nfpReporting, secretariat], from: .stages(screened)),
            // What a source wrote that is no country has to be mended, or nobody of that side could act. The reporting
            // country's focal point reads who complains: once it is known, that is the filer's to change.
            EditRule(Self.bothCountries, by: [.nfpReporting, secretariat], from: .anyOpen, onlyUnknown: true),
            EditRule(
                ["agency", "place", "product", "hsCode", "ntmCode"], by: [.nfpReporting, .nfpImposing, .nmcMember],
                from: .stages(worked)),
            EditRule(["stillHappening"], by: Self.filers, from: .anyOpen),
        ]
    }

    /// Work on the measure as it is reported by those on the case.
    static func notes(from stages: [StageID], by roles: [RoleID], source: LegalSource) -> Rule {
        Rule(
            "progressNote", from: .stages(stages), to: .stay, by: roles, requires: ["text"], accepts: ["meetingRef"],
            isRebaseable: true, source: source)
    }
}
