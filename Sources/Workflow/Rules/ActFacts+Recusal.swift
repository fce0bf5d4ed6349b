import CaseProtocol

/// What stepping back from a case does.
extension ActFacts {
    /// Whoever steps back is named to those on the case, so that every copy of it knows; the reason is not. Which account
    /// acted for a seat is told to nobody who did not know it: there the seat itself shows that it was given up.
    mutating func recuse() {
        let party = checked.standing.party.id
        let fields: [String: JSONValue] = [
            "role": "recused", "user": .string(party.description),
            "name": .string(recorder.authorName(in: .parties)), "since": .string(checked.day.description),
        ]
        let place = recorder.compartment(recorder.seat == nil ? .parties : .internal)
        tail.append(.partyAdded(MadeRow(id: recorder.newRow(), compartment: place, fields: fields)))
        for seat in checked.standing.ownSeats { leave(seat) }
        for row in state.rows(.assignment) { takeOff(party, row) }
    }

    /// What was given to somebody by name is given to nobody.
    private mutating func takeOff(_ party: UserID, _ assignment: Row) {
        let named = OfficeEnd.members.filter { assignment[$0] == .string(party.description) }
        guard !named.isEmpty else { return }
        let fields = Dictionary(named.map { ($0, JSONValue.null) }, uniquingKeysWith: { $1 })
        tail.append(.reassigned(RowAmendment(id: assignment.id, fields: fields)))
    }
}
