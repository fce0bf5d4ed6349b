import CaseProtocol

extension Procedure {
    /// ``json`` for people: indented, an object or list on one line where it fits.
    public var prettyJSON: String { PrettyJSON.text(json) + "\n" }
}

/// Writes JSON for people to read and change.
enum PrettyJSON {
    private static let lineMax = 100

    static func text(_ value: JSONValue) -> String { text(value, depth: 0) }

    private static func text(_ value: JSONValue, depth: Int) -> String {
        let line = oneLine(value)
        if line.count + 2 * depth <= lineMax { return line }
        let indent = String(repeating: "  ", count: depth + 1)
        let end = "\n" + String(repeating: "  ", count: depth)
        switch value {
        case .array(let values):
            return "[\n" + values.map { indent + text($0, depth: depth + 1) }.joined(separator: ",\n") + end + "]"
        case .object(let members):
            let lines = sorted(members).map { indent + name($0.key) + text($0.value, depth: depth + 1) }
            return "{\n" + lines.joined(separator: ",\n") + end + "}"
        case .null, .bool, .int, .string: return line
        }
    }

    private static func oneLine(_ value: JSONValue) -> String {
        switch value {
        case .array(let values): "[" + values.map(oneLine).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + sorted(members).map { name($0.key) + oneLine($0.value) }.joined(separator: ", ") + "}"
        case .null, .bool, .int, .string: value.canonicalText
        }
    }

    private static func name(_ key: String) -> String { JSONValue.string(key).canonicalText + ": " }

    /// What a row is called first.
    private static func sorted(_ members: [String: JSONValue]) -> [(key: String, value: JSONValue)] {
        let first = [
            "is", "id", "key", "action", "version", "title", "numberPrefix", "cast", "calendar", "stages", "rules",
            "deadlines", "fields", "edits", "groups", "field", "kind", "from", "to", "roles",
        ]
        return members.sorted {
            let (one, other) = (
                first.firstIndex(of: $0.key) ?? first.count, first.firstIndex(of: $1.key) ?? first.count
            )
            return (one, $0.key) < (other, $1.key)
        }
    }
}
