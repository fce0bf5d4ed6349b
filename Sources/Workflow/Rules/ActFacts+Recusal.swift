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
        let hasSeat = recorder.seat != nil || !checked.standing.ownSeats.isEmpty
        let place = recorder.compartment(hasSeat ? .internal : .parties)
        tail.append(.partyAdded(MadeRow(id: recorder.newRow(), compartment: place, fields: fields)))
        for seat in checked.standing.ownSeats { leave(seat) }
        for row in state.rows(.assignment) { takeOff(party, row) }
        for asked in state.unsealings where asked.user == party { close(asked) }
    }

    /// Who complained, if it was opened to them by name, is closed; what waits for an answer gets none. The complainant reads of it.
    private mutating func close(_ asked: Unsealing) {
        guard [.asked, .open].contains(asked.state) else { return }
        let rows = state.rows(.unsealing).filter { Unsealing($0)?.request == asked.request }
        let deed = recorder.identityDeed(
            TimedEnd.closeIdentity, checked.standing, in: rows.map(\.compartment), reason: nil)
        let over: [String: JSONValue] = ["state": "over", "overOn": .string(checked.day.description)]
        tail.append(deed)
        tail += rows.map { .unsealingChanged(RowAmendment(id: $0.id, fields: over)) }
    }

    /// What was given to somebody by name is given to nobody.
    private mutating func takeOff(_ party: UserID, _ assignment: Row) {
        let named = OfficeEnd.members.filter { assignment[$0] == .string(party.description) }
        guard !named.isEmpty else { return }
        let fields = Dictionary(named.map { ($0, JSONValue.null) }, uniquingKeysWith: { $1 })
        tail.append(.reassigned(RowAmendment(id: assignment.id, fields: fields)))
    }
}
