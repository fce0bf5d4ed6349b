import CaseProtocol

/// What a type asked for.
final class SchemaNode {
    var members: [String: JSONValue] = [:]
    var optional: Set<String> = []
    var isObject = false
    var isMap = false
    var items: JSONValue?
    var single: JSONValue?

    /// Of anything but an object with members of its own.
    var schema: JSONValue {
        if isMap { return ["type": "object", "additionalProperties": members[SchemaKeys.any] ?? [:]] }
        if let items { return ["type": "array", "items": items] }
        return single ?? [:]
    }
}

enum SchemaKeys {
    /// Stands for whatever name a map has.
    static let any = "*"
}

/// Answers every question with a made-up value and notes it.
struct SchemaDecoder: Decoder {
    let book: SchemaBook
    let node: SchemaNode
    /// What texts of these names hold.
    var words: [String: String] = [:]
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        node.isObject = !node.isMap
        return KeyedDecodingContainer(SchemaMembers(decoder: self))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { SchemaItems(decoder: self) }

    func singleValueContainer() -> any SingleValueDecodingContainer { SchemaValue(decoder: self) }
}

private struct SchemaMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: SchemaDecoder
    var codingPath: [any CodingKey] { [] }

    /// Only a type that takes any names asks for them.
    var allKeys: [Key] {
        decoder.node.isMap = true
        decoder.node.isObject = false
        return [Key(stringValue: SchemaKeys.any)].compactMap(\.self)
    }

    /// Only a type that can do without a member asks whether it is there.
    func contains(_ key: Key) -> Bool {
        decoder.node.optional.insert(key.stringValue)
        return true
    }

    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        let (schema, value) = try decoder.book.record(type)
        decoder.node.members[key.stringValue] = schema
        return (decoder.words[key.stringValue] as? Value) ?? value
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw CannotMake(type: "a nested container of \(key.stringValue)") }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw CannotMake(type: "a nested container of \(key.stringValue)")
    }

    func superDecoder() throws -> any Decoder { throw CannotMake(type: "a super decoder") }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw CannotMake(type: "a super decoder") }
}

private struct SchemaItems: UnkeyedDecodingContainer {
    let decoder: SchemaDecoder
    var codingPath: [any CodingKey] { [] }
    var count: Int? { 1 }
    var currentIndex = 0
    var isAtEnd: Bool { currentIndex > 0 }

    init(decoder: SchemaDecoder) { self.decoder = decoder }

    mutating func decodeNil() -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (schema, value) = try decoder.book.record(type)
        decoder.node.items = schema
        currentIndex += 1
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> { throw CannotMake(type: "a nested container") }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw CannotMake(type: "a nested container")
    }

    mutating func superDecoder() throws -> any Decoder { throw CannotMake(type: "a super decoder") }
}

private struct SchemaValue: SingleValueDecodingContainer {
    let decoder: SchemaDecoder
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (schema, value) = try decoder.book.record(type)
        decoder.node.single = schema
        return value
    }
}
