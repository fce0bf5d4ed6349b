public import CaseProtocol

/// The answers that a form has so far: what is being given, over what the case already holds.
///
/// Prompts, flags, lists of actions and the checks of client and server all ask here which questions stand.
public struct FormAnswers: Sendable {
    private let given: [String: JSONValue]
    private let header: Row?

    /// - Parameters:
    ///   - given: by full names; a blank one is no answer.
    ///   - header: of the case; `nil` where there is none yet.
    public init(_ given: [String: JSONValue], header: Row? = nil) {
        self.given = given.filter { !$0.value.isBlank }
        self.header = header
    }

    /// Whether the field is to be filled in at all: a dependent question only where its condition holds.
    public func isAsked(_ field: FieldSpec) -> Bool {
        guard let question = field.askedWhen else { return true }
        return word(question.field).map(question.values.contains) ?? false
    }

    /// Whether another field's value makes this one required.
    public func isDue(_ condition: ConditionalField) -> Bool { word(condition.other) == condition.value }

    func isGiven(_ field: FieldID) -> Bool { given[field.rawValue] != nil }

    /// - Throws: ``Refusal/invalidValue(_:reason:)`` for the first of the given fields, in table order, whose question is
    ///   not asked.
    func checkAsked(in procedure: Procedure) throws(Refusal) {
        for field in procedure.fields where isGiven(field.id) { try checkAsked(field) }
    }

    /// - Throws: ``Refusal/invalidValue(_:reason:)`` where the field's question is not asked.
    func checkAsked(_ field: FieldSpec) throws(Refusal) {
        guard let question = field.askedWhen, !isAsked(field) else { return }
        throw .invalidValue(field.id, reason: "is asked only where \(question.phrase)")
    }

    private func word(_ field: FieldID) -> String? { (given[field.rawValue] ?? header?[field.rawValue])?.word }
}

extension AskedWhen {
    /// The condition for people: `“perishable” is yes`.
    public var phrase: String {
        let words = values.map { ["true": "yes", "false": "no"][$0] ?? $0 }
        return "“\(field)” is \(words.joined(separator: " or "))"
    }
}

extension Rule {
    /// What must be given as the answers stand, in table order: without the questions that are not asked, with the fields
    /// that an answer makes required.
    public func required(by answers: FormAnswers, in procedure: Procedure) -> [FieldID] {
        var required = requires
        for condition in requiresWhen where answers.isDue(condition) && !required.contains(condition.field) {
            required.append(condition.field)
        }
        return required.filter { procedure.field($0).map(answers.isAsked) ?? true }
    }
}
