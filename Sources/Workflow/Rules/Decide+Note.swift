import CaseProtocol

/// How long a remark may be, in UTF-8 bytes.
let noteBytesMax = 20_000

/// Adds a remark in a compartment that its author sees. Notes are taken at every stage, on held and imported cases too.
/// Until a case is transmitted a remark to those on it goes to the filer and the own focal point, whoever writes it.
func decideNote(_ note: NoteAdd, on standing: Standing, in context: DecisionContext) throws(Refusal) -> Decision {
    guard standing.state[note.note] == nil else { throw .idUnavailable }
    var recorder = try Recorder(forRemark: "note.add", in: note.confidentiality, on: standing, context: context)
    guard !JSONValue.string(note.text).isBlank else { throw .missingFields(["text"]) }
    let bytes = note.text.utf8.count
    guard bytes <= noteBytesMax else { throw .tooLong("text", bytes: bytes, bytesMax: noteBytesMax) }
    try ConfidenceCheck(standing: standing, recorder: recorder, context: context)
        .check(note.confidence, in: note.confidentiality)
    let compartment = recorder.compartment(note.confidentiality)
    var fields = recorder.signature(in: note.confidentiality)
    fields["text"] = .string(note.text)
    return Decision(
        events: [.noteAdded(MadeRow(id: note.note, compartment: compartment, fields: fields))]
            + recorder.claimed(note.confidence, of: note.note, in: compartment))
}

extension Recorder {
    /// For a remark or a file, in a class in which its author writes on this case.
    ///
    /// - Throws: ``Refusal/recused(_:)``, ``Refusal/notPermitted(_:capacities:allowed:)`` or
    ///   ``Refusal/invalidValue(_:reason:)``, naming `command`.
    init(
        forRemark command: ActionID, in confidentiality: ConfidentialityClass, on standing: Standing,
        context: DecisionContext
    ) throws(Refusal) {
        try standing.checkMayAct(command)
        let isInternal = confidentiality == .internal
        let column = standing.header.roleColumn
        let writing = standing.capacities.filter { RoleTable.allowsWriting($0.role, on: column) }
        guard let capacity = writing.first(where: { !isInternal || $0.desk != nil }) else {
            let officers = Party.officials.union([.nfpReporting, .nfpImposing, .nmcChair])
            throw .notPermitted(
                command, capacities: standing.roles,
                allowed: RoleTable.entries.map(\.role).filter {
                    RoleTable.allowsWriting($0, on: column) && $0 != .system && (!isInternal || officers.contains($0))
                })
        }
        self.init(standing, role: capacity.role, desk: capacity.desk, context: context)
        switch confidentiality {
        case .parties: break
        case .internal:
            // Nobody writes into an office's own file who does not read it.
            guard standing.sees(compartment(.internal)) else {
                throw .notPermitted(command, capacities: standing.roles, allowed: [])
            }
        case .confidential:
            guard standing.header.filer != nil || seat != nil, standing.sees(compartment(.confidential)) else {
                throw .notPermitted(
                    command, capacities: standing.roles, allowed: RoleWords.filers + [.nfpReporting])
            }
        case .public, .sealed:
            throw .invalidValue("class", reason: "must be parties, internal or confidential")
        }
    }
}
