public import CaseProtocol

/// An action open to somebody now.
public struct Move: Hashable, Sendable {
    public let action: ActionID
    public let role: RoleID
    /// Where it leads; `nil` where the case stays.
    public let to: StageID?
    /// What still has to be given; a dependent question where its condition holds, which an answer of this act may decide.
    public let requires: [FieldSpec]
    /// What may be given, beside that.
    public let accepts: [FieldSpec]
    public let source: LegalSource
}

/// The actions open to `party` now, in table order; each once, in their best capacity. What a client cannot check counts
/// as open: the server will decide.
public func moves(for party: Party, on state: CaseState, in context: DecisionContext) -> [Move] {
    guard let standing = try? Standing(state, party), standing.mayAct,
        let (procedure, stage) = try? standing.procedure(in: context.catalogue)
    else { return [] }
    let check = GuardCheck(standing: standing, context: context)
    var actions: [ActionID] = []
    for rule in procedure.rules where !actions.contains(rule.action) { actions.append(rule.action) }
    return actions.compactMap { action in
        let usable = standing.permitted(procedure.rules(for: action)).first { rule in
            rule.from.includes(stage)
                && (standing.header.isAdopted || rule.guards.contains(.notAdopted))
                && (!standing.header.isSuspended || rule.worksSuspended)
                && !rule.guards.contains { $0.isAboutCase && check.answer(to: $0).isNo }
                && state.hasSubject(of: rule, in: procedure)
        }
        guard let rule = usable, let role = standing.role(for: rule) else { return nil }
        return Move(rule, role: role, procedure: procedure, state: state, lists: context.catalogue.codeLists)
    }
}

extension Move {
    init(_ rule: Rule, role: RoleID, procedure: Procedure, state: CaseState, lists: CodeLists) {
        let specs = { (fields: [FieldID]) in
            fields.compactMap { field in procedure.field(field)?.narrowed(to: rule.choices[field]) }
        }
        let answers = FormAnswers([:], header: state.header?.row)
        let takes = rule.takes
        let mayBeAsked = { (field: FieldSpec) in
            answers.isAsked(field) || field.askedWhen.map { takes.contains($0.field) } ?? false
        }
        let due = rule.requiresWhen.filter(answers.isDue).map(\.field).filter { !rule.requires.contains($0) }
        let required = specs(rule.requires + due).filter(mayBeAsked)
        let kept = required.filter { $0.isLasting && state.hasKept($0, in: lists) }
        let others = takes.filter { !rule.requires.contains($0) && !due.contains($0) }
        self.init(
            action: rule.action, role: role, to: rule.to.stage(given: state),
            requires: required.filter { !kept.contains($0) },
            accepts: kept + specs(others).filter(mayBeAsked), source: rule.source)
    }
}

extension Guard {
    /// Whether it can be answered before anything is filled in.
    fileprivate var isAboutCase: Bool {
        switch self {
        case .hidesComplainant, .onlyMissing, .leadTime, .notBefore, .daysApart, .monthsAtMost, .number, .twin, .bothIn,
            .namesParty,
            .fieldIs, .namedRuns, .namedOverrun, .linked, .notLinked, .underMandate:
            false
        case .gate, .has, .hasNot, .notSigner, .seated, .notSeated, .feature, .datesToConfirm, .nationalMatter,
            .twoSides, .lapsed,
            .within, .before, .fromLead, .noFiler, .noReportingCountry, .notProposer,
            .pending,
            .nonePending, .cardPublished, .notAdopted, .suspended, .namedOverdue, .notActor, .actsFor, .filedForAnother:
            true
        }
    }
}

extension FieldSpec {
    /// The same field with the words that one rule takes.
    fileprivate func narrowed(to words: [String]?) -> FieldSpec {
        words.map { holding(.choice($0)) } ?? self
    }
}
