import CaseProtocol

/// Asks to be told who complained. The complainant reads who asked and why.
func decideIdentityRequest(
    _ ask: IdentityRequest, on standing: Standing, in context: DecisionContext
) throws(Refusal) -> Decision {
    let command: ActionID = "identity.request"
    guard standing.state[ask.request] == nil else { throw .idUnavailable }
    try standing.checkMayAct(command)
    guard let filer = standing.header.filer else {
        throw .guardFailed(command, "Nobody's identity is sealed on this case.")
    }
    let compartment = Compartment(caseID: standing.state.caseID, .sealed, holder: filer.description)
    let column = standing.header.roleColumn(of: compartment)
    let asking = standing.capacities.filter { $0.desk != nil && RoleTable.allows($0.role, .ask, on: column) }
    guard !asking.isEmpty else {
        throw .notPermitted(
            command, capacities: standing.roles, allowed: RoleTable.roles(with: .ask, on: column))
    }
    guard let capacity = asking.first(where: { !standing.header.isOtherSide($0.desk) }) else {
        throw .guardFailed(command, "The government that is complained of is not told who complained.")
    }
    guard !standing.sees(compartment) else {
        throw .guardFailed(command, "You may know who complained already.")
    }
    guard !standing.header.isAnonymous else {
        throw .guardFailed(command, "Whoever reported this gave no name.")
    }
    try checkReason(ask.reason)
    guard (1...Unsealing.daysMax).contains(ask.days) else {
        throw .invalidValue("days", reason: "must be from 1 to \(Unsealing.daysMax)")
    }
    let isAsked = standing.state.unsealings.contains {
        $0.user == standing.party.id && [.asked, .open].contains($0.state)
    }
    guard !isAsked else { throw .guardFailed(command, "You asked already.") }
    var recorder = Recorder(standing, role: capacity.role, desk: capacity.desk, context: context)
    var fields = recorder.signature(in: .internal)
    fields["reason"] = .string(ask.reason)
    fields["days"] = .int(Int64(ask.days))
    fields["state"] = .string(Unsealing.State.asked.rawValue)
    let own = recorder.compartment(.internal)
    let mirrored = fields.merging(["request": .string(ask.request.description)]) { $1 }
    return Decision(events: [
        recorder.identityDeed("requestIdentity", standing, in: [compartment, own], reason: ask.reason),
        .unsealingAsked(MadeRow(id: ask.request, compartment: own, fields: fields)),
        .unsealingAsked(MadeRow(id: recorder.newRow(), compartment: compartment, fields: mirrored)),
    ])
}

/// Agrees that somebody is told who complained, or does not; or ends it before its time.
func decideIdentityAnswer(
    _ answer: IdentityAnswer, on standing: Standing, in context: DecisionContext
) throws(Refusal) -> Decision {
    let command: ActionID = "identity.answer"
    let rows = standing.state.rows(.unsealing).compactMap { Unsealing($0) }.filter { $0.request == answer.request }
    guard let sealed = rows.first(where: { $0.isSealed && standing.sees($0.row.compartment) }) else { throw .notFound }
    try standing.checkMayAct(command)
    let compartment = sealed.row.compartment
    let column = standing.header.roleColumn(of: compartment)
    guard let capacity = standing.capacities.first(where: { RoleTable.allows($0.role, .agree, on: column) }) else {
        throw .notPermitted(
            command, capacities: standing.roles, allowed: RoleTable.roles(with: .agree, on: column))
    }
    let asking = [sealed.row["by"], sealed.row["actingFor"]].compactMap { $0?.string }
    guard standing.ids.union(standing.selves).isDisjoint(with: asking) else { throw .secondPersonNeeded(command) }
    if let reason = answer.reason { try checkReason(reason) }
    let next: Unsealing.State
    switch (sealed.state, answer.agrees) {
    case (.asked, true): next = .open
    case (.asked, false): next = .refused
    case (.open, false): next = .over
    default: throw .guardFailed(command, "This request was answered already.")
    }
    guard answer.agrees || answer.reason != nil else { throw .missingFields(["reason"]) }
    if next == .open, sealed.user.map(standing.state.isRecused) ?? false {
        throw .guardFailed(command, "\(sealed.name) stepped back from this case.")
    }
    let actsUntil = next == .open ? try sealed.askerActsUntil(standing, column, in: context) : nil
    var recorder = Recorder(standing, role: capacity.role, desk: capacity.desk, context: context)
    var fields: [String: JSONValue] = [
        "state": .string(next.rawValue), "answeredBy": .string(recorder.author.description),
        "answeredByName": .string(recorder.authorName(in: .internal)),
        "answeredOn": .string(context.today.description),
    ]
    fields["answer"] = answer.reason.map { .string($0) }
    if next == .open {
        let last = context.today.adding(days: sealed.days)
        fields["endsOn"] = .string(min(last, actsUntil ?? last).description)
    }
    let action: ActionID = next == .open ? "agreeToIdentity" : next == .refused ? "refuseIdentity" : "closeIdentity"
    let deed = recorder.identityDeed(action, standing, in: rows.map(\.row.compartment), reason: answer.reason)
    return Decision(events: [deed] + rows.map { .unsealingChanged(RowAmendment(id: $0.row.id, fields: fields)) })
}

extension Unsealing {
    /// The last day on which whoever asked holds an office that may be told; `nil` where they hold one in their own right, and
    /// on a client, which does not know. Whoever asked as an alternate, or holds another office by now, is not told for longer.
    fileprivate func askerActsUntil(
        _ standing: Standing, _ column: RoleColumn, in context: DecisionContext
    ) throws(Refusal) -> CivilDate? {
        guard context.isAuthoritative else { return nil }
        let held =
            user.flatMap { context.accounts[$0.description] }.map { capacities(of: $0, in: standing.state) } ?? []
        let fit = held.filter {
            $0.desk != nil && RoleTable.allows($0.role, .ask, on: column) && !standing.header.isOtherSide($0.desk)
        }
        guard !fit.isEmpty else {
            throw .guardFailed("identity.answer", "\(name) holds no office any longer that may be told who complained.")
        }
        return fit.contains { $0.acting == nil } ? nil : fit.compactMap { $0.acting?.until }.max()
    }
}

extension CaseHeader {
    /// Whether a desk is that of the government that is complained of, and not also of the one that complains.
    fileprivate func isOtherSide(_ desk: String?) -> Bool {
        guard case .complaint = cast, let desk else { return false }
        return desk != reporting && desk.count == 2
    }
}

private func checkReason(_ reason: String) throws(Refusal) {
    guard !JSONValue.string(reason).isBlank else { throw .missingFields(["reason"]) }
    let bytes = reason.utf8.count
    guard bytes <= ConfidenceCheck.wordsBytesMax else {
        throw .tooLong("reason", bytes: bytes, bytesMax: ConfidenceCheck.wordsBytesMax)
    }
}

extension Recorder {
    /// What the complainant, those who may know them and whoever asked are told; nobody else on the case is.
    mutating func identityDeed(
        _ action: ActionID, _ standing: Standing, in compartments: [Compartment], reason: String?
    ) -> CaseEvent {
        var entries: [EventEntry] = []
        for compartment in Set(compartments).sorted() {
            var fields: [String: JSONValue] = ["headerRev": .int(Int64(standing.header.row.rev))]
            fields["reason"] = reason.map { .string($0) }
            entries.append(
                EventEntry(
                    id: newRow(), compartment: compartment, byName: authorName(in: compartment.confidentiality),
                    fields: fields))
        }
        let deed = Deed(
            action: action, by: author, role: role, from: standing.header.stage, to: nil,
            occurredOn: PartialDate(context.today), recordedAt: context.now)
        return .acted(
            CaseFact(caseID: caseID, header: [:], recorded: RecordedDeed(deed: deed, entries: entries)))
    }
}
