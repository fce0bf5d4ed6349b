import CaseProtocol

extension Outcome: SchemaUnion {
    static var variants: [String] { ["applied", "merged", "conflict", "rejected", "deferred"] }
}

extension CaseEvent: SchemaUnion {
    /// The samples have one of each.
    static var variants: [String] { Samples.events.map { String($0.name.dropFirst("event-".count)) } }
}

extension CaseCommand {
    /// The schema of the arguments of this command.
    func argumentsSchema(in book: SchemaBook) throws -> JSONValue {
        switch self {
        case .open: try book.schema(of: CaseOpen.self)
        case .act: try book.schema(of: CaseAct.self)
        case .edit: try book.schema(of: CaseEdit.self)
        case .assign: try book.schema(of: CaseAssign.self)
        case .addNote: try book.schema(of: NoteAdd.self)
        case .addEvidence: try book.schema(of: EvidenceAdd.self)
        case .recordHistory: try book.schema(of: HistoryRecord.self)
        case .settle: try book.schema(of: ConflictSettle.self)
        case .draftText: try book.schema(of: TextDraft.self)
        case .releaseText: try book.schema(of: TextRelease.self)
        case .withdrawText: try book.schema(of: TextWithdraw.self)
        case .setConfidence: try book.schema(of: ConfidenceSet.self)
        case .requestIdentity: try book.schema(of: IdentityRequest.self)
        case .answerIdentity: try book.schema(of: IdentityAnswer.self)
        }
    }

    /// The schema of an envelope with this command inside.
    func envelopeSchema(in book: SchemaBook) throws -> JSONValue {
        let arguments = try argumentsSchema(in: book)
        _ = try book.schema(of: CommandEnvelope.self)
        return [
            "$ref": "#/$defs/CommandEnvelope",
            "properties": [
                "cmd": ["const": .string(name)],
                "args": ["contentMediaType": "application/json", "contentSchema": arguments],
            ],
        ]
    }
}

extension PullLine {
    /// The schema of a line of this kind: lines write their own coding.
    func schema(in book: SchemaBook) throws -> JSONValue {
        let compartment = try book.schema(of: Compartment.self)
        switch self {
        case .leave: return book.object("PullLine", ["op": ["const": "leave"], "comp": compartment])
        case .enter:
            let audiences = try book.schema(of: [AudienceID].self)
            return book.object("PullLine", ["op": ["const": "enter"], "comp": compartment, "aud": audiences])
        case .audiences:
            let audiences = try book.schema(of: [AudienceID].self)
            return book.object("PullLine", ["op": ["const": "aud"], "comp": compartment, "aud": audiences])
        case .gone:
            let id = try book.schema(of: RowID.self)
            return book.object("PullLine", ["op": ["const": "gone"], "comp": compartment, "id": id])
        case .row: return try Row.schema(in: book)
        case .end:
            _ = try book.schema(of: PullTrailer.self)
            return [
                "$ref": "#/$defs/PullTrailer", "properties": ["op": ["const": "end"]], "required": ["op"],
            ]
        }
    }
}

extension Row {
    static func schema(in book: SchemaBook) throws -> JSONValue {
        let members: [String: JSONValue] = [
            "case": try book.schema(of: CaseID.self).described("The case; missing on shared rows."),
            "comp": try book.schema(of: Compartment.self),
            "f": try book.schema(of: [String: JSONValue].self).described("The fields."),
            "fr": try book.schema(of: [String: Int].self).described(
                "The rev at which a field was last set, for those last set after the row's first version."),
            "id": try book.schema(of: RowID.self), "kind": try book.schema(of: RowKind.self),
            "rev": ["type": "integer", "minimum": 1],
        ]
        return book.object("Row", members, optional: ["case", "fr"])
    }
}
