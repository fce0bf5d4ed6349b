import CaseProtocol
import Workflow

/// What one or several actions ask for, from the table of a procedure.
struct Form {
    let procedure: Procedure
    /// In the order of the table; required ones and optional ones.
    let fields: [FieldSpec]
    /// What must be given; a dependent question where its condition holds.
    let required: Set<FieldID>
    /// The words that a rule takes for a field of free text.
    let choices: [FieldID: [String]]
    /// Shorter words that an action takes for fields.
    let alsoCalled: [FieldID: FieldID]
    /// Names that count as known: the form's, or all of the procedure's where its rules shall judge.
    let known: [FieldID]
    private let rules: [Rule]

    /// The form of `rules`, taken one after the other.
    init(_ procedure: Procedure, rules: [Rule]) {
        self.procedure = procedure
        self.rules = rules
        required = Set(rules.flatMap(\.requires))
        let asked = required.union(rules.flatMap(\.accepts)).union(rules.flatMap { $0.requiresWhen.map(\.field) })
        fields = procedure.fields.filter { asked.contains($0.id) }
        choices = rules.reduce(into: [:]) { $0.merge($1.choices, uniquingKeysWith: { first, _ in first }) }
        alsoCalled = rules.reduce(into: [:]) { $0.merge($1.alsoCalled, uniquingKeysWith: { first, _ in first }) }
        known = fields.map(\.id)
    }

    /// Every field of the procedure; its rules judge which of them go where.
    init(
        anyOf procedure: Procedure, choices: [FieldID: [String]] = [:], alsoCalled: [FieldID: FieldID] = [:]
    ) {
        self.procedure = procedure
        self.alsoCalled = alsoCalled
        fields = procedure.fields
        required = []
        self.choices = choices
        known = procedure.fields.map(\.id)
        rules = []
    }

    func spec(_ field: FieldID) -> FieldSpec? { fields.first { $0.id == field } }

    /// The required fields that `values` lack, in order of the form.
    func missing(in values: [String: JSONValue]) -> [FieldSpec] {
        let answers = FormAnswers(values)
        let due = Set(rules.flatMap { $0.required(by: answers, in: procedure) })
        return fields.filter { due.contains($0.id) && values[$0.id.rawValue] == nil }
    }

    /// What a person is asked next, and whether they must answer: in order of the form what is missing, and the questions
    /// that an answer has opened. `nil` when nothing is left.
    ///
    /// - Parameter skipped: what they left out.
    func nextQuestion(
        after values: [String: JSONValue], skipped: Set<FieldID>
    ) -> (field: FieldSpec, isRequired: Bool)? {
        let answers = FormAnswers(values)
        let missing = Set(missing(in: values).map(\.id))
        return fields.lazy.filter { field in
            let isOpened = field.askedWhen != nil && answers.isAsked(field) && !skipped.contains(field.id)
            return values[field.id.rawValue] == nil && (missing.contains(field.id) || isOpened)
        }.first.map { ($0, missing.contains($0.id)) }
    }
}

extension Procedure {
    /// The rules for `action` that one of `roles` may use; all of them where none may, so that a form can still be shown.
    func rules(for action: ActionID, roles: Set<RoleID>) -> [Rule] {
        let all = rules(for: action)
        let mine = all.filter { !roles.isDisjoint(with: $0.roles) }
        return mine.isEmpty ? all : mine
    }
}
