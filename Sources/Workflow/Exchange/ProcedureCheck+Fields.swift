import CaseProtocol

extension ProcedureCheck {
    /// What every event row has: a field of that name would be lost in it.
    private static let eventMembers: Set<FieldID> = [
        "action", "by", "byName", "role", "from", "to", "occurredOn", "recordedAt", "headerRev", "deadline",
        "actingFor", "actingForName",
    ]

    mutating func checkFields() {
        checkDoubles(procedure.fields.map(\.id.rawValue), RowName.field)
        let used = usedFields
        for field in procedure.fields {
            let row = RowName.field(field.id.rawValue)
            if Self.eventMembers.contains(field.id) {
                find(.reservedName, row, "Every event has a member of that name.")
            }
            if field.isOnHeader, field.confidentiality != .parties {
                find(
                    .headerNotParties, row,
                    "It stands on the header, which is for all parties, and is of class \(field.confidentiality).")
            }
            if case .code(let list) = field.type, codeLists[list] == nil {
                find(.unknownCodeList, row, "No code list “\(list)” is known here.")
            }
            if let question = field.askedWhen {
                if walk.fields[question.field] == nil {
                    find(.unknownField, row, "It is asked for by “\(question.field)”, which is not declared.")
                }
                checkWords(question.values, of: question.field, row)
            }
            if !used.contains(field.id) { find(.unusedField, row, "No rule and no edit takes it.") }
        }
    }

    private var usedFields: Set<FieldID> {
        var used = Set(procedure.edits.flatMap(\.fields)).union(walk.marks.keys)
        for rule in procedure.rules { used.formUnion(rule.takes) }
        for case .markParty(let field, _) in walk.effects { used.insert(field) }
        // What a limit counts from or runs to may be a day that the engine itself marks.
        for spec in procedure.deadlines {
            used.formUnion([spec.countsFrom, spec.adoptedFrom, spec.length.field].compactMap(\.self))
        }
        if walk.effects.contains(.markInitiated) { used.insert("initiatedOn") }
        return used
    }
}
