import CaseProtocol

/// Turns a permitted act into facts: the deed itself, then what its effects do to clocks, proposals, parties and the card.
struct ActFacts {
    let checked: ActCheck
    let stage: Stage
    /// Where the case stands afterwards.
    let destination: Stage
    var recorder: Recorder
    var changes: [String: JSONValue] = [:]
    /// What follows the deed.
    var tail: [CaseEvent] = []
    var followUps: [ActionID] = []
    var elsewhere: [CaseCommand] = []
    var usesNumber = false
    var unknowns: [String]
    /// The time limits as they are after what was done so far.
    var clocks: ClockDesk
    let entries: [EventEntry]

    var rule: Rule { checked.rule }
    var header: CaseHeader { checked.standing.header }
    var state: CaseState { checked.standing.state }
    var context: DecisionContext { checked.context }

    init(_ checked: ActCheck, stage: Stage) {
        let standing = checked.standing
        self.checked = checked
        self.stage = stage
        unknowns = checked.unknowns
        destination =
            checked.rule.to.stage(given: standing.state, fields: checked.fields)
            .flatMap { checked.procedure.stage($0) } ?? stage
        let transmits =
            checked.rule.effects.contains(.markTransmitted) || checked.rule.effects.contains(.markInitiated)
        recorder = Recorder(
            standing, role: checked.role, desk: checked.officeTold ?? standing.desk(for: checked.role),
            seat: checked.actingSeat,
            transmits: transmits, context: checked.context)
        let told = transmits ? standing.header.transmitted(in: checked.procedure) : [:]
        entries = recorder.entries(
            of: told.merging(checked.recordedFields) { $1 }, in: checked.procedure, record: checked.rule.record,
            headerRev: standing.header.row.rev + 1, deadline: checked.act.deadline)
        clocks = ClockDesk(
            standing.state.deadlines, day: checked.clockDay, calendars: checked.context.catalogue.calendars)
    }

    mutating func decisionParts() {
        for (field, value) in checked.fields where checked.procedure.field(field)?.isOnHeader ?? false {
            changes[field.rawValue] = value
        }
        if rule.to != .stay {
            changes["stage"] = .string(destination.id.rawValue)
            changes["reachedBy"] = .string(rule.action.rawValue)
            keepActor()
            changes["reachedOn"] = .string(checked.clockDay.description)
            changes["reachedWith"] = ActMark(of: checked).map { .string($0.text) } ?? .null
        }
        keepIdentity()
        settleKeptActs()
        for effect in rule.effects { perform(effect) }
        if destination.isFinal, rule.to != .stay { clocks.endAll() }
        keepEnd()
        followOnCard()
    }

    /// - Parameter notes: what was changed about the act; not empty when it was merged.
    func decision(notes: [String]) -> Decision {
        var facts = self
        facts.decisionParts()
        let deed = Deed(
            action: rule.action, by: recorder.author, role: checked.role, from: stage.id,
            to: rule.to == .stay ? nil : destination.id, occurredOn: PartialDate(checked.day), recordedAt: context.now)
        let fact = CaseFact(
            caseID: state.caseID, header: facts.changes, recorded: RecordedDeed(deed: deed, entries: entries))
        return Decision(
            events: [.acted(fact)] + facts.tail + facts.clocks.events,
            outcome: notes.isEmpty ? .applied : .merged(notes: notes),
            followUps: facts.followUps, elsewhere: facts.elsewhere, usesNumber: facts.usesNumber,
            unknowns: facts.unknowns)
    }

    /// On the header stands who brought the case to its stage only where a rule asks for somebody else to go on.
    private mutating func keepActor() {
        let matters = checked.procedure.rules.contains { $0.guards.contains(.notActor(rule.action)) }
        if matters {
            changes["reachedByPerson"] = .string(checked.standing.party.id.description)
        } else if header.row["reachedByPerson"] != nil {
            changes["reachedByPerson"] = .null
        }
    }

    /// With the case ends what those see who sit on it for its duration only.
    private mutating func keepEnd() {
        guard rule.to != .stay else { return }
        if destination.isFinal {
            if !header.isEnded { changes["endedOn"] = .string(checked.clockDay.description) }
        } else if header.isEnded {
            changes["endedOn"] = .null
        }
    }

    /// What the act says of the complainant joins what is sealed.
    private mutating func keepIdentity() {
        let given = identityGiven
        guard !given.isEmpty, let party = state.sealedParty else { return }
        tail.append(.partyAmended(RowAmendment(id: party.id, fields: given)))
        shareLaterAnswers()
    }

    /// Done after all, what was kept of the same action, by the same person or at their desk, waits for nobody any more.
    private mutating func settleKeptActs() {
        for row in state.openConflicts(about: rule.action) {
            let isOwn = row["by"]?.string.map(checked.standing.ids.contains) ?? false
            guard isOwn || (recorder.desk != nil && row["desk"]?.string == recorder.desk) else { continue }
            tail.append(
                .conflictSettled(
                    RowAmendment(
                        id: row.id, fields: recorder.settlement(in: row.compartment.confidentiality, as: "done"))))
        }
    }

    /// A published card shows the public name of the stage, and how it was resolved.
    private mutating func followOnCard() {
        guard rule.to != .stay, let card = state.publicCard else { return }
        let fields = CardFacts.changes(of: card, at: destination)
        guard !fields.isEmpty else { return }
        tail.append(.cardStatusChanged(RowAmendment(id: card.id, fields: fields)))
    }
}

extension CaseHeader {
    /// What the imposing side is given: the number and every field of the header that a form has.
    fileprivate func transmitted(in procedure: Procedure) -> [FieldID: JSONValue] {
        let told = procedure.fields.filter { $0.isOnHeader && $0.confidentiality == .parties }.map(\.id) + ["number"]
        return Dictionary(
            told.compactMap { field in row[field.rawValue].map { (field, $0) } }, uniquingKeysWith: { $1 })
    }
}

extension Destination {
    /// The stage; `nil` to stay.
    func stage(given state: CaseState, fields: [FieldID: JSONValue] = [:]) -> StageID? {
        switch self {
        case .stage(let stage): stage
        case .stay: nil
        case .byProposal(let field, let stages, let otherwise):
            state.pendingProposal(.resolution)?[field.rawValue]?.string.flatMap { stages[$0] } ?? otherwise
        case .byField(let field, let stages, let otherwise):
            fields[field]?.word.flatMap { stages[$0] } ?? otherwise
        case .back(let stages):
            state.header?.text("leftStage").map { StageID($0) }.flatMap { stages.contains($0) ? $0 : nil }
        }
    }
}

extension ActCheck {
    /// The agency to which a report or complaint is referred: what it is told is kept where it and whoever refers both read
    /// it.
    fileprivate var officeTold: String? {
        switch standing.header.cast {
        case .desk where rule.effects.contains(.markTransmitted):
            return (fields["agency"] ?? standing.header.row["agency"])?.string
        case .complaint:
            // Whatever a list of agencies may hold: none shares a compartment with a secretariat or a country.
            return fields["referredTo"]?.string.flatMap { agency in
                agency.count > 2 && RegionalCommunity.named(agency) == nil ? agency : nil
            }
        default: return nil
        }
    }
}
