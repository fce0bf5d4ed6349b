import CaseProtocol

/// Takes an action of the case's procedure.
func decideAct(
    _ act: CaseAct, on standing: Standing, in context: DecisionContext
) throws(Refusal) -> Decision {
    if let note = LinkNote(act, standing, context) { return note.decision }
    if let note = ReadersNote(act, standing, context) { return note.decision }
    if let end = OfficeEnd(act, standing) { return end.decision }
    if let change = SystemChange(act, standing, context) { return try change.decision }
    if let end = TimedEnd(act, standing, context) { return end.decision }
    #if PLANTED_BUGS
        let (procedure, present) = try standing.procedure(in: context.catalogue)
        let isTrusted = PlantedBug.isOn(.guardNotRerun) && context.isAuthoritative
        let stage = isTrusted ? act.from.flatMap { procedure.stage($0) } ?? present : present
    #else
        let (procedure, stage) = try standing.procedure(in: context.catalogue)
    #endif
    let rules = procedure.rules(for: act.action).filter { $0.from != .nothing }
    guard !rules.isEmpty else {
        throw .unknownAction(act.action, allowed: openActions(for: standing, in: context))
    }
    try standing.checkMayAct(act.action)
    let own = standing.permitted(rules)
    var permitted = own
    guard !permitted.isEmpty else {
        throw .notPermitted(act.action, capacities: standing.roles, allowed: rules.roles)
    }
    var notes: [String] = []
    if let seen = act.from, seen != stage.id, !standing.party.isSystem {
        if isDone(act, by: own, on: standing, in: context) {
            return Decision(events: [], outcome: .merged(notes: ["already done"]))
        }
        permitted = permitted.filter { $0.isRebaseable && $0.from.includes(stage) }
        guard !permitted.isEmpty else {
            return try StaleAct(act: act, rules: own, procedure: procedure, standing: standing, context: context).kept
        }
        notes = ["the case had moved from \(seen) to \(stage.id); applied there"]
    }
    let here = permitted.filter { $0.from.includes(stage) }
    guard !here.isEmpty else {
        let allowed = procedure.stages.map(\.id).filter { id in
            permitted.contains { $0.from.stages(of: procedure).contains(id) }
        }
        throw .wrongStage(act.action, at: stage.id, allowed: allowed)
    }
    let given = act.fields.map { (FieldID($0.key), $0.value) }
    let check = GuardCheck(
        standing: standing, context: context, fields: Dictionary(given, uniquingKeysWith: { $1 }), named: act.deadline,
        day: standing.isFiler ? nil : act.occurredOn)
    var refusals: [Refusal] = []
    for rule in standing.fitting(here, check) {
        do {
            let checked = try ActCheck(act: act, rule: rule, procedure: procedure, standing: standing, context: context)
            return ActFacts(checked, stage: stage).decision(notes: notes)
        } catch {
            refusals.append(error)
        }
    }
    throw refusals.soonest ?? .notFound
}

/// Whether the case stands where it does by the same act: nothing that its author wrote is lost by leaving it at that.
private func isDone(_ act: CaseAct, by rules: [Rule], on standing: Standing, in context: DecisionContext) -> Bool {
    guard standing.header.reachedBy == act.action, let done = standing.header.text("reachedWith") else { return false }
    return rules.contains { rule in
        let given = rule.fieldsByName(act.fields).map { (FieldID($0.key), $0.value) }
        return ActMark(Dictionary(given, uniquingKeysWith: { $1 }), on: act.occurredOn ?? context.today).text == done
    }
}

/// The actions open to somebody now, in table order.
func openActions(for standing: Standing, in context: DecisionContext) -> [ActionID] {
    moves(for: standing.party, on: standing.state, in: context).map(\.action)
}

extension [Refusal] {
    /// What to tell somebody whom several rules refuse: from when on one of them would let them, else what the first says.
    fileprivate var soonest: Refusal? {
        let early = compactMap { refusal -> (CivilDate, Refusal)? in
            if case .tooEarly(_, let earliest) = refusal { (earliest, refusal) } else { nil }
        }
        return early.min { $0.0 < $1.0 }?.1 ?? first
    }
}

extension [Rule] {
    /// Every role that one of them is for, each once, in table order.
    var roles: [RoleID] {
        reduce(into: []) { roles, rule in roles += rule.roles.filter { !roles.contains($0) } }
    }
}
