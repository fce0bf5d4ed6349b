import CaseProtocol

extension Rule {
    var json: JSONValue {
        .members([
            "action": action.text, "from": from.json, "to": to.json, "roles": .ids(roles), "requires": .ids(requires),
            "accepts": .ids(accepts),
            "alsoCalled": alsoCalled.isEmpty
                ? nil : .object(Dictionary(uniqueKeysWithValues: alsoCalled.map { ($0.key.rawValue, $0.value.text) })),
            "choices": choices.isEmpty
                ? nil
                : .object(
                    Dictionary(uniqueKeysWithValues: choices.map { ($0.key.rawValue, .texts($0.value) ?? []) })),
            "requiresWhen": .list(requiresWhen.map(\.json)), "guards": .list(guards.map(\.json)),
            "effects": .list(effects.map(\.json)), "record": record == .parties ? nil : .string(record.rawValue),
            "rebaseable": .yes(isRebaseable), "worksSuspended": .yes(worksSuspended), "source": source.json,
        ])
    }

    init(reading reader: inout ProcedureReader) throws(ProcedureFault) {
        let action: ActionID = try reader.id("action")
        let from = try Origin(reading: &reader)
        let to = try Destination(reading: &reader)
        let roles: [RoleID] = try reader.ids("roles", atLeast: 1)
        var alsoCalled: [FieldID: FieldID] = [:]
        for (name, value) in try reader.named("alsoCalled") {
            alsoCalled[FieldID(name)] = FieldID(try reader.id(value, "alsoCalled.\(name)"))
        }
        var choices: [FieldID: [String]] = [:]
        if var words = try reader.optionalObject("choices") {
            for (name, _) in try reader.named("choices") { choices[FieldID(name)] = try words.texts(name, atLeast: 1) }
        }
        self.init(
            action, from: from, to: to, by: roles, requires: try reader.ids("requires"),
            accepts: try reader.ids("accepts"), alsoCalled: alsoCalled, choices: choices,
            requiresWhen: try reader.objects("requiresWhen", ConditionalField.init(reading:)),
            guards: try reader.objects("guards", Guard.init(reading:)),
            effects: try reader.objects("effects", Effect.init(reading:)), record: try reader.confidentiality("record"),
            isRebaseable: try reader.yes("rebaseable"), worksSuspended: try reader.yes("worksSuspended"),
            source: try LegalSource.read("source", &reader))
    }
}

extension ConditionalField {
    var json: JSONValue { .members(["field": field.text, "when": other.text, "is": .string(value)]) }

    init(reading reader: inout ProcedureReader) throws(ProcedureFault) {
        self.init(try reader.id("field"), when: try reader.id("when"), is: try reader.text("is"))
    }
}

extension Origin {
    private enum Word: String, CaseIterable { case nothing, anyOpen, any }

    /// A list of stages, or one of the words `nothing`, `anyOpen`, `any`.
    var json: JSONValue {
        switch self {
        case .nothing: .string(Word.nothing.rawValue)
        case .anyOpen: .string(Word.anyOpen.rawValue)
        case .any: .string(Word.any.rawValue)
        case .stages(let stages): .array(stages.map(\.text))
        }
    }

    /// Reads the member `from`.
    init(reading reader: inout ProcedureReader) throws(ProcedureFault) {
        guard case .string = try reader.value("from") else {
            self = .stages(try reader.ids("from", atLeast: 1))
            return
        }
        switch try reader.word("from", of: Word.allCases) {
        case .nothing: self = .nothing
        case .anyOpen: self = .anyOpen
        case .any: self = .any
        }
    }
}

extension Destination {
    private enum Kind: String, CaseIterable { case byProposal, byField, back }

    /// A stage; `nil` where the case stays; an object where it depends.
    var json: JSONValue? {
        switch self {
        case .stay: nil
        case .stage(let stage): stage.text
        case .byProposal(let field, let stages, let otherwise):
            Kind.byProposal.object(Self.choice(field, stages, otherwise))
        case .byField(let field, let stages, let otherwise): Kind.byField.object(Self.choice(field, stages, otherwise))
        case .back(let stages): Kind.back.object(["among": .array(stages.map(\.text))])
        }
    }

    private static func choice(
        _ field: FieldID, _ stages: [String: StageID], _ otherwise: StageID
    ) -> [String: JSONValue?] {
        ["field": field.text, "stages": .object(stages.mapValues(\.text)), "otherwise": otherwise.text]
    }

    /// Reads the member `to`.
    init(reading rule: inout ProcedureReader) throws(ProcedureFault) {
        guard let value = rule.optional("to") else {
            self = .stay
            return
        }
        if value.string != nil {
            self = .stage(try rule.id("to"))
            return
        }
        guard value.object != nil else { throw rule.fault("to", "must be a stage or an object") }
        var reader = try rule.object("to")
        switch try reader.kind(Kind.self) {
        case .byProposal:
            self = .byProposal(
                field: try reader.id("field"), try Self.stages(&reader), otherwise: try reader.id("otherwise"))
        case .byField:
            self = .byField(try reader.id("field"), try Self.stages(&reader), otherwise: try reader.id("otherwise"))
        case .back: self = .back(among: try reader.ids("among", atLeast: 1))
        }
        try reader.finish()
    }

    private static func stages(_ reader: inout ProcedureReader) throws(ProcedureFault) -> [String: StageID] {
        var stages: [String: StageID] = [:]
        for (word, value) in try reader.named("stages") {
            stages[word] = StageID(try reader.id(value, "stages.\(word)"))
        }
        return stages
    }
}
