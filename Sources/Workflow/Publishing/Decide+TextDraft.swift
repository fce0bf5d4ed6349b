import CaseProtocol

/// How long a title may be, in UTF-8 bytes.
let titleBytesMax = 200

/// Prepares a text for the public: what its reader will see is made here, of the source and the marks, and waits in the
/// author's own office for a second person.
func decideTextDraft(
    _ draft: TextDraft, on standing: Standing, in context: DecisionContext
) throws(Refusal) -> Decision {
    let step = PublishingStep.draft
    let (procedure, stage) = try standing.procedure(in: context.catalogue)
    let role = try standing.role(for: step, in: procedure, at: stage, context)
    let recorder = Recorder(standing, role: role, desk: standing.desk(for: role), context: context)
    let compartment = recorder.compartment(.internal)
    let earlier = try waitingDraft(draft.draft, in: compartment, on: standing)
    // Whoever could not see what must not be said would learn it by trying.
    guard standing.seesIdentity else {
        throw .guardFailed(
            step.command, "Whoever prepares a text for the public has to know whom it must not name.")
    }
    let source = try standing.source(draft.source, field: draft.field, in: procedure)
    guard source.rev == draft.rev else {
        throw .guardFailed(step.command, "The text was changed since it was marked: read it again, then mark it.")
    }
    let marked = MarkedText(source.text, marks: draft.marks)
    for mark in draft.marks { try ConfidentialityGround.check(mark.reason) }
    if let fault = marked.fault() { throw fault }
    let replaced = try standing.standingText(draft.replaces)
    try check(marked, title: draft.title, on: standing)

    var fields = recorder.signature(in: .internal)
    fields["source"] = .string(draft.source.description)
    fields["field"] = .string(draft.field)
    fields["sourceRev"] = .int(Int64(draft.rev))
    fields["marks"] = .array(draft.marks.map(\.json))
    fields["text"] = .string(marked.publicText)
    fields["title"] = draft.title.map { .string($0) } ?? .null
    fields["replaces"] = replaced.map { .string($0.id.description) } ?? .null
    // Whoever releases it sees what will be public, the firm's name too.
    fields["firm"] = standing.state.firmToName ?? .null
    fields["state"] = "waiting"
    let authors = (earlier?["drafters"]?.array ?? []) + [fields["by"], fields["actingFor"]].compactMap(\.self)
    fields["drafters"] = .array(Set(authors.compactMap(\.string)).sorted().map { .string($0) })
    let event: CaseEvent =
        earlier == nil
        ? .textDrafted(MadeRow(id: draft.draft, compartment: compartment, fields: fields))
        : .draftChanged(RowAmendment(id: draft.draft, fields: fields))
    return Decision(events: [event], unknowns: standing.unseenIdentity(in: context))
}

/// A draft that is marked anew; `nil` for a new one.
private func waitingDraft(
    _ id: RowID, in compartment: Compartment, on standing: Standing
) throws(Refusal) -> Row? {
    guard let row = standing.state[id] else { return nil }
    guard row.kind == .textDraft, row.compartment == compartment else { throw .idUnavailable }
    guard row["state"] == "waiting" else {
        throw .guardFailed(PublishingStep.draft.command, "This draft was released or dropped already: make a new one.")
    }
    return row
}

private func check(_ marked: MarkedText, title: String?, on standing: Standing) throws(Refusal) {
    let text = marked.publicText
    let bytes = text.utf8.count
    guard bytes <= noteBytesMax else { throw .tooLong("text", bytes: bytes, bytesMax: noteBytesMax) }
    if let title, title.utf8.count > titleBytesMax {
        throw .tooLong("title", bytes: title.utf8.count, bytesMax: titleBytesMax)
    }
    let check = PublicTextCheck(on: standing.state, marked: marked.spans)
    try check.check(text, as: "text", seesIdentity: true)
    try check.check(title ?? "", as: "title", seesIdentity: true)
}

extension TextMark {
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "from": .int(Int64(from)), "to": .int(Int64(to)), "reason": .string(reason.rawValue),
        ]
        members["replacement"] = replacement.map { .string($0) }
        return .object(members)
    }

    init?(_ json: JSONValue) {
        guard let members = json.object, let from = members["from"]?.int, let to = members["to"]?.int,
            let reason = members["reason"]?.string
        else { return nil }
        self.init(
            from: from, to: to, reason: ConfidentialityReason(rawValue: reason),
            replacement: members["replacement"]?.string)
    }
}

extension CaseState {
    /// The firm's name where its owner agreed that it be public.
    var firmToName: JSONValue? {
        guard let party = sealedParty, party["consentPublishFirm"]?.bool == true else { return nil }
        return party["organisation"]
    }
}

extension Standing {
    /// The public text that is corrected.
    ///
    /// - Throws: ``Refusal/invalidValue(_:reason:)`` for anything else than one that is public now.
    func standingText(_ id: RowID?) throws(Refusal) -> Row? {
        guard let id else { return nil }
        guard let row = state[id], row.kind == .publicText, row["state"] == "public" else {
            throw .invalidValue("replaces", reason: "must be a text of this case that is public now")
        }
        return row
    }

    /// What a client cannot look for, because it does not know who complained.
    func unseenIdentity(in context: DecisionContext) -> [String] {
        guard !context.isAuthoritative, header.filer != nil, state.sealedParty == nil else { return [] }
        return ["whether the public text hides the complainant"]
    }
}
