import CaseProtocol

/// Writes the JSON Schema of a type by watching what the type asks a decoder for: nobody writes one by hand, so none can
/// say other than the code. Types of a message that have a name go to ``definitions``.
final class SchemaBook {
    private(set) var definitions: [String: JSONValue] = [:]
    /// Names under which two types were to stand that are not alike.
    private(set) var clashes: Set<String> = []
    private let docs: DocComments

    init(docs: DocComments) { self.docs = docs }

    /// The schema of `type`, as a reference if it has a name.
    func schema<Value: Decodable>(of type: Value.Type) throws -> JSONValue { try record(type).schema }

    /// Gives `schema` a name and answers the reference to it.
    func define(_ name: String, _ schema: JSONValue) -> JSONValue {
        if let earlier = definitions[name], earlier != schema { clashes.insert(name) }
        definitions[name] = schema
        return ["$ref": .string("#/$defs/\(name)")]
    }

    /// An object of a kind that writes its own coding.
    func object(_ type: String, _ members: [String: JSONValue], optional: Set<String> = []) -> JSONValue {
        let described = Dictionary(
            uniqueKeysWithValues: members.map { name, schema in
                (name, schema.described(docs.member(name, of: type)))
            })
        let required = members.keys.filter { !optional.contains($0) }.sorted()
        return .object([
            "type": "object", "properties": .object(described), "required": .array(required.map { .string($0) }),
        ])
    }

    /// The schema of `type`, and a value of it, made up.
    func record<Value: Decodable>(_ type: Value.Type) throws -> (schema: JSONValue, value: Value) {
        if let leaf = type as? any SchemaLeaf.Type { return try record(leaf: leaf) }
        if let words = type as? any StringBacked.Type { return try record(words: words) }
        if let closed = type as? any (CaseIterable & RawRepresentable).Type { return try record(closed: closed) }
        if let union = type as? any SchemaUnion.Type { return try record(union: union) }
        let name = Self.name(of: type)
        let node = SchemaNode()
        let value = try Value(from: SchemaDecoder(book: self, node: node))
        guard node.isObject else { return (node.schema, value) }
        let schema = object(name, node.members, optional: node.optional).described(docs.type(name))
        return (define(Self.key(of: type), schema), value)
    }

    private func record<Leaf: SchemaLeaf, Value>(leaf: Leaf.Type) throws -> (schema: JSONValue, value: Value) {
        let value = try made(Leaf.example, as: Value.self)
        guard let name = Leaf.schemaName else { return (Leaf.schema, value) }
        return (define(name, Leaf.schema.described(docs.type(name))), value)
    }

    private func record<Words: StringBacked, Value>(words: Words.Type) throws -> (schema: JSONValue, value: Value) {
        let name = Self.name(of: words)
        let schema = JSONValue.object(["type": "string"]).described(docs.type(name))
        return (define(name, schema), try made(Words(rawValue: "word"), as: Value.self))
    }

    private func record<Closed: CaseIterable & RawRepresentable, Value>(
        closed: Closed.Type
    ) throws -> (schema: JSONValue, value: Value) {
        let words = Closed.allCases.compactMap { $0.rawValue as? String }
        let schema = JSONValue.object(["type": "string", "enum": .array(words.map { .string($0) })])
        return (schema, try made(Closed.allCases.first, as: Value.self))
    }

    private func record<Union: SchemaUnion, Value>(union: Union.Type) throws -> (schema: JSONValue, value: Value) {
        let name = Self.name(of: union)
        var value: Union?
        let variants = try Union.variants.map { word in
            let node = SchemaNode()
            value = try Union(from: SchemaDecoder(book: self, node: node, words: ["type": word]))
            node.members["type"] = ["const": .string(word)]
            return object(name, node.members, optional: node.optional).described(docs.member(word, of: name))
        }
        let schema = JSONValue.object(["oneOf": .array(variants)]).described(docs.type(name))
        return (define(name, schema), try made(value, as: Value.self))
    }

    private func made<Value>(_ value: Any?, as type: Value.Type) throws -> Value {
        guard let value = value as? Value else { throw CannotMake(type: "\(type)") }
        return value
    }

    /// Without what stands around it and without its parameters.
    private static func name(of type: Any.Type) -> String { String("\(type)".prefix { $0 != "<" }) }

    /// Under what it stands: with its parameters, since a report of one plan is not one of another. `PlanReport.RecountPlan`.
    private static func key(of type: Any.Type) -> String {
        "\(type)".filter { $0 != ">" && $0 != " " }.split { $0 == "<" || $0 == "," }.joined(separator: ".")
    }
}

/// A type of which the recorder has no example: make it a ``SchemaLeaf``.
struct CannotMake: Error { let type: String }

/// A type whose JSON is one value with a form of its own.
protocol SchemaLeaf {
    /// `nil` for one that is not named.
    static var schemaName: String? { get }
    static var schema: JSONValue { get }
    static var example: Self { get }
}

/// An enum whose JSON says in `type` which case it is.
protocol SchemaUnion: Decodable {
    static var variants: [String] { get }
}

extension JSONValue {
    /// With a description for people, if there is one.
    func described(_ text: String?) -> JSONValue {
        guard let text, case .object(var members) = self else { return self }
        members["description"] = .string(text)
        return .object(members)
    }
}
