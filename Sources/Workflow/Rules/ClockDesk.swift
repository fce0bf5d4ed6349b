import CaseProtocol

/// A limit as an act names it: of a party's own limits that of one party.
struct NamedLimit {
    let key: DeadlineKey?
    let party: RowID?

    func means(_ deadline: Deadline) -> Bool {
        deadline.key == key && (deadline.party == nil || deadline.party == party)
    }
}

/// Who agreed, when and in which paper, that a limit is extended.
struct Agreement {
    let parties: JSONValue
    let day: JSONValue
    let document: JSONValue
    /// Whether the authority granted it to one party on cause, rather than all agreed.
    let isGranted: Bool
}

/// The time limits of a case while one act is worked through.
struct ClockDesk {
    private var rows: [Row]
    private var started: Set<RowID> = []
    private let day: CivilDate
    private let calendars: Calendars
    private(set) var events: [CaseEvent] = []

    init(_ deadlines: [Deadline], day: CivilDate, calendars: Calendars) {
        rows = deadlines.map(\.row)
        self.day = day
        self.calendars = calendars
    }

    var deadlines: [Deadline] { rows.compactMap { Deadline($0) } }

    /// Starts a time limit with the fields that ``ClockMaker`` made, in place of one of the same key, and of the same party,
    /// that still runs.
    mutating func start(
        _ key: DeadlineKey, _ row: [String: JSONValue], row id: RowID, in compartment: Compartment
    ) {
        let party = row["party"]?.string.flatMap { RowID($0) }
        for deadline in deadlines where deadline.key == key && deadline.party == party { end(deadline, as: .cancelled) }
        events.append(.clockStarted(MadeRow(id: id, compartment: compartment, fields: row)))
        rows.append(Row(id: id, kind: .deadline, compartment: compartment, fields: row))
        started.insert(id)
    }

    /// Ends what runs or is paused under `key`; of what lapsed and is still owed, says that it was done.
    mutating func end(_ key: DeadlineKey, as state: Deadline.State) {
        for deadline in deadlines where deadline.key == key { end(deadline, as: state) }
    }

    /// Ends the limit of one party.
    mutating func end(_ key: DeadlineKey, of party: RowID, as state: Deadline.State) {
        for deadline in deadlines where deadline.key == key && deadline.party == party { end(deadline, as: state) }
    }

    /// Ends everything that was not started by this very act.
    mutating func endAll() {
        for deadline in deadlines where !started.contains(deadline.row.id) { end(deadline, as: .cancelled) }
    }

    /// Ends everything because the matter goes on in another case, and remembers how it stood.
    mutating func endMerged() {
        for deadline in deadlines where deadline.isOpen || deadline.isLate {
            var fields: [String: JSONValue] = ["mergedOn": .string(day.description)]
            if deadline.isOpen {
                fields["mergedFrom"] = .string(deadline.state.rawValue)
                fields.merge(ClockFacts.ended(.cancelled, on: day)) { $1 }
            } else {
                fields["endedOn"] = .string(day.description)
            }
            amend(deadline, fields) { .clockEnded($0) }
        }
    }

    /// Lets what a merge ended go on: obligations and targets with the days that were left, as after a pause; caps, gates
    /// and windows to the day that they had, for nothing stops those (ruling 1).
    mutating func returnFromMerge() {
        for deadline in deadlines {
            guard let since = deadline.row["mergedOn"]?.string.flatMap({ CivilDate($0) }) else { continue }
            var fields: [String: JSONValue] = ["mergedOn": .null, "mergedFrom": .null, "endedOn": .null]
            fields["state"] = deadline.row["mergedFrom"]
            let calendar = calendars[deadline.calendar]
            if deadline.row["mergedFrom"] == "running", [.obligation, .target].contains(deadline.kind),
                let held = deadline.row.updating(ClockFacts.paused(deadline, on: since, in: calendar)).flatMap({
                    Deadline($0)
                })
            {
                fields.merge(ClockFacts.resumed(held, on: day, in: calendar)) { $1 }
            }
            amend(deadline, fields) { .clockResumed($0) }
        }
    }

    private mutating func end(_ deadline: Deadline, as state: Deadline.State) {
        if deadline.isOpen {
            amend(deadline, ClockFacts.ended(state, on: day)) { .clockEnded($0) }
        } else if deadline.isLate {
            amend(deadline, ["endedOn": .string(day.description)]) { .clockEnded($0) }
        }
    }

    mutating func pause(_ key: DeadlineKey) {
        for deadline in deadlines where deadline.key == key && deadline.isRunning {
            amend(deadline, ClockFacts.paused(deadline, on: day, in: calendars[deadline.calendar])) { .clockPaused($0) }
        }
        // What is late already stays so, but is not owed while it waits for somebody else.
        for deadline in deadlines where deadline.key == key && deadline.isLate {
            amend(deadline, ["heldOn": .string(day.description)]) { .clockPaused($0) }
        }
    }

    mutating func resume(_ key: DeadlineKey) {
        for deadline in deadlines where deadline.key == key && deadline.state == .paused {
            amend(deadline, ClockFacts.resumed(deadline, on: day, in: calendars[deadline.calendar])) {
                .clockResumed($0)
            }
        }
        for deadline in deadlines where deadline.key == key && deadline.isHeld {
            amend(deadline, ["heldOn": .null]) { .clockResumed($0) }
        }
    }

    /// Ends all limits of one party, who left the case.
    mutating func endAll(of party: RowID) {
        for deadline in deadlines where deadline.party == party { end(deadline, as: .cancelled) }
    }

    /// Marks as lapsed what runs under this name. Where another role is called in, the step is still owed.
    mutating func lapse(_ named: NamedLimit) {
        for deadline in deadlines where named.means(deadline) && deadline.isRunning { lapse(deadline) }
    }

    private mutating func lapse(_ deadline: Deadline) {
        let stillOwed =
            switch deadline.lapse {
            case .escalate, .explain: true
            case .act, .rightEnds, nil: false
            }
        amend(deadline, ClockFacts.lapsed(stillOwed: stillOwed, on: day)) { .clockEnded($0) }
    }

    /// Freezes running obligations and targets, never caps, gates or windows (ruling 1). What is over has no days left that
    /// could be kept (ruling 2).
    mutating func suspend() {
        for deadline in deadlines
        where deadline.isRunning && [.obligation, .target].contains(deadline.kind) && !deadline.isOverdue(on: day) {
            var fields = ClockFacts.paused(deadline, on: day, in: calendars[deadline.calendar])
            fields["suspended"] = true
            amend(deadline, fields) { .clockPaused($0) }
        }
    }

    /// Lets run again what ``suspend()`` froze; what was paused for another reason stays paused.
    mutating func resumeSuspended() {
        for deadline in deadlines where deadline.state == .paused && deadline.row["suspended"]?.bool == true {
            amend(deadline, ClockFacts.resumed(deadline, on: day, in: calendars[deadline.calendar])) {
                .clockResumed($0)
            }
        }
    }

    /// Moves the last day of a running limit to the one agreed.
    mutating func extend(to last: CivilDate, agreement: Agreement, named: NamedLimit) {
        for deadline in deadlines where deadline.isRunning && named.means(deadline) {
            let fields = ClockFacts.extended(
                deadline, to: last, agreement: agreement)
            amend(deadline, fields) { .clockResumed($0) }
        }
    }

    /// Says why a limit was overrun, and ends that it is owed.
    mutating func explain(_ reason: JSONValue, named: NamedLimit) {
        for deadline in deadlines where named.means(deadline) {
            var fields: [String: JSONValue] = ["explanation": reason, "explainedOn": .string(day.description)]
            if deadline.isLate, deadline.lapse == .explain { fields["endedOn"] = .string(day.description) }
            amend(deadline, fields) { .clockEnded($0) }
        }
    }

    /// Takes the reserve off every limit that rests on an outside body's date.
    mutating func confirmDates(by person: UserID) {
        for deadline in deadlines where deadline.awaitsConfirmation(of: person) {
            amend(deadline, ["unconfirmed": .null, "confirmedOn": .string(day.description)]) { .clockResumed($0) }
        }
    }

    private mutating func amend(
        _ deadline: Deadline, _ fields: [String: JSONValue], _ event: (RowAmendment) -> CaseEvent
    ) {
        events.append(event(RowAmendment(id: deadline.row.id, fields: fields)))
        if let index = rows.firstIndex(where: { $0.id == deadline.row.id }), let next = rows[index].updating(fields) {
            rows[index] = next
        }
    }
}
