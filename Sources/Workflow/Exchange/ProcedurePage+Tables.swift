import CaseProtocol

extension ProcedurePage {
    var rules: [String] {
        Markdown.table(
            ["#", "action", "from → to", "who", "fields", "only if", "clocks and effects", "source"],
            procedure.rules.enumerated().map { index, rule in
                [
                    "\(index + 1)", Markdown.code(rule.action.rawValue),
                    Markdown.text("\(procedure.words(rule.from)) → \(procedure.words(rule.to))"),
                    Self.roles(rule.roles), asked(by: rule),
                    rule.guards.map { Markdown.text($0.phrase(in: procedure)) }.joined(separator: "; "), done(by: rule),
                    Self.source(rule.source),
                ]
            }) + ["", "Fields in brackets may be given; the others must be."]
    }

    private func asked(by rule: Rule) -> String {
        var parts = rule.requires.map { Markdown.code($0.rawValue) }
        parts += rule.requiresWhen.map {
            "\(Markdown.code($0.field.rawValue)) where \(Markdown.code($0.other.rawValue)) is \(Markdown.text($0.value))"
        }
        let conditional = rule.requiresWhen.map(\.field)
        parts += rule.accepts.filter { !conditional.contains($0) }.map { "(\(Markdown.code($0.rawValue)))" }
        parts += rule.choices.sorted { $0.key < $1.key }.map {
            "\(Markdown.code($0.key.rawValue)) is one of: \(Markdown.text($0.value.joined(separator: ", ")))"
        }
        parts += rule.alsoCalled.sorted { $0.key < $1.key }.map {
            "\(Markdown.code($0.key.rawValue)) is short for \(Markdown.code($0.value.rawValue))"
        }
        return parts.joined(separator: ", ")
    }

    private func done(by rule: Rule) -> String {
        var parts = rule.effects.map { Markdown.text($0.phrase) }
        if rule.record != .parties { parts.append("recorded as \(rule.record.rawValue)") }
        if rule.isRebaseable { parts.append("may be late for its stage") }
        if rule.worksSuspended { parts.append("also while suspended") }
        return parts.joined(separator: "; ")
    }

    var clocks: [String] {
        Markdown.table(
            [
                "clock", "what", "kind", "length", "counted from", "days of", "owed by", "when it is over",
                "right that opens", "authority", "system acts",
            ],
            procedure.deadlines.map { spec in
                [
                    Markdown.code(spec.key.rawValue), Markdown.text(spec.title), spec.kind.rawValue,
                    Markdown.text(spec.lengthPhrase), Markdown.text(spec.countsFromPhrase),
                    Markdown.text(procedure.words(spec.calendar ?? procedure.calendar)),
                    Markdown.text(spec.ownerPhrase),
                    Markdown.text(spec.lapse.phrase), Markdown.codes(actions(waitingFor: spec)),
                    ([Self.source(spec.source)]
                        + spec.variants.compactMap { variant in
                            variant.source.map { "\(Markdown.text(variant.value)): \(Self.source($0))" }
                        }).joined(separator: "; "),
                    spec.isEnforced ? "yes" : "no: unconfirmed",
                ]
            })
    }

    /// What becomes possible for somebody when the limit is over.
    private func actions(waitingFor spec: DeadlineSpec) -> [String] {
        var actions: [String] = []
        for rule in procedure.rules where rule.roles != [.system] && !actions.contains(rule.action.rawValue) {
            let waits: [Guard] = spec.kind == .gate ? [.gate(spec.key)] : [.lapsed(spec.key)]
            if rule.guards.contains(where: waits.contains) { actions.append(rule.action.rawValue) }
        }
        return actions
    }

    var fields: [String] {
        Markdown.table(
            ["field", "label", "holds", "class", "asked for", "help"],
            procedure.fields.map { field in
                [
                    Markdown.code(field.id.rawValue), Markdown.text(field.label),
                    Markdown.text(field.type.phrase + (field.unit.map { ", in \($0)" } ?? "")),
                    field.confidentiality.rawValue + (field.isOnHeader ? ", on the header" : ""),
                    field.askedWhen.map {
                        "where \(Markdown.code($0.field.rawValue)) is \(Markdown.text($0.values.joined(separator: " or ")))"
                    } ?? "", Markdown.text(field.help),
                ]
            })
    }
}
