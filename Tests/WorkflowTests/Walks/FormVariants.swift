import CaseProtocol

@testable import Workflow

/// The ways in which a form is filled in: with everything on which something depends, with what must be given only, and with
/// every word by which one rule or stage is told from another.
struct FormVariants {
    let rule: Rule
    let play: TablePlayer
    let interest: FieldInterest

    var all: [[String: JSONValue]] {
        let conditional = rule.requiresWhen.map(\.field)
        let needed = rule.requires + conditional
        let telling = needed + rule.accepts.filter { interest.fields.contains($0) }
        let filler = FormFiller(rule: rule, play: play)
        let full = filler.values(of: telling)
        var variants = [full]
        for field in telling {
            guard let given = full[field.rawValue] else { continue }
            for word in words(of: field) where given.word != word {
                var variant = full
                variant[field.rawValue] = given.bool == nil ? .string(word) : .bool(word == "true")
                variants.append(variant)
            }
        }
        if !rule.accepts.isEmpty { variants.append(filler.values(of: needed)) }
        return variants
    }

    /// The words of a field that matter somewhere, of those that the rule takes.
    private func words(of field: FieldID) -> [String] {
        let words = (interest.words[field] ?? []).sorted()
        guard let spec = play.procedure.field(field) else { return [] }
        let allowed: [String]? =
            rule.choices[field] ?? { if case .choice(let words) = spec.type { words } else { nil } }()
        let guarded = rule.guards.compactMap { condition -> [String]? in
            if case .fieldIs(field, let words) = condition { words } else { nil }
        }.first
        return words.filter { (allowed?.contains($0) ?? true) && (guarded?.contains($0) ?? true) }
    }
}

/// The fields on which something depends in a procedure, and the words of them that decide.
struct FieldInterest {
    private(set) var fields: Set<FieldID> = []
    private(set) var words: [FieldID: Set<String>] = [:]

    init(_ procedure: Procedure) {
        for rule in procedure.rules {
            for condition in rule.guards { add(condition) }
            fields.formUnion(rule.requires.filter { procedure.field($0)?.isOnHeader ?? false })
            if case .byField(let field, let stages, _) = rule.to { add(field, Array(stages.keys)) }
            if case .byProposal(let field, let stages, _) = rule.to { add(field, Array(stages.keys)) }
        }
        for spec in procedure.deadlines {
            fields.formUnion([spec.countsFrom, spec.adoptedFrom, spec.length.field].compactMap(\.self))
            for variant in spec.variants {
                fields.insert(variant.field)
                fields.formUnion([variant.length.field].compactMap(\.self))
            }
        }
        for field in ["imposingCountry", "account", "partyCountry", "agency"] as [FieldID] { fields.insert(field) }
        if case .complaint = procedure.cast { words["imposingCountry", default: []].formUnion(["KE", "TZ"]) }
    }

    private mutating func add(_ field: FieldID, _ words: [String]) {
        fields.insert(field)
        self.words[field, default: []].formUnion(words)
        // A yes or no has a second answer, also where no rule names it.
        if !Set(words).isDisjoint(with: ["true", "false"]) { self.words[field]?.formUnion(["true", "false"]) }
    }

    private mutating func add(_ condition: Guard) {
        switch condition {
        case .fieldIs(let field, let words): add(field, words)
        case .has(let field), .hasNot(let field), .leadTime(_, let field), .number(let field, _, _),
            .bothIn(let field):
            fields.insert(field)
        case .notBefore(let first, let second), .daysApart(let first, let second, _),
            .monthsAtMost(let first, let second, _):
            fields.formUnion([first, second])
        case .twin(let paper, let twin, let reason): fields.formUnion([paper, twin, reason])
        default: break
        }
    }
}
