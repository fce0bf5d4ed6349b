import CaseProtocol

extension Samples {
    private static let deed = Deed(
        action: "register", by: user, role: .nfpReporting, from: "submitted", to: "registered",
        occurredOn: PartialDate("2026-11"), recordedAt: moment)
    private static let recorded = RecordedDeed(
        deed: deed,
        entries: [
            EventEntry(id: noteID, compartment: parties, byName: "kamau", fields: ["imposingCountry": "UG"]),
            EventEntry(
                id: noteID, compartment: Compartment(caseID: caseID, .sealed, holder: user.description),
                byName: "amina", fields: ["contact": "+254 700 000 000"]),
        ])
    private static let fact = CaseFact(
        caseID: caseID, header: ["stage": "registered", "resolvedOn": .null], recorded: recorded)
    private static let made = MadeRow(id: noteID, compartment: parties, fields: ["text": "Scales broken"])
    private static let amended = RowAmendment(id: noteID, fields: ["state": "met", "pausedOn": .null])

    /// One of every kind of event.
    static let events: [Sample] = [
        ("opened", .opened(fact)), ("acted", .acted(fact)), ("edited", .edited(fact)),
        (
            "historyRecorded",
            .historyRecorded(RecordedHistory(caseID: caseID, header: ["stage": "resolved"], deeds: [recorded]))
        ),
        ("noteAdded", .noteAdded(made)), ("evidenceAdded", .evidenceAdded(made)), ("assigned", .assigned(made)),
        ("reassigned", .reassigned(amended)),
        ("partyAdded", .partyAdded(made)), ("partyAmended", .partyAmended(amended)),
        ("conflictKept", .conflictKept(made)), ("conflictSettled", .conflictSettled(amended)),
        ("clockStarted", .clockStarted(made)), ("clockPaused", .clockPaused(amended)),
        ("clockResumed", .clockResumed(amended)), ("clockEnded", .clockEnded(amended)),
        ("proposalMade", .proposalMade(made)), ("proposalSettled", .proposalSettled(amended)),
        ("cardPublished", .cardPublished(made)), ("cardRepublished", .cardRepublished(amended)),
        ("cardStatusChanged", .cardStatusChanged(amended)), ("cardWithdrawn", .cardWithdrawn(amended)),
        ("linkMade", .linkMade(made)), ("linkChanged", .linkChanged(amended)),
        ("textDrafted", .textDrafted(made)), ("draftChanged", .draftChanged(amended)),
        ("textReleased", .textReleased(made)), ("textChanged", .textChanged(amended)),
        ("confidenceClaimed", .confidenceClaimed(made)), ("confidenceChanged", .confidenceChanged(amended)),
        ("unsealingAsked", .unsealingAsked(made)), ("unsealingChanged", .unsealingChanged(amended)),
    ].map { (name: String, event: CaseEvent) in Sample.message("event-\(name)", event) }
}
