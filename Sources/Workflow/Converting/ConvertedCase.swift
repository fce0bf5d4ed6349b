public import CaseProtocol

/// A case that an act of a ministry's desk opens out of its own.
///
/// The act checks it whole, so that it is refused whole; the server then opens it in the same transaction, as `system`. The
/// command names the case from which it comes and no person: who that was is read there, where it is sealed.
protocol ConvertedCase {
    var open: CaseOpen { get }
    var context: DecisionContext { get }
    /// What makes the case: refused in the words of its own form.
    var decision: Decision { get throws(Refusal) }
}

extension ConvertedCase {
    /// What the machine is told to open, and the case as links tell of it: with those who will see it.
    func filed() throws(Refusal) -> (open: CaseOpen, other: OtherCase) {
        var state = CaseState(caseID: open.caseID)
        _ = apply(try decision.events, to: &state)
        guard let other = OtherCase(state, in: context.catalogue) else { throw .notFound }
        return (open, other)
    }

    /// In which role the desk's officer did it.
    var role: RoleID { open.fields["role"]?.string.map { RoleID($0) } ?? .system }

    /// Who did it, as the machine was told.
    var officer: Party {
        let id = open.fields["by"]?.string.flatMap { UserID($0) }
        return Party(id: id ?? Party.system.id, name: open.fields["byName"]?.string ?? "", appointments: [])
    }
}

enum Converted {
    /// The member of an opening by the machine that names the case which is converted.
    static let origin = "convertedFrom"
    /// Far from the rows that the act makes, and beside the ids of its filer, copies and receipt.
    private static let ordinal = 4093

    /// What an act with this rule opens; `nil` where it opens nothing.
    static func by(
        _ rule: Rule, _ fields: [FieldID: JSONValue], as role: RoleID, on standing: Standing,
        in procedure: Procedure, _ context: DecisionContext
    ) -> (any ConvertedCase)? {
        if let complaint = ConvertedOpening(rule, fields, as: role, on: standing, in: procedure, context) {
            return complaint
        }
        return ConvertedLead(rule, fields, as: role, on: standing, context)
    }

    /// What the machine was told to open; `nil` for any other opening, and for anybody else's.
    static func told(_ open: CaseOpen, to party: Party, _ context: DecisionContext) -> (any ConvertedCase)? {
        guard party.isSystem, open.fields[origin] != nil, let desk = context.origin, let header = desk.header else {
            return nil
        }
        if RemedyConversion.remedies.contains(open.procedure) {
            return ConvertedLead(open, from: desk, header, context)
        }
        return ConvertedOpening(open, from: desk, header, context)
    }

    /// The opening that the machine is told of.
    ///
    /// - Parameter facts: taken from the act, or else from the desk's own case.
    static func opening(
        of procedure: ProcedureID, _ action: ActionID, _ facts: [FieldID], from fields: [FieldID: JSONValue],
        as role: RoleID, on standing: Standing, _ context: DecisionContext
    ) -> CaseOpen {
        var said: [String: JSONValue] = [
            origin: .string(standing.state.caseID.description), "by": .string(standing.party.id.description),
            "byName": .string(standing.party.name), "role": .string(role.rawValue),
        ]
        for field in facts { said[field.rawValue] = fields[field] ?? standing.header.row[field.rawValue] }
        let code = ProvisionalLabel.code(high: context.mid.high, low: context.mid.low)
        return CaseOpen(
            caseID: context.mid.derived(ordinal), procedure: procedure,
            version: context.catalogue.current(procedure)?.version ?? 0, action: action, label: "\(code)-0",
            fields: said)
    }
}

extension CaseOpen {
    /// The case of a desk that an opening by the machine names as the one which is converted.
    public var convertedFrom: CaseID? { fields[Converted.origin]?.string.flatMap { CaseID($0) } }
}
