import CaseProtocol

/// Opens a case at the stage to which the procedure's opening rule leads.
func decideOpen(
    _ open: CaseOpen, on state: CaseState?, by party: Party, in context: DecisionContext
) throws(Refusal) -> Decision {
    guard state.map(\.rows.isEmpty) ?? true else { throw .idUnavailable }
    // A version that may no longer be opened is replaced by the present one: what is missing then can be supplied.
    let known = context.catalogue.procedure(open.procedure, version: open.version)
    guard let procedure = known ?? context.catalogue.current(open.procedure) else {
        throw .unknownProcedure(open.procedure, known: context.catalogue.procedures.map(\.id))
    }
    let openings = procedure.rules.filter { $0.from == .nothing }
    let rules = openings.filter { $0.action == open.action }
    guard !rules.isEmpty else { throw .unknownAction(open.action, allowed: openings.map(\.action)) }
    let opener = Opener(party: party, named: open.fields["reportingCountry"]?.string)
    guard let (rule, role) = opener.choose(rules) else {
        throw .notPermitted(open.action, capacities: party.appointments.map(\.role), allowed: rules.roles)
    }
    let missing = rule.requires.filter { open.fields[$0.rawValue]?.isBlank ?? true }
    guard missing.isEmpty else { throw .missingFields(missing) }
    let fields = try FieldCheck.given(
        open.fields, allowed: rule.takes, choices: rule.choices, in: procedure, today: context.today)
    if let label = open.label, !isLabel(label) {
        throw .invalidValue("label", reason: "must be four letters or digits, a dash and a count, as in K7QF-3")
    }
    return OpeningFacts(
        open: open, procedure: procedure, rule: rule, role: role, fields: fields, party: party, context: context,
        country: opener.country(for: role)
    ).decision
}

/// Whether it has the form of the labels that clients give. Another might pass for the number of somebody else's case.
private func isLabel(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, (1...9).contains(parts[1].count) else { return false }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let letters = [UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z")]
    return parts[1].allSatisfy(digits.contains)
        && parts[0].allSatisfy { byte in digits.contains(byte) || letters.contains { $0.contains(byte) } }
        && !CaseNumber.isWellFormed(text)
}

/// In which capacity somebody opens a case, before there is one.
private struct Opener {
    let party: Party
    /// The reporting country that the filing names.
    let named: String?

    /// The first rule for a capacity of theirs. A focal point opens for the own country only.
    func choose(_ rules: [Rule]) -> (Rule, RoleID)? {
        for appointment in party.appointments {
            let role: RoleID =
                appointment.role == .focalPoint && (named == nil || named == appointment.scope)
                ? .nfpReporting : appointment.role
            if let rule = rules.first(where: { $0.roles.contains(role) }) { return (rule, role) }
        }
        return nil
    }

    func country(for role: RoleID) -> String? {
        guard role == .nfpReporting else { return named ?? party.country }
        return named ?? party.appointments.first { $0.role == .focalPoint }?.scope
    }
}

/// What an opening makes: the header, its first deed, and the filer as two parties: a role for those on the case, a
/// person where it is sealed.
private struct OpeningFacts {
    let open: CaseOpen
    let procedure: Procedure
    let rule: Rule
    let role: RoleID
    let fields: [FieldID: JSONValue]
    let party: Party
    let context: DecisionContext
    let country: String?

    private var filer: UserID { Recorder.filer(openingBy: context.mid) }

    var decision: Decision {
        var recorder = Recorder(
            caseID: open.caseID, party: party, role: role, filer: filer, desk: country,
            isOpenToImposingSide: false, context: context)
        let stage = rule.to.stage(given: CaseState(caseID: open.caseID))
        let entries = recorder.entries(of: fields, in: procedure, record: rule.record, headerRev: 1)
        let deed = Deed(
            action: rule.action, by: recorder.author, role: role, from: nil, to: stage,
            occurredOn: PartialDate(context.today), recordedAt: context.now)
        let fact = CaseFact(
            caseID: open.caseID, header: header(at: stage), recorded: RecordedDeed(deed: deed, entries: entries))
        var events: [CaseEvent] = [
            .opened(fact),
            .partyAdded(
                MadeRow(
                    id: recorder.newRow(), compartment: Compartment(caseID: open.caseID, .parties),
                    fields: ["role": .string(role.rawValue), "title": .string(RoleWords.word(role))])),
            .partyAdded(MadeRow(id: recorder.newRow(), compartment: recorder.compartment(.sealed), fields: identity)),
        ]
        var clocks = ClockDesk([], day: context.today)
        for case .start(let key) in rule.effects {
            guard let spec = procedure.deadline(key), let event = entries.first?.id else { continue }
            let reported = spec.countsFrom.flatMap { fields[$0]?.string }.flatMap { CivilDate($0) }
            clocks.start(
                spec, owner: spec.owner, on: reported ?? context.today, by: event, fields: fields,
                row: recorder.newRow(),
                in: recorder.compartment(.parties))
        }
        events += clocks.events
        return Decision(events: events)
    }

    private func header(at stage: StageID?) -> [String: JSONValue] {
        var header: [String: JSONValue] = [
            "procedure": .string(procedure.id.rawValue), "version": .int(Int64(procedure.version)),
            "stage": .string(stage?.rawValue ?? ""), "reachedBy": .string(rule.action.rawValue),
            "filer": .string(filer.description), "filerRole": .string(role.rawValue),
            "openedOn": .string(context.today.description),
        ]
        header["label"] = open.label.map { .string($0) }
        header["reportingCountry"] = country.map { .string($0) }
        for (field, value) in fields where procedure.field(field)?.isOnHeader ?? false {
            header[field.rawValue] = value
        }
        for case .flag(let field) in rule.effects { header[field.rawValue] = true }
        return header
    }

    /// Who complains. Of a call or message the officer who took it is not the complainant.
    private var identity: [String: JSONValue] {
        var identity: [String: JSONValue] = ["role": .string(role.rawValue), "user": .string(party.id.description)]
        if RoleWords.filers.contains(role) {
            identity["name"] = .string(party.name)
            identity["organisation"] = party.organisation.map { .string($0) }
        } else {
            identity["takenBy"] = .string(party.name)
        }
        for (field, value) in fields where procedure.field(field)?.confidentiality == .sealed {
            identity[field.rawValue] = value
        }
        return identity
    }
}
