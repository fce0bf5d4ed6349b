import CaseProtocol

/// What an administrator makes the system do to cases that run: move them to another version of their procedure, or count
/// their limits by a changed calendar. No table lists these acts, and nobody else has them.
struct SystemChange {
    static let migrate: ActionID = "migrate"
    static let recount: ActionID = "recount"

    let act: CaseAct
    let standing: Standing
    let context: DecisionContext

    /// `nil` for any other act, and for anybody but the machine.
    init?(_ act: CaseAct, _ standing: Standing, _ context: DecisionContext) {
        guard standing.party.isSystem, [Self.migrate, Self.recount].contains(act.action) else { return nil }
        self.act = act
        self.standing = standing
        self.context = context
    }

    /// - Throws: ``Refusal/guardFailed(_:_:)`` where the case is no longer as it was shown; ``Refusal/unknownProcedure(_:known:)``.
    var decision: Decision {
        get throws(Refusal) { act.action == Self.migrate ? try migrated : try recounted }
    }

    /// The limits that move, as an act says them: the new last day by the id of the limit's row.
    static func dates(_ changes: [DateChange]) -> JSONValue {
        .object(
            Dictionary(
                changes.filter(\.isMoved).map { change in
                    (change.deadline.description, change.after.map { .string($0.description) } ?? .null)
                }, uniquingKeysWith: { $1 }))
    }

    private var migrated: Decision {
        get throws(Refusal) {
            let version = act.fields["toVersion"]?.int ?? 0
            guard let procedure = context.catalogue.procedure(standing.header.procedure, version: version) else {
                throw .unknownProcedure(standing.header.procedure, known: context.catalogue.procedures.map(\.id))
            }
            let mapping = MigrationMapping(stages: words("stages"), limits: words("limits"))
            guard let change = MigratingCase(standing.state, to: procedure, mapping: mapping, in: context) else {
                throw .guardFailed(act.action, "There is nothing to migrate on this case.")
            }
            let limits = change.limits
            let refusals = change.refusals
            guard refusals.isEmpty else { throw .guardFailed(act.action, refusals.joined(separator: " ")) }
            try checkShown(limits)
            var header: [String: JSONValue] = ["version": .int(Int64(version))]
            if change.toStage != standing.header.stage { header["stage"] = .string(change.toStage.rawValue) }
            if let left = standing.header.text("leftStage") {
                header["leftStage"] = .string(mapping.stage(StageID(left)).rawValue)
            }
            let told: [FieldID: JSONValue] = [
                "fromVersion": .int(Int64(standing.header.version)), "toVersion": .int(Int64(version)),
            ]
            return Decision(
                events: [deed(header, told, to: change.toStage, in: procedure)] + amendments(limits)
                    + card(at: procedure.stage(change.toStage)))
        }
    }

    private var recounted: Decision {
        get throws(Refusal) {
            let calendar = context.catalogue.calendars[CalendarID(act.fields["calendar"]?.string ?? "")]
            guard act.fields["calendarVersion"]?.int == calendar.version else {
                throw .guardFailed(act.action, "The calendar is in use in version \(calendar.version) now.")
            }
            let limits = RecountedCase(standing.state, by: calendar, in: context).limits
            try checkShown(limits)
            let (procedure, _) = try standing.procedure(in: context.catalogue)
            let told: [FieldID: JSONValue] = [
                "calendar": .string(calendar.id.rawValue), "calendarVersion": .int(Int64(calendar.version)),
            ]
            return Decision(events: [deed([:], told, to: standing.header.stage, in: procedure)] + amendments(limits))
        }
    }

    /// Only what was shown is done.
    private func checkShown(_ limits: [MovedLimit]) throws(Refusal) {
        guard Self.dates(limits.compactMap(\.change)) == act.fields["dates"] else {
            throw .guardFailed(act.action, "The time limits of this case are no longer as they were shown.")
        }
    }

    private func words(_ field: String) -> [String: String] {
        (act.fields[field]?.object ?? [:]).compactMapValues(\.string)
    }

    private func deed(
        _ header: [String: JSONValue], _ told: [FieldID: JSONValue], to stage: StageID, in procedure: Procedure
    ) -> CaseEvent {
        var recorder = Recorder(standing, role: .system, desk: nil, context: context)
        let entries = recorder.entries(
            of: told, in: procedure, record: .parties, headerRev: standing.header.row.rev + (header.isEmpty ? 0 : 1))
        let deed = Deed(
            action: act.action, by: standing.party.id, role: .system, from: standing.header.stage,
            to: stage == standing.header.stage ? nil : stage, occurredOn: PartialDate(context.today),
            recordedAt: context.now)
        return .acted(
            CaseFact(
                caseID: standing.state.caseID, header: header, recorded: RecordedDeed(deed: deed, entries: entries)))
    }

    private func amendments(_ limits: [MovedLimit]) -> [CaseEvent] {
        limits.filter { !$0.fields.isEmpty }.map {
            .clockResumed(RowAmendment(id: $0.deadline.row.id, fields: $0.fields))
        }
    }

    /// A published card shows the public name of the stage, and how it was resolved.
    private func card(at stage: Stage?) -> [CaseEvent] {
        guard let card = standing.state.publicCard, let stage else { return [] }
        let fields = CardFacts.changes(of: card, at: stage)
        return fields.isEmpty ? [] : [.cardStatusChanged(RowAmendment(id: card.id, fields: fields))]
    }
}
