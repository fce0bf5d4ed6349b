import CaseProtocol

/// Fields that go together: each in one group, and on the header, where edits are.
extension ProcedureCheck {
    mutating func checkGroups() {
        checkDoubles(procedure.mergeGroups.map(\.id.rawValue), RowName.group)
        var placed: [FieldID: FieldID] = [:]
        for group in procedure.mergeGroups {
            let row = RowName.group(group.id.rawValue)
            for field in group.fields {
                if walk.fields[field] == nil {
                    find(.unknownField, row, "No field “\(field)” is declared.")
                } else if walk.fields[field]?.isOnHeader == false {
                    find(.editOffHeader, row, "“\(field)” is not on the header: there is nothing to edit.")
                }
                if let other = placed.updateValue(group.id, forKey: field) {
                    find(.duplicate, row, "“\(field)” stands in “\(other)” already.")
                }
            }
        }
    }
}
