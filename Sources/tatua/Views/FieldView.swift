import CaseProtocol
import Workflow

/// A field and its value, with the words that its procedure has for it.
struct FieldView: Hashable {
    let id: FieldID
    let title: String
    let value: JSONValue
    /// The value as people read it.
    let text: String

    init(_ id: String, _ value: JSONValue, in words: FieldWords) {
        self.id = FieldID(id)
        let spec = words.procedure?.field(self.id)
        title = spec?.label ?? Self.otherTitles[id] ?? id
        self.value = value
        text = Wording.value(value, of: spec, in: words.lists)
    }

    /// What people call members that no form has.
    private static let otherTitles = [
        "name": "Name", "organisation": "Firm or body", "takenBy": "Taken down by",
        "people": "Acting for it", "mandate": "Under the letter",
        "publishedStatus": "Published status", "number": "Number",
    ]

    /// The fields of an object that people read, in order of the form, then by name.
    ///
    /// - Parameter withCleared: whether those that hold nothing are listed too.
    static func list(
        _ fields: [String: JSONValue], in words: FieldWords, withCleared: Bool = false
    ) -> [FieldView] {
        let order = Dictionary(
            (words.procedure?.fields ?? []).enumerated().map { ($1.id.rawValue, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return fields.filter { withCleared || !$0.value.isNull }
            .sorted { (order[$0.key] ?? .max, $0.key) < (order[$1.key] ?? .max, $1.key) }
            .map { FieldView($0.key, $0.value, in: words) }
    }
}

extension Sequence<FieldView> {
    /// The values by field.
    var json: JSONValue {
        .object(Dictionary(map { ($0.id.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }))
    }
}
