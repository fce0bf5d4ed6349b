import CaseProtocol

/// Takes over a case that ran elsewhere, as far as its source tells it. The facts are kept as they are, odd ones too;
/// its clocks stand still until an officer adopts it. Under a procedure that is not known here it is held.
func decideHistory(
    _ history: HistoryRecord, on state: CaseState?, by party: Party, in context: DecisionContext
) throws(Refusal) -> Decision {
    guard party.isSystem else {
        throw .notPermitted("case.recordHistory", capacities: party.appointments.map(\.role), allowed: [.system])
    }
    guard state.map(\.rows.isEmpty) ?? true else { throw .idUnavailable }
    guard !JSONValue.string(history.number).isBlank else { throw .missingFields(["number"]) }
    let procedure = context.catalogue.current(history.procedure)
    if let procedure, !(procedure.stage(history.stage)?.takesHistory ?? false) {
        let taken = procedure.stages.filter(\.takesHistory)
        throw .unknownCode("stage", value: history.stage.rawValue, near: taken.map(\.id.rawValue))
    }
    for field in history.fields.keys.sorted().map({ FieldID($0) }) {
        if structuralFields.contains(field) { throw .unknownField(field, allowed: []) }
        if let spec = procedure?.field(field), spec.confidentiality != .parties {
            throw .invalidValue(field, reason: "is not taken from a public register")
        }
    }
    guard history.number.utf8.count <= 100 else {
        throw .tooLong("number", bytes: history.number.utf8.count, bytesMax: 100)
    }
    try checkLengths(of: history, procedure)
    var recorder = Recorder(
        caseID: history.caseID, party: party, role: .system, filer: nil, desk: nil, isOpenToImposingSide: true,
        context: context)
    let deeds = history.entries.map { recorded($0, &recorder) }
    return Decision(events: [
        .historyRecorded(
            RecordedHistory(
                caseID: history.caseID,
                header: header(of: history, version: procedure?.version ?? 0, cast: procedure?.cast), deeds: deeds))
    ])
}

/// What a source says is kept as it is, but not without bound: what has no length of its own takes this many bytes.
private let sourceBytesMax = 20_000

private func checkLengths(of history: HistoryRecord, _ procedure: Procedure?) throws(Refusal) {
    func check(_ value: JSONValue?, _ field: FieldID, bytesMax: Int = sourceBytesMax) throws(Refusal) {
        guard let value else { return }
        let bytes = value.string?.utf8.count ?? value.canonicalBytes.count
        guard bytes <= bytesMax else { throw .tooLong(field, bytes: bytes, bytesMax: bytesMax) }
    }
    for (name, value) in history.fields.sorted(by: { $0.key < $1.key }) {
        let field = FieldID(name)
        guard case .text(let bytesMax)? = procedure?.field(field)?.type else {
            try check(value, field)
            continue
        }
        try check(value, field, bytesMax: bytesMax)
    }
    try check(history.publishedStatus.map { .string($0) }, "publishedStatus")
    for flag in history.flags { try check(.string(flag), "sourceFlags") }
    for entry in history.entries {
        try check(.string(entry.action.rawValue), "action")
        try check(entry.text.map { .string($0) }, "text")
        try check(entry.party.map { .string($0) }, "party")
    }
}

private func header(of history: HistoryRecord, version: Int, cast: Cast?) -> [String: JSONValue] {
    var header = history.fields
    header["procedure"] = .string(history.procedure.rawValue)
    header["version"] = .int(Int64(version))
    header["stage"] = .string(history.stage.rawValue)
    header["imported"] = true
    header["cast"] = cast.flatMap { $0 == .complaint() ? nil : .string($0.text) }
    header["aliases"] = [.string(history.number)]
    header["publishedStatus"] = history.publishedStatus.map { .string($0) }
    header["sourceFlags"] = history.flags.isEmpty ? nil : .array(history.flags.map { .string($0) })
    return header
}

private func recorded(_ entry: HistoryEntry, _ recorder: inout Recorder) -> RecordedDeed {
    var fields: [String: JSONValue] = [:]
    fields["text"] = entry.text.map { .string($0) }
    fields["party"] = entry.party.map { .string($0) }
    let deed = Deed(
        action: entry.action, by: recorder.party.id, role: .system, from: nil, to: nil, occurredOn: entry.occurredOn,
        recordedAt: recorder.context.now)
    return RecordedDeed(
        deed: deed,
        entries: [
            EventEntry(
                id: recorder.newRow(), compartment: recorder.compartment(.parties),
                byName: entry.party ?? recorder.party.name, fields: fields)
        ])
}

/// Members of the header that no source and no form may set.
let structuralFields: Set<FieldID> = [
    "procedure", "version", "stage", "number", "label", "aliases", "filer", "filerRole", "imported", "adopted",
    "adoptedOn", "suspended", "submittedOn", "transmittedOn", "openedOn", "reachedBy", "reachedByPerson", "reachedOn",
    "reachedWith", "fromLead", "publishedStatus", "sourceFlags", "unconfirmed", "cast", "leftStage",
    "leftBefore", "endedOn",
]
