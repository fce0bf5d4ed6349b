/// Writes an `Encodable` as a ``JSONValue``: the canonical form has its names in order, so that they have to be known before
/// the first of them is written.
final class ValueEncoder: Encoder {
    private(set) var value: JSONValue?
    let path: ValuePath
    /// Where an object or an array that is still being written puts itself together.
    private var parts: Parts?

    enum Parts {
        case members([String: ValueEncoder])
        case elements([ValueEncoder])
    }

    init(_ path: ValuePath = .root) { self.path = path }

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// What was written; nothing at all is `nil`.
    var result: JSONValue? {
        switch parts {
        case .members(let members): .object(members.compactMapValues(\.result))
        case .elements(let elements): .array(elements.compactMap(\.result))
        case nil: value
        }
    }

    /// The value of `value`.
    ///
    /// - Throws: `EncodingError` for a number with a fraction, or beyond 64 bits with a sign.
    static func value(of value: some Encodable) throws -> JSONValue {
        if let same = value as? JSONValue { return same }
        let encoder = ValueEncoder()
        try value.encode(to: encoder)
        return encoder.result ?? .object([:])
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if parts == nil { parts = .members([:]) }
        return KeyedEncodingContainer(FieldWriter<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if parts == nil { parts = .elements([]) }
        return ElementWriter(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    /// The encoder of a member, in place of one that was written before under the same name.
    func member(_ key: any CodingKey) -> ValueEncoder {
        let encoder = ValueEncoder(path.appending(key))
        if case .members(var members) = parts {
            parts = nil
            members[key.stringValue] = encoder
            parts = .members(members)
        }
        return encoder
    }

    /// The encoder of the next element.
    func element() -> ValueEncoder {
        let encoder = ValueEncoder(path.appending(ValueKey(elementCount)))
        if case .elements(var elements) = parts {
            parts = nil
            elements.append(encoder)
            parts = .elements(elements)
        }
        return encoder
    }

    var elementCount: Int { if case .elements(let elements) = parts { elements.count } else { 0 } }

    func put(_ value: JSONValue) { self.value = value }

    func put(_ number: some BinaryInteger) throws {
        guard let wide = Int64(exactly: number) else { throw refusal(number, "the number is beyond 64 bits") }
        value = .int(wide)
    }

    func refusal(_ value: Any, _ reason: String) -> EncodingError {
        .invalidValue(value, .init(codingPath: codingPath, debugDescription: reason))
    }
}

extension ValueEncoder: SingleValueEncodingContainer {
    func encodeNil() { put(.null) }
    func encode(_ value: Bool) { put(.bool(value)) }
    func encode(_ value: String) { put(.string(value)) }
    func encode(_ value: Double) throws { throw refusal(value, "JSON here has no fractions") }
    func encode(_ value: Float) throws { throw refusal(value, "JSON here has no fractions") }
    func encode(_ value: Int) throws { try put(value) }
    func encode(_ value: Int8) throws { try put(value) }
    func encode(_ value: Int16) throws { try put(value) }
    func encode(_ value: Int32) throws { try put(value) }
    func encode(_ value: Int64) throws { try put(value) }
    func encode(_ value: UInt) throws { try put(value) }
    func encode(_ value: UInt8) throws { try put(value) }
    func encode(_ value: UInt16) throws { try put(value) }
    func encode(_ value: UInt32) throws { try put(value) }
    func encode(_ value: UInt64) throws { try put(value) }

    func encode(_ value: some Encodable) throws {
        if let same = value as? JSONValue { put(same) } else { try value.encode(to: self) }
    }
}
