import CaseProtocol

/// What the server notes on a case, as `system`, of whom a case linked with it lets read it. No table lists it, and no event
/// tells it: that there is another case is not for everybody here to know.
struct ReadersNote {
    private static let action: ActionID = "noteReaders"

    let act: CaseAct
    let standing: Standing
    let context: DecisionContext

    /// `nil` for any other act, and for anybody but the machine.
    init?(_ act: CaseAct, _ standing: Standing, _ context: DecisionContext) {
        guard standing.party.isSystem, act.action == Self.action else { return nil }
        self.act = act
        self.standing = standing
        self.context = context
    }

    /// - Parameter given: `nil` for nobody any more.
    static func act(of caseID: CaseID, on other: CaseID, giving given: LinkedReaders.Given?) -> CaseAct {
        var fields: [String: JSONValue] = [LinkedReaders.of: .string(caseID.description)]
        if let given {
            fields[LinkedReaders.country] = .string(given.country)
            fields[LinkedReaders.readers] = .array(given.readers.map(\.rawValue).sorted().map { .string($0) })
        }
        return CaseAct(caseID: other, action: action, from: nil, fields: fields)
    }

    /// One row for each case that names readers; it stays when there are none any more.
    var decision: Decision {
        let state = standing.state
        let fields: [String: JSONValue] = [
            LinkedReaders.of: act.fields[LinkedReaders.of] ?? .null,
            LinkedReaders.country: act.fields[LinkedReaders.country] ?? .null,
            LinkedReaders.readers: act.fields[LinkedReaders.readers] ?? .null,
        ]
        let place = LinkedReaders.place(on: standing.header)
        let known = state.rows(.link).first { row in
            row.compartment == place && row[LinkedReaders.of] == fields[LinkedReaders.of]
        }
        if let known { return Decision(events: [.linkChanged(RowAmendment(id: known.id, fields: fields))]) }
        guard act.fields[LinkedReaders.readers] != nil else { return Decision(events: []) }
        var recorder = Recorder(standing, role: .system, desk: nil, context: context)
        return Decision(events: [.linkMade(MadeRow(id: recorder.newRow(), compartment: place, fields: fields))])
    }
}
