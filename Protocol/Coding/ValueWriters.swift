/// Writes the members of an object. Each goes through an encoder of its own.
struct FieldWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: ValueEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) { encoder.member(key).encodeNil() }
    func encode(_ value: Bool, forKey key: Key) { encoder.member(key).encode(value) }
    func encode(_ value: String, forKey key: Key) { encoder.member(key).encode(value) }
    func encode(_ value: Double, forKey key: Key) throws { try encoder.member(key).encode(value) }
    func encode(_ value: Float, forKey key: Key) throws { try encoder.member(key).encode(value) }
    func encode(_ value: Int, forKey key: Key) throws { try encoder.member(key).put(value) }
    func encode(_ value: Int8, forKey key: Key) throws { try encoder.member(key).put(value) }
    func encode(_ value: Int16, forKey key: Key) throws { try encoder.member(key).put(value) }
    func encode(_ value: Int32, forKey key: Key) throws { try encoder.member(key).put(value) }
    func encode(_ value: Int64, forKey key: Key) throws { try encoder.member(key).put(value) }
    func encode(_ value: UInt, forKey key: Key) throws { try encoder.member(key).put(value) }
    func encode(_ value: UInt8, forKey key: Key) throws { try encoder.member(key).put(value) }
    func encode(_ value: UInt16, forKey key: Key) throws { try encoder.member(key).put(value) }
    func encode(_ value: UInt32, forKey key: Key) throws { try encoder.member(key).put(value) }
    func encode(_ value: UInt64, forKey key: Key) throws { try encoder.member(key).put(value) }
    func encode(_ value: some Encodable, forKey key: Key) throws { try encoder.member(key).encode(value) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        encoder.member(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder.member(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder.member(ValueKey(stringValue: "super")) }
    func superEncoder(forKey key: Key) -> any Encoder { encoder.member(key) }
}

/// Writes the elements of an array.
struct ElementWriter: UnkeyedEncodingContainer {
    let encoder: ValueEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.elementCount }

    func encodeNil() { encoder.element().encodeNil() }
    func encode(_ value: Bool) { encoder.element().encode(value) }
    func encode(_ value: String) { encoder.element().encode(value) }
    func encode(_ value: Double) throws { try encoder.element().encode(value) }
    func encode(_ value: Float) throws { try encoder.element().encode(value) }
    func encode(_ value: Int) throws { try encoder.element().put(value) }
    func encode(_ value: Int8) throws { try encoder.element().put(value) }
    func encode(_ value: Int16) throws { try encoder.element().put(value) }
    func encode(_ value: Int32) throws { try encoder.element().put(value) }
    func encode(_ value: Int64) throws { try encoder.element().put(value) }
    func encode(_ value: UInt) throws { try encoder.element().put(value) }
    func encode(_ value: UInt8) throws { try encoder.element().put(value) }
    func encode(_ value: UInt16) throws { try encoder.element().put(value) }
    func encode(_ value: UInt32) throws { try encoder.element().put(value) }
    func encode(_ value: UInt64) throws { try encoder.element().put(value) }
    func encode(_ value: some Encodable) throws { try encoder.element().encode(value) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        encoder.element().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder.element().unkeyedContainer() }
    func superEncoder() -> any Encoder { encoder.element() }
}
