import CaseProtocol

/// What an act does to those who sit on the case and to the limits that each has for itself.
extension ActFacts {
    mutating func performOnParties(_ effect: Effect) {
        switch effect {
        case .seat(let role): seat(role)
        case .unseat: unseat()
        case .markParty(let field, let word): mark(field, word)
        case .startForParties(let key, let role): start(key, forPartiesIn: role)
        case .meetForParty(let key):
            if let seat = checked.seat { clocks.end(key, of: seat.row.id, as: .met) }
        default: break
        }
    }

    /// The limit that the act names; of the limits of parties that of the party it is about.
    var namedLimit: NamedLimit { limit(checked.act.deadline) }

    func limit(_ key: DeadlineKey?) -> NamedLimit { NamedLimit(key: key, party: checked.seat?.row.id) }

    private func text(_ field: FieldID) -> JSONValue? { checked.fields[field].flatMap { $0.isBlank ? nil : $0 } }

    /// Who sits there is for everybody on the case; which account acts for it, for the seat and the office alone.
    private mutating func seat(_ role: RoleID) {
        guard let name = text(Seating.name) else { return }
        let id = recorder.newRow()
        var fields: [String: JSONValue] = [
            "seat": true, "role": .string(role.rawValue), "name": name,
            "seatedOn": .string(checked.day.description),
        ]
        fields["country"] = text(Seating.country)
        fields["representative"] = text(Seating.representative)
        fields["mandateRef"] = text(Seating.mandate)
        for field in [Seating.undertakingOn, Seating.undertakingRef] { fields[field.rawValue] = text(field) }
        add(id, Compartment(caseID: state.caseID, .parties), fields)
        guard let login = text(Seating.account)?.string else { return }
        // A client leaves the row out, and still counts its id: later ids are the same on both sides.
        let account = recorder.newRow()
        guard let user = context.accounts[login]?.id else { return }
        add(
            account, Compartment(caseID: state.caseID, .confidential, holder: id.description),
            ["seatUser": true, "user": .string(user.description)])
    }

    private mutating func add(_ id: RowID, _ compartment: Compartment, _ fields: [String: JSONValue]) {
        tail.append(.partyAdded(MadeRow(id: id, compartment: compartment, fields: fields)))
    }

    /// Whoever leaves sees no more of the case, and owes nothing.
    private mutating func unseat() {
        if let seat = checked.seat { leave(seat) }
    }

    mutating func leave(_ seat: Seat) {
        amend(seat, ["leftOn": .string(checked.day.description)])
        clocks.endAll(of: seat.row.id)
    }

    private mutating func mark(_ field: FieldID, _ word: String) {
        guard let seat = checked.seat, !Seat.core.contains(field.rawValue) else { return }
        amend(seat, [field.rawValue: word == "true" ? true : .string(word)])
    }

    private mutating func amend(_ seat: Seat, _ fields: [String: JSONValue]) {
        tail.append(.partyAmended(RowAmendment(id: seat.row.id, fields: fields)))
    }

    /// One limit for each party in the role, or for the one named. For whom the case has ended, none starts.
    private mutating func start(_ key: DeadlineKey, forPartiesIn role: RoleID) {
        guard let spec = checked.procedure.deadline(key), let event = entries.first?.id else { return }
        let named = checked.fields[Seating.party] == nil ? nil : checked.seat
        let parties = state.seats.filter { seat in
            seat.role == role && !seat.isTerminated && (named == nil || named?.holder == seat.holder)
        }
        let day = checked.startDay(of: spec, owner: role)
        for party in parties {
            guard
                var row = maker.row(
                    spec, owner: role, from: day, by: event,
                    recordedBy: rule.effects.contains(.external) ? checked.standing.party.id : nil)
            else { continue }
            row["party"] = .string(party.holder)
            clocks.start(key, row, row: recorder.newRow(), in: recorder.compartment(.parties))
        }
    }
}

extension ActCheck {
    /// The seat that the act is about.
    var seat: Seat? { standing.seat(named: fields[Seating.party], as: role) }

    /// The seat for which the actor acts; `nil` for an officer.
    var actingSeat: Seat? {
        seat.flatMap { seat in standing.ownSeats.contains { $0.holder == seat.holder } && seat.role == role ? seat : nil
        }
    }
}
