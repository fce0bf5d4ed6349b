import CaseProtocol

/// The time limits of a case while one act is worked through.
struct ClockDesk {
    private var rows: [Row]
    private var started: Set<RowID> = []
    private let day: CivilDate
    private(set) var events: [CaseEvent] = []

    init(_ deadlines: [Deadline], day: CivilDate) {
        rows = deadlines.map(\.row)
        self.day = day
    }

    private var deadlines: [Deadline] { rows.compactMap { Deadline($0) } }

    /// Starts a time limit, in place of one of the same key that still runs.
    mutating func start(
        _ spec: DeadlineSpec, owner: RoleID, on startDay: CivilDate, by event: RowID, fields: [FieldID: JSONValue],
        row id: RowID, in compartment: Compartment
    ) {
        guard let row = ClockFacts.started(spec, owner: owner, on: startDay, by: event, fields: fields) else { return }
        end(spec.key, as: .cancelled)
        events.append(.clockStarted(MadeRow(id: id, compartment: compartment, fields: row)))
        rows.append(Row(id: id, kind: .deadline, compartment: compartment, fields: row))
        started.insert(id)
    }

    /// Ends what runs or is paused under `key`; of what lapsed and is still owed, says that it was done.
    mutating func end(_ key: DeadlineKey, as state: Deadline.State) {
        for deadline in deadlines where deadline.key == key { end(deadline, as: state) }
    }

    /// Ends everything that was not started by this very act.
    mutating func endAll() {
        for deadline in deadlines where !started.contains(deadline.row.id) { end(deadline, as: .cancelled) }
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
            amend(deadline, ClockFacts.paused(deadline, on: day)) { .clockPaused($0) }
        }
        // What is late already stays so, but is not owed while it waits for somebody else.
        for deadline in deadlines where deadline.key == key && deadline.isLate {
            amend(deadline, ["heldOn": .string(day.description)]) { .clockPaused($0) }
        }
    }

    mutating func resume(_ key: DeadlineKey) {
        for deadline in deadlines where deadline.key == key && deadline.state == .paused {
            amend(deadline, ClockFacts.resumed(deadline, on: day)) { .clockResumed($0) }
        }
        for deadline in deadlines where deadline.key == key && deadline.isHeld {
            amend(deadline, ["heldOn": .null]) { .clockResumed($0) }
        }
    }

    /// Marks as lapsed what runs under `key`. Where another role is called in, the step is still owed.
    mutating func lapse(_ key: DeadlineKey) {
        for deadline in deadlines where deadline.key == key && deadline.isRunning {
            let stillOwed = if case .escalate = deadline.lapse { true } else { false }
            amend(deadline, ClockFacts.lapsed(stillOwed: stillOwed, on: day)) { .clockEnded($0) }
        }
    }

    /// Freezes running obligations and targets, never caps, gates or windows (ruling 1).
    mutating func suspend() {
        for deadline in deadlines where deadline.isRunning && [.obligation, .target].contains(deadline.kind) {
            var fields = ClockFacts.paused(deadline, on: day)
            fields["suspended"] = true
            amend(deadline, fields) { .clockPaused($0) }
        }
    }

    /// Lets run again what ``suspend()`` froze; what was paused for another reason stays paused.
    mutating func resumeSuspended() {
        for deadline in deadlines where deadline.state == .paused && deadline.row["suspended"]?.bool == true {
            amend(deadline, ClockFacts.resumed(deadline, on: day)) { .clockResumed($0) }
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
