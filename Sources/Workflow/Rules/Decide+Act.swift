import CaseProtocol

/// Takes an action of the case's procedure.
func decideAct(
    _ act: CaseAct, on standing: Standing, in context: DecisionContext
) throws(Refusal) -> Decision {
    let (procedure, stage) = try standing.procedure(in: context.catalogue)
    let rules = procedure.rules(for: act.action).filter { $0.from != .nothing }
    guard !rules.isEmpty else {
        throw .unknownAction(act.action, allowed: openActions(for: standing, in: context))
    }
    var permitted = standing.permitted(rules)
    guard !permitted.isEmpty else {
        throw .notPermitted(act.action, capacities: standing.roles, allowed: rules.roles)
    }
    var notes: [String] = []
    if let seen = act.from, seen != stage.id, !standing.party.isSystem {
        if standing.header.reachedBy == act.action {
            return Decision(events: [], outcome: .merged(notes: ["already done"]))
        }
        permitted = permitted.filter { $0.isRebaseable && $0.from.includes(stage) }
        guard !permitted.isEmpty else { return keepStaleAct(act, on: standing, in: context) }
        notes = ["the case had moved from \(seen) to \(stage.id); applied there"]
    }
    let here = permitted.filter { $0.from.includes(stage) }
    guard !here.isEmpty else {
        let allowed = procedure.stages.map(\.id).filter { id in
            permitted.contains { $0.from.stages(of: procedure).contains(id) }
        }
        throw .wrongStage(act.action, at: stage.id, allowed: allowed)
    }
    let check = GuardCheck(standing: standing, context: context, named: act.deadline)
    var refusal: Refusal?
    for rule in standing.fitting(here, check) {
        do {
            let checked = try ActCheck(act: act, rule: rule, procedure: procedure, standing: standing, context: context)
            return ActFacts(checked, stage: stage).decision(notes: notes)
        } catch {
            refusal = refusal ?? error
        }
    }
    throw refusal ?? .notFound
}

/// The actions open to somebody now, in table order.
private func openActions(for standing: Standing, in context: DecisionContext) -> [ActionID] {
    moves(for: standing.party, on: standing.state, in: context).map(\.action)
}

/// Keeps an act that came too late for the stage that its author saw: a person decides what becomes of it.
private func keepStaleAct(_ act: CaseAct, on standing: Standing, in context: DecisionContext) -> Decision {
    let role = standing.roles.first ?? .system
    var recorder = Recorder(standing, role: role, desk: standing.desk(), context: context)
    let confidentiality: ConfidentialityClass = standing.isFiler ? .confidential : .internal
    var fields = recorder.signature(in: confidentiality)
    fields["about"] = "act"
    fields["state"] = "open"
    fields["action"] = .string(act.action.rawValue)
    fields["fields"] = .object(act.fields)
    fields["from"] = act.from.map { .string($0.rawValue) }
    fields["stage"] = .string(standing.header.stage.rawValue)
    fields["occurredOn"] = act.occurredOn.map { .string($0.description) }
    let row = MadeRow(id: recorder.newRow(), compartment: recorder.compartment(confidentiality), fields: fields)
    let problem = Problem(
        .stageMoved,
        "The case moved from “\(act.from?.rawValue ?? "")” to “\(standing.header.stage)” before “\(act.action)” arrived; "
            + "it was not applied and is kept on the case.",
        path: "from", allowed: openActions(for: standing, in: context).map(\.rawValue))
    return Decision(events: [.conflictKept(row)], outcome: .conflict(problem))
}

extension [Rule] {
    /// Every role that one of them is for, each once, in table order.
    var roles: [RoleID] {
        reduce(into: []) { roles, rule in roles += rule.roles.filter { !roles.contains($0) } }
    }
}
