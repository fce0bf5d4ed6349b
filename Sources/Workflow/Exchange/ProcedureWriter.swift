import CaseProtocol

/// Writing: what says nothing is left out, so that a table stays readable.
extension JSONValue {
    /// An object of the members that have a value.
    static func members(_ members: [String: JSONValue?]) -> JSONValue { .object(members.compactMapValues(\.self)) }

    /// `nil` for no.
    static func yes(_ value: Bool) -> JSONValue? { value ? true : nil }

    static func number(_ value: Int) -> JSONValue { .int(Int64(value)) }

    /// `nil` for an empty list.
    static func list(_ values: [JSONValue]) -> JSONValue? { values.isEmpty ? nil : .array(values) }

    static func texts(_ texts: [String]) -> JSONValue? { list(texts.map { .string($0) }) }

    static func ids(_ ids: [some StringBacked]) -> JSONValue? { list(ids.map(\.text)) }
}

extension StringBacked {
    /// As a JSON text.
    var text: JSONValue { .string(rawValue) }
}

extension RawRepresentable<String> {
    /// An object of this kind: `{"is":"gate","deadline":"panelGate"}`.
    func object(_ members: [String: JSONValue?] = [:]) -> JSONValue {
        .members(members.merging(["is": .string(rawValue)]) { $1 })
    }
}
