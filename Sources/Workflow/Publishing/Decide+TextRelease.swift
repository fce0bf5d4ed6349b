import CaseProtocol

/// Makes a draft public: another row in the public compartment, on the register from then on. What is released is the text
/// that the second person read, or nothing.
func decideTextRelease(
    _ release: TextRelease, on standing: Standing, in context: DecisionContext
) throws(Refusal) -> Decision {
    let step = PublishingStep.release
    let (procedure, stage) = try standing.procedure(in: context.catalogue)
    let role = try standing.role(for: step, in: procedure, at: stage, context)
    guard let draft = standing.state[release.draft].flatMap({ PublicTextDraft($0) }),
        standing.sees(draft.row.compartment)
    else { throw .notFound }
    guard draft.isWaiting else {
        throw .guardFailed(step.command, "This draft was released or dropped already.")
    }
    guard standing.ids.union(standing.selves).isDisjoint(with: draft.drafters) else {
        throw .secondPersonNeeded(step.command)
    }
    guard draft.text == release.text else {
        throw .guardFailed(
            step.command, "The draft was changed after you read it: read it again, then release it.")
    }
    // Whoever cannot read the original cannot compare.
    let source = try standing.source(draft.source, field: draft.field, in: procedure)
    guard source.rev == draft.sourceRev else {
        throw .guardFailed(step.command, "The original was changed after it was marked: it has to be marked again.")
    }
    let replaced = try standing.standingText(draft.replaces)
    let marked = MarkedText(source.text, marks: draft.marks)
    let check = PublicTextCheck(on: standing.state, marked: marked.spans)
    let header = standing.header
    for (field, text) in [
        ("text", draft.text), ("title", draft.title), ("place", header.place), ("product", header.product),
    ] {
        try check.check(text ?? "", as: FieldID(field), seesIdentity: standing.seesIdentity)
    }

    var recorder = Recorder(standing, role: role, desk: standing.desk(for: role), context: context)
    let deed = recorder.deed(
        "releaseText", standing, in: procedure, telling: ["title": draft.title.map { .string($0) } ?? .null])
    let made = ReleasedText(id: recorder.newRow(), draft: draft, replaced: replaced, day: context.today)
    let card = made.card(on: standing.state, stage: stage, row: recorder.newRow())
    var ended = recorder.settlement(in: .internal, as: "released")
    ended["state"] = "released"
    ended["publicText"] = .string(made.id.description)
    return Decision(
        events: [deed, .textReleased(made.row(on: standing.state.caseID))]
            + made.replacement + [card, .draftChanged(RowAmendment(id: draft.id, fields: ended))],
        unknowns: standing.unseenIdentity(in: context))
}

/// A text that becomes public, and what the register says with it.
private struct ReleasedText {
    let id: RowID
    let draft: PublicTextDraft
    /// The text that it corrects.
    let replaced: Row?
    let day: CivilDate

    func row(on caseID: CaseID) -> MadeRow {
        var fields: [String: JSONValue] = [
            "text": .string(draft.text), "publishedOn": .string(day.description), "state": "public",
        ]
        fields["title"] = draft.row["title"]
        fields["replaces"] = replaced.map { .string($0.id.description) }
        fields["corrects"] = replaced?["publishedOn"]
        return MadeRow(id: id, compartment: Compartment(caseID: caseID, .public), fields: fields)
    }

    var replacement: [CaseEvent] {
        guard let replaced else { return [] }
        return [
            .textChanged(
                RowAmendment(
                    id: replaced.id, fields: ["state": "replaced", "replacedBy": .string(id.description)]))
        ]
    }

    /// A case without a card gets one with this text; a card whose text it corrects says the new one; else it stands beside.
    func card(on state: CaseState, stage: Stage, row: RowID) -> CaseEvent {
        let header = state.header
        let card = state.publicCard
        let isStanding = card?["published"] == true
        let corrected = replaced.map { JSONValue.string($0.id.description) }
        if let card, isStanding, corrected == nil || card["textRow"] != corrected {
            return .cardRepublished(RowAmendment(id: card.id, fields: ["texts": beside(card, without: corrected)]))
        }
        var fields = CardFacts(
            header: header?.row.fields ?? [:], reference: header?.references.first ?? "",
            status: stage.publicName ?? stage.id.rawValue, outcome: CardFacts.outcome(of: stage.id),
            firm: draft.row["firm"], text: .string(draft.text), day: day
        ).fields
        fields["textRow"] = .string(id.description)
        if let card {
            if card["texts"] != nil { fields["texts"] = .array(Self.others(card, without: corrected)) }
            return .cardRepublished(RowAmendment(id: card.id, fields: fields))
        }
        return .cardPublished(
            MadeRow(
                id: row, compartment: Compartment(caseID: state.caseID, .public),
                fields: fields.filter { !$0.value.isNull }))
    }

    private func beside(_ card: Row, without corrected: JSONValue?) -> JSONValue {
        var entry: [String: JSONValue] = [
            "id": .string(id.description), "text": .string(draft.text), "publishedOn": .string(day.description),
        ]
        entry["title"] = draft.row["title"]
        entry["corrects"] = replaced?["publishedOn"]
        return .array(Self.others(card, without: corrected) + [.object(entry)])
    }

    private static func others(_ card: Row, without corrected: JSONValue?) -> [JSONValue] {
        (card["texts"]?.array ?? []).filter { corrected == nil || $0.object?["id"] != corrected }
    }
}

extension Recorder {
    /// What those on the case are told of a deed that no procedure lists and that changes nothing of the header.
    mutating func deed(
        _ action: ActionID, _ standing: Standing, in procedure: Procedure, telling fields: [FieldID: JSONValue]
    ) -> CaseEvent {
        let told = fields.filter { !$0.value.isNull }
        let entries = entries(
            of: told, in: procedure, record: .parties, headerRev: standing.header.row.rev)
        let deed = Deed(
            action: action, by: author, role: role, from: standing.header.stage, to: nil,
            occurredOn: PartialDate(context.today), recordedAt: context.now)
        return .acted(
            CaseFact(caseID: caseID, header: [:], recorded: RecordedDeed(deed: deed, entries: entries)))
    }
}
