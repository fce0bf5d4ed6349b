import CaseProtocol

/// Whether a value fits a schema: the part of JSON Schema (draft 2020-12) that ours use, and strict, so that a member
/// which no schema names is found.
struct SchemaCheck {
    /// The schema of a whole message.
    let root: JSONValue

    private static let known: Set<String> = [
        "$schema", "$defs", "$ref", "title", "description", "type", "const", "enum", "pattern", "minimum", "properties",
        "required", "additionalProperties", "items", "oneOf", "anyOf", "contentMediaType", "contentSchema",
    ]

    /// What is wrong, as paths and words; empty when `value` fits.
    func problems(_ value: JSONValue) -> [String] { problems(value, root, at: "") + strangers(value, root, at: "") }

    private func problems(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        guard let rules = schema.object else { return ["\(path): no schema"] }
        var found = rules.keys.filter { !Self.known.contains($0) }.map { "\(path): unknown keyword \($0)" }
        if let target = rules["$ref"] { found += problems(value, resolved(target), at: path) }
        if let allowed = rules["type"] {
            let names = (allowed.array ?? [allowed]).compactMap(\.string)
            if !names.contains(value.typeName) { found.append("\(path): \(value.typeName) is not \(names)") }
        }
        if let constant = rules["const"], constant != value { found.append("\(path): not \(constant.canonicalText)") }
        if let values = rules["enum"]?.array, !values.contains(value) { found.append("\(path): not one of the words") }
        if let least = rules["minimum"]?.int, let number = value.int, number < least {
            found.append("\(path): < \(least)")
        }
        if let pattern = rules["pattern"]?.string, let text = value.string {
            let isMatch = (try? Regex(pattern).firstMatch(in: text)) ?? nil
            if isMatch == nil { found.append("\(path): “\(text)” does not match \(pattern)") }
        }
        if let text = value.string, let inner = rules["contentSchema"] {
            if let parsed = try? JSONValue(parsing: text.utf8) {
                found += problems(parsed, inner, at: path + "!") + strangers(parsed, inner, at: path + "!")
            } else {
                found.append("\(path): not JSON inside")
            }
        }
        for (index, item) in (value.array ?? []).enumerated() {
            if let inner = rules["items"] { found += problems(item, inner, at: "\(path)[\(index)]") }
        }
        if let members = value.object { found += problems(members, rules, at: path) }
        if let variants = rules["oneOf"]?.array {
            let fitting = variants.filter { problems(value, $0, at: path).isEmpty }
            if fitting.count != 1 { found.append("\(path): \(fitting.count) variants fit") }
        }
        if let variants = rules["anyOf"]?.array, !variants.contains(where: { problems(value, $0, at: path).isEmpty }) {
            found.append("\(path): no variant fits")
        }
        return found
    }

    private func problems(_ members: [String: JSONValue], _ rules: [String: JSONValue], at path: String) -> [String] {
        var found = (rules["required"]?.array ?? []).compactMap(\.string).filter { members[$0] == nil }
            .map { "\(path): \($0) is missing" }
        for (name, member) in members {
            if let inner = rules["properties"]?.object?[name] ?? rules["additionalProperties"] {
                found += problems(member, inner, at: "\(path).\(name)")
            }
        }
        return found
    }

    /// Members, at any depth, that the schema does not name.
    private func strangers(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        if let items = value.array {
            return items.enumerated().flatMap { index, item in
                branches(of: schema, for: value).compactMap { $0.object?["items"] }
                    .flatMap { strangers(item, $0, at: "\(path)[\(index)]") }
            }
        }
        guard let members = value.object else { return [] }
        let rules = branches(of: schema, for: value).compactMap(\.object)
        return members.flatMap { name, member -> [String] in
            let inner = rules.compactMap { $0["properties"]?.object?[name] ?? $0["additionalProperties"] }
            if inner.isEmpty { return ["\(path): \(name) is in no schema"] }
            return inner.flatMap { strangers(member, $0, at: "\(path).\(name)") }
        }
    }

    /// The schema, what it refers to, and the variants of it that `value` fits.
    private func branches(of schema: JSONValue, for value: JSONValue) -> [JSONValue] {
        guard let rules = schema.object else { return [] }
        let variants = ((rules["oneOf"]?.array ?? []) + (rules["anyOf"]?.array ?? []))
            .filter { problems(value, $0, at: "").isEmpty }
        let targets = rules["$ref"].map { [resolved($0)] } ?? []
        return [schema] + (variants + targets).flatMap { branches(of: $0, for: value) }
    }

    private func resolved(_ target: JSONValue) -> JSONValue {
        let name = target.string.map { String($0.dropFirst("#/$defs/".count)) } ?? ""
        return root.object?["$defs"]?.object?[name] ?? .null
    }
}

extension JSONValue {
    fileprivate var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .int: "integer"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// For people: what fits on a line is on one, the rest a member a line, sorted, two spaces a level.
    func readable(indent: String = "") -> String {
        let line = canonicalText
        if indent.count + line.count <= Self.readableWidth { return line }
        let inner = indent + "  "
        switch self {
        case .array(let items):
            return "[\n" + items.map { inner + $0.readable(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members):
            let lines = members.sorted { $0.key < $1.key }.map { name, member in
                "\(inner)\(JSONValue.string(name).canonicalText): \(member.readable(indent: inner))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        default: return line
        }
    }

    private static let readableWidth = 110
}
