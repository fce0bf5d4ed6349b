import CaseProtocol

/// What ends by itself on its last day, beside the time limits of a procedure: a claim of confidence, and the knowledge of
/// who complained. The scheduler sends it, as `system`; no table lists it.
struct TimedEnd {
    static let endConfidence: ActionID = "endConfidence"
    static let closeIdentity: ActionID = "closeIdentity"
    private static let row = "row"
    /// Says that the person holds the office no more for which they asked.
    private static let lost = "lost"

    let act: CaseAct
    let standing: Standing
    let context: DecisionContext

    /// `nil` for any other act, and for anybody but the machine.
    init?(_ act: CaseAct, _ standing: Standing, _ context: DecisionContext) {
        guard standing.party.isSystem, [Self.endConfidence, Self.closeIdentity].contains(act.action) else { return nil }
        self.act = act
        self.standing = standing
        self.context = context
    }

    /// What is over on a day and was not ended.
    static func due(in state: CaseState, on today: CivilDate) -> [CaseAct] {
        let claims = state.rows(.confidence).filter { $0["state"] == "standing" }.map { (endConfidence, $0) }
        let unsealed = state.rows(.unsealing).filter {
            $0["state"] == "open" && $0.compartment.confidentiality == .sealed
        }
        .map { (closeIdentity, $0) }
        return (claims + unsealed).compactMap { action, row in
            guard let last = row["endsOn"]?.string.flatMap({ CivilDate($0) }), last < today else { return nil }
            return CaseAct(
                caseID: state.caseID, action: action, from: nil, fields: [Self.row: .string(row.id.description)],
                occurredOn: last.adding(days: 1))
        }
    }

    /// What somebody knows of who complained, and may not know any longer because they hold other offices now.
    static func lost(by user: UserID, actingFor officer: UserID?, in state: CaseState) -> [CaseAct] {
        state.rows(.unsealing).compactMap { Unsealing($0) }
            .filter { $0.isSealed && $0.state == .open && $0.user == user }
            .filter { officer == nil || $0.row["actingFor"]?.string == officer?.description }
            .map { unsealing in
                CaseAct(
                    caseID: state.caseID, action: closeIdentity, from: nil,
                    fields: [row: .string(unsealing.row.id.description), lost: true])
            }
    }

    /// Nothing is published: holder and office are asked what they decide.
    var decision: Decision {
        let due = Self.due(in: standing.state, on: context.today)
        let isLost = act.action == Self.closeIdentity && act.fields[Self.lost] == true
        guard isLost || due.contains(where: { $0.action == act.action && $0.fields == act.fields }),
            let row = act.fields[Self.row]?.string.flatMap({ RowID($0) }).flatMap({ standing.state[$0] })
        else { return Decision(events: [], outcome: .merged(notes: ["already done"])) }
        let over: [String: JSONValue] = ["state": "over", "overOn": .string(context.today.description)]
        guard act.action == Self.closeIdentity, let ended = Unsealing(row) else {
            return Decision(events: [.confidenceChanged(RowAmendment(id: row.id, fields: over))])
        }
        guard ended.state == .open else { return Decision(events: [], outcome: .merged(notes: ["already done"])) }
        let rows = standing.state.rows(.unsealing).filter { Unsealing($0)?.request == ended.request }
        var recorder = Recorder(standing, role: .system, desk: nil, context: context)
        let deed = recorder.identityDeed(
            Self.closeIdentity, standing, in: rows.map(\.compartment), reason: nil)
        return Decision(events: [deed] + rows.map { .unsealingChanged(RowAmendment(id: $0.id, fields: over)) })
    }
}
