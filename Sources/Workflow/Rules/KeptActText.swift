public import CaseProtocol

/// What somebody wrote for an act that was not applied, as a note says it.
struct KeptActText {
    let text: String

    init(_ conflict: Row, procedure: Procedure?, reason: String?) {
        func member(_ name: String) -> String { conflict[name]?.string ?? "?" }
        var lines = [
            "“\(member("action"))” from \(member("byName")), made when the case stood at “\(member("from"))”; it arrived at "
                + "“\(member("stage"))” and was not applied."
        ]
        if let day = conflict["occurredOn"]?.string { lines.append("Day: \(day)") }
        for (name, value) in (conflict["fields"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            lines.append("\(procedure?.field(FieldID(name))?.label ?? name): \(value.plainText)")
        }
        if let reason { lines.append("Filed as a note because: \(reason)") }
        text = lines.joined(separator: "\n")
    }
}

extension JSONValue {
    /// As people write it in a note.
    public var plainText: String {
        switch self {
        case .null: "none"
        case .bool(let value): value ? "yes" : "no"
        case .int(let value): String(value)
        case .string(let text): text
        case .array(let values): values.map(\.plainText).joined(separator: ", ")
        case .object(let members):
            members.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.plainText)" }.joined(separator: ", ")
        }
    }
}
