import CaseProtocol

extension ActFacts {
    mutating func perform(_ effect: Effect) {
        let day = checked.clockDay.description
        switch effect {
        case .start(let key): start(key)
        case .meet(let key): clocks.end(key, as: .met)
        case .cancel(let key): clocks.end(key, as: .cancelled)
        case .pause(let key): clocks.pause(key)
        case .resume(let key): clocks.resume(key)
        case .lapse(let key): clocks.lapse(limit(key))
        case .lapseNamed: clocks.lapse(namedLimit)
        case .suspend:
            changes["suspended"] = true
            clocks.suspend()
        case .resumeSuspended:
            if header.isSuspended { changes["suspended"] = .null }
            clocks.resumeSuspended()
        case .issueNumber: issueNumber()
        case .markSubmitted: changes["submittedOn"] = .string(day)
        case .markTransmitted: changes["transmittedOn"] = .string(day)
        case .flag(let field): changes[field.rawValue] = true
        case .clear(let field): changes[field.rawValue] = .null
        case .shareIdentity: shareIdentity()
        case .sharePaper: sharePaper()
        case .unsharePaper: unsharePaper()
        case .adopt:
            changes["adopted"] = true
            takeUp()
            changes["adoptedOn"] = .string(day)
            startAdopted()
        case .propose(let kind): propose(kind)
        case .settle(let kind): settle(kind, as: "accepted")
        case .rejectProposal(let kind): settle(kind, as: "declined")
        case .publishCard: publishCard()
        case .withdrawCard:
            if let card = state.publicCard {
                tail.append(.cardWithdrawn(RowAmendment(id: card.id, fields: ["published": false])))
            }
        case .followUp(let action): followUps.append(action)
        case .set(let field, let word): changes[field.rawValue] = .string(word)
        case .markInitiated: changes["initiatedOn"] = .string(day)
        case .sign(let field): changes[field.rawValue] = .string(checked.standing.party.id.description)
        case .keepStage: changes["leftStage"] = .string(stage.id.rawValue)
        case .extendNamed: extendNamed()
        case .explainNamed: clocks.explain(checked.fields["reason"] ?? "", named: namedLimit)
        case .external: break
        case .confirmDates: clocks.confirmDates(by: checked.standing.party.id)
        case .recuse: recuse()
        case .seat, .unseat, .markParty, .startForParties, .meetForParty: performOnParties(effect)
        case .link, .unlink, .mergeInto, .unmerge: performLink(effect)
        case .convertToComplaint, .convertToRemedy: convert()
        }
    }

    /// What was recorded before its procedure existed here comes under the present version with its adoption.
    private mutating func takeUp() {
        // From its adoption on it is the file of the office that adopted it, and no other's.
        if header.isOfficesOwn, header.fileCountry == nil, let desk = recorder.desk {
            changes["country"] = .string(desk)
        }
        guard header.version != checked.procedure.version else { return }
        changes["version"] = .int(Int64(checked.procedure.version))
        if checked.procedure.cast != .complaint() { changes["cast"] = .string(checked.procedure.cast.text) }
        if stage.id != header.stage { changes["stage"] = .string(stage.id.rawValue) }
    }

    private mutating func extendNamed() {
        guard let last = checked.fields["extendedTo"]?.string.flatMap({ CivilDate($0) }) else { return }
        let isGranted = checked.fields["agreedBy"] == nil
        let agreement = Agreement(
            parties: checked.fields["agreedBy"] ?? [.string(RoleWords.word(checked.role))],
            day: checked.fields["agreedOn"] ?? .string(checked.day.description),
            document: checked.fields["documentRef"] ?? .null, isGranted: isGranted)
        clocks.extend(to: last, agreement: agreement, named: namedLimit)
    }

    /// The header as it is after what was done so far.
    private var changedHeader: [String: JSONValue] {
        header.row.fields.merging(changes) { $1 }.filter { !$0.value.isNull }
    }

    var maker: ClockMaker {
        ClockMaker(
            procedure: checked.procedure, catalogue: context.catalogue, fields: checked.fields, header: changedHeader)
    }

    private mutating func start(_ key: DeadlineKey) {
        guard let spec = checked.procedure.deadline(key) else { return }
        // Where no new date is set, an old one is not the date of this.
        if case .until(let field) = spec.length, checked.fields[field] == nil, header.row[field.rawValue] != nil,
            checked.rule.takes.contains(field)
        {
            changes[field.rawValue] = .null
        }
        let owner = owner(of: spec)
        start(spec, owner: owner, on: checked.startDay(of: spec, owner: owner))
    }

    /// The clocks of a stage that was reached elsewhere: from today, or from what the source says; none that would be over.
    private mutating func startAdopted() {
        for spec in stage.clocks.compactMap(checked.procedure.deadline) {
            let told = (spec.adoptedFrom ?? spec.countsFrom).map { header.day($0) ?? maker.date($0) }
            guard let first = told ?? context.today, let event = entries.first?.id,
                let row = maker.row(spec, owner: owner(of: spec), from: first, by: event),
                row["dueOn"]?.string.flatMap({ CivilDate($0) }).map({ $0 >= context.today }) ?? false
            else { continue }
            clocks.start(spec.key, row, row: recorder.newRow(), in: recorder.compartment(.parties))
        }
    }

    func owner(of spec: DeadlineSpec) -> RoleID {
        let national =
            changedText("imposingCountry") != nil
            && changedText("imposingCountry") == changedText("reportingCountry")
        return (national ? spec.nationalOwner : nil) ?? spec.owner
    }

    private mutating func start(_ spec: DeadlineSpec, owner: RoleID, on day: CivilDate) {
        guard let event = entries.first?.id,
            let row = maker.row(
                spec, owner: owner, from: day, by: event,
                recordedBy: rule.effects.contains(.external) ? checked.standing.party.id : nil)
        else { return }
        clocks.start(spec.key, row, row: recorder.newRow(), in: recorder.compartment(.parties))
    }

    /// A field of the header as it is after this act.
    func changedText(_ field: String) -> String? { (changes[field] ?? header.row[field])?.string }

    private mutating func issueNumber() {
        guard header.number == nil else { return }
        if let number = context.number {
            changes["number"] = .string(number)
            usesNumber = true
        } else {
            unknowns.append("the number: the server issues it")
        }
    }

    private mutating func propose(_ kind: ProposalKind) {
        var fields = recorder.signature(in: .parties)
        for (field, value) in checked.fields where checked.procedure.field(field)?.confidentiality == .parties {
            fields[field.rawValue] = value
        }
        fields["kind"] = .string(kind.rawValue)
        fields["state"] = "pending"
        fields["country"] = recorder.desk.map { .string($0) }
        if kind == .card, let party = state.sealedParty, party["consentPublishFirm"]?.bool == true {
            // Whoever approves sees what will be public, the firm's name too.
            fields["firm"] = party["organisation"]
        }
        tail.append(
            .proposalMade(MadeRow(id: recorder.newRow(), compartment: recorder.compartment(.parties), fields: fields)))
    }

    private mutating func settle(_ kind: ProposalKind, as outcome: String) {
        guard let proposal = state.pendingProposal(kind) else { return }
        let fields: [String: JSONValue] = [
            "state": .string(outcome), "settledBy": .string(recorder.author.description),
            "settledByName": .string(recorder.authorName(in: .parties)), "settledRole": .string(checked.role.rawValue),
            "settledOn": .string(checked.day.description),
        ]
        tail.append(.proposalSettled(RowAmendment(id: proposal.id, fields: fields)))
    }

    /// The card holds what ``PublicCard`` has, under the same names.
    private mutating func publishCard() {
        guard let proposal = state.pendingProposal(.card) else { return }
        let reference = changedText("number") ?? header.references.first ?? ""
        var fields = CardFacts(
            header: changedHeader, reference: reference, status: destination.publicName ?? stage.id.rawValue,
            outcome: CardFacts.outcome(of: destination.id), firm: proposal["firm"], text: proposal["publicText"] ?? "",
            day: checked.day
        ).fields
        // A proposal's text takes the place of one that was released.
        if let released = state.publicCard?["textRow"]?.string.flatMap({ RowID($0) }) {
            fields["textRow"] = .null
            tail.append(.textChanged(RowAmendment(id: released, fields: ["state": "replaced"])))
        }
        if let card = state.publicCard {
            tail.append(.cardRepublished(RowAmendment(id: card.id, fields: fields)))
        } else {
            let compartment = Compartment(caseID: state.caseID, .public)
            tail.append(
                .cardPublished(
                    MadeRow(id: recorder.newRow(), compartment: compartment, fields: fields.filter { !$0.value.isNull })
                ))
        }
    }
}
