import CaseProtocol

/// What an opening makes: the header, its first deed, and the filer as two parties: a role for those on the case, a
/// person where it is sealed.
struct OpeningFacts {
    let open: CaseOpen
    let procedure: Procedure
    let rule: Rule
    let role: RoleID
    let fields: [FieldID: JSONValue]
    let party: Party
    let context: DecisionContext
    let country: String?
    /// For whom it is opened by whoever acts in their office.
    let acting: Acting?
    /// For which organisation it is filed.
    let affiliation: Affiliation?
    /// For whom a desk files it, out of a case of its own; `nil` for every other opening.
    var complainant: DeskComplainant?
    /// Who reported what became this case, where they agreed that its investigators are told; `nil` for every other opening.
    var reporter: [String: JSONValue]?

    private var filer: UserID? {
        hasFiler ? Recorder.filer(openingBy: context.mid) : nil
    }

    private var isOfficesOwn: Bool { if case .complaint = procedure.cast { false } else { true } }

    /// Where one office keeps the case, what its own officer opens has no filer, unless the officer took somebody's report.
    private var hasFiler: Bool { !isOfficesOwn || RoleWords.filers.contains(role) || !sealed.isEmpty }

    var decision: Decision {
        var recorder = Recorder(
            caseID: open.caseID, party: party, role: role, filer: filer, desk: country,
            isOpenToImposingSide: false, context: context)
        recorder.office = isOfficesOwn ? country : nil
        recorder.acts(for: acting)
        recorder.affiliation = affiliation
        recorder.isAnonymous = isAnonymous
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
                    fields: [
                        "role": .string(filerRole.rawValue), "title": .string(RoleWords.word(filerRole)),
                    ])),
        ]
        if hasFiler {
            events.append(
                .partyAdded(
                    MadeRow(id: recorder.newRow(), compartment: recorder.compartment(.sealed), fields: identity)))
        }
        if let reporter {
            let place = ToldReporter.place(on: open.caseID)
            events.append(.partyAdded(MadeRow(id: recorder.newRow(), compartment: place, fields: reporter)))
        }
        if isAnonymous, complainant == nil { events.append(.partyAdded(ownAccount(&recorder))) }
        events += handler(&recorder) + clocks(startedBy: entries.first?.id, &recorder)
        var unknowns: [String] = []
        if issuesNumber, context.number == nil { unknowns.append("the number: the server issues it") }
        return Decision(
            events: events, usesNumber: issuesNumber && context.number != nil, unknowns: unknowns)
    }

    /// In which role it is filed: of what a desk files for somebody, theirs.
    private var filerRole: RoleID { complainant?.role ?? role }

    private var issuesNumber: Bool { rule.effects.contains(.issueNumber) }

    /// Of a case that only those see to whom it is assigned, whoever opened it is one.
    private func handler(_ recorder: inout Recorder) -> [CaseEvent] {
        guard procedure.cast.isByAssignment, role == .investigator else { return [] }
        var fields = recorder.signature(in: .internal)
        // Of a request whoever gets it takes the place of whoever opened it.
        if procedure.cast == .remedy { fields["opener"] = .string(party.id.description) }
        fields["person"] = .string(party.id.description)
        return [
            .assigned(MadeRow(id: recorder.newRow(), compartment: recorder.compartment(.internal), fields: fields))
        ]
    }

    private func clocks(startedBy event: RowID?, _ recorder: inout Recorder) -> [CaseEvent] {
        guard let event else { return [] }
        let maker = ClockMaker(
            procedure: procedure, catalogue: context.catalogue, fields: fields, header: header(at: nil))
        var clocks = ClockDesk([], day: context.today, calendars: context.catalogue.calendars)
        for case .start(let key) in rule.effects {
            guard let spec = procedure.deadline(key),
                let row = maker.row(spec, owner: spec.owner, from: context.today, by: event)
            else { continue }
            clocks.start(key, row, row: recorder.newRow(), in: recorder.compartment(.parties))
        }
        return clocks.events
    }

    private func header(at stage: StageID?) -> [String: JSONValue] {
        var header: [String: JSONValue] = [
            "procedure": .string(procedure.id.rawValue), "version": .int(Int64(procedure.version)),
            "stage": .string(stage?.rawValue ?? ""), "reachedBy": .string(rule.action.rawValue),
            "openedOn": .string(context.today.description),
        ]
        if let filer {
            header["filer"] = .string(filer.description)
            header["filerRole"] = .string(filerRole.rawValue)
        }
        if procedure.cast != .complaint() { header["cast"] = .string(procedure.cast.text) }
        header["label"] = open.label.map { .string($0) }
        header[isOfficesOwn ? "country" : "reportingCountry"] = country.map { .string($0) }
        for (field, value) in fields where procedure.field(field)?.isOnHeader ?? false {
            header[field.rawValue] = value
        }
        if isAnonymous { header["anonymous"] = true }
        // Nobody's account answers on it: the focal point does, as for somebody who called.
        if complainant?.hasAccount == false { header["fromLead"] = true }
        // An office opens files of its own country, whatever the form says.
        if isOfficesOwn, Party.officials.contains(role) { header["country"] = country.map { .string($0) } }
        for effect in rule.effects {
            switch effect {
            case .flag(let field): header[field.rawValue] = true
            case .set(let field, let word): header[field.rawValue] = .string(word)
            case .markSubmitted: header["submittedOn"] = .string(context.today.description)
            case .sign(let field): header[field.rawValue] = .string(party.id.description)
            case .issueNumber: header["number"] = context.number.map { .string($0) }
            default: break
            }
        }
        // An officer's report is the office's from the first day, whoever told it.
        if isOfficesOwn, hasFiler, !RoleWords.filers.contains(role) {
            header["submittedOn"] = .string(context.today.description)
        }
        return header
    }

    /// Whether it says so, or whoever files has no name to give.
    private var isAnonymous: Bool {
        if let complainant { return !complainant.isNamed }
        return party.isNameless || RoleWords.filers.contains(role) && fields["anonymous"]?.bool == true
    }

    /// The account that answers questions about a report without a name: for its holder alone, since it is the same on
    /// other reports.
    private func ownAccount(_ recorder: inout Recorder) -> MadeRow {
        MadeRow(
            id: recorder.newRow(), compartment: Compartment(caseID: open.caseID, .sealed, holder: Seat.filersOwn),
            fields: ["user": .string(party.id.description)])
    }

    /// Who complains. Of a call or message the officer who took it is not the complainant.
    private var identity: [String: JSONValue] {
        if let complainant { return complainant.identity }
        // Whoever reports without a name is known to nobody by it, nor by the account.
        if isAnonymous { return sealed.merging(["role": .string(role.rawValue)]) { $1 } }
        var identity: [String: JSONValue] = ["role": .string(role.rawValue), "user": .string(party.id.description)]
        if RoleWords.filers.contains(role) {
            identity["name"] = .string(party.name)
            identity["organisation"] = (affiliation?.name ?? party.organisation).map { .string($0) }
        } else {
            identity["takenBy"] = .string(party.name)
        }
        identity.merge(sealed) { $1 }
        if let affiliation {
            identity["organisationID"] = .string(affiliation.organisation.description)
            identity.merge(FilerNames.first(party, affiliation)) { $1 }
        }
        return identity
    }

    private var sealed: [String: JSONValue] {
        let given = fields.filter { procedure.field($0.key)?.confidentiality == .sealed }
        return Dictionary(given.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 })
    }
}
