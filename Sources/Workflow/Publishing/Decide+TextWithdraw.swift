import CaseProtocol

/// Takes a public text off the register at once, or drops a draft: one person does, for a mistake does not wait.
func decideTextWithdraw(
    _ withdraw: TextWithdraw, on standing: Standing, in context: DecisionContext
) throws(Refusal) -> Decision {
    let step = PublishingStep.withdraw
    let (procedure, stage) = try standing.procedure(in: context.catalogue)
    let role = try standing.role(for: step, in: procedure, at: stage, context)
    guard let row = standing.state[withdraw.text], [.publicText, .textDraft].contains(row.kind),
        standing.sees(row.compartment)
    else { throw .notFound }
    guard !JSONValue.string(withdraw.reason).isBlank else { throw .missingFields(["reason"]) }
    let bytes = withdraw.reason.utf8.count
    guard bytes <= noteBytesMax else { throw .tooLong("reason", bytes: bytes, bytesMax: noteBytesMax) }
    var recorder = Recorder(standing, role: role, desk: standing.desk(for: role), context: context)
    if row.kind == .textDraft {
        guard row["state"] == "waiting" else {
            throw .guardFailed(step.command, "This draft was released or dropped already.")
        }
        var ended = recorder.settlement(in: .internal, as: "dropped")
        ended["state"] = "dropped"
        ended["reason"] = .string(withdraw.reason)
        return Decision(events: [.draftChanged(RowAmendment(id: row.id, fields: ended))])
    }
    guard row["state"] == "public" else {
        throw .guardFailed(step.command, "This text is not public any more.")
    }
    let deed = recorder.deed(
        "withdrawText", standing, in: procedure,
        telling: ["title": row["title"] ?? .null, "reason": .string(withdraw.reason)])
    // The public row says that it was taken back, and not why: the reason may tell what was wrong with it.
    let changed = RowAmendment(
        id: row.id, fields: ["state": "withdrawn", "withdrawnOn": .string(context.today.description)])
    return Decision(events: [deed, .textChanged(changed)] + standing.card(without: row))
}

extension Standing {
    /// The card without a text: gone from the register where it was the card's own.
    fileprivate func card(without text: Row) -> [CaseEvent] {
        guard let card = state.publicCard else { return [] }
        let id = JSONValue.string(text.id.description)
        if card["textRow"] == id {
            return [
                .cardWithdrawn(RowAmendment(id: card.id, fields: ["published": false, "text": "", "textRow": .null]))
            ]
        }
        let others = (card["texts"]?.array ?? []).filter { $0.object?["id"] != id }
        return [.cardRepublished(RowAmendment(id: card.id, fields: ["texts": .array(others)]))]
    }
}
