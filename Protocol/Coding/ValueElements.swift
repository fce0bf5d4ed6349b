/// The elements of an array, for a type that reads itself in order.
struct ValueElements: UnkeyedDecodingContainer {
    let elements: [JSONValue]
    let path: ValuePath
    private(set) var currentIndex = 0

    init(elements: [JSONValue], path: ValuePath) { (self.elements, self.path) = (elements, path) }

    var codingPath: [any CodingKey] { path.keys }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    private func current(_ type: Any.Type) throws -> ValueDecoder {
        let place = path.appending(ValueKey(currentIndex))
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                type, .init(codingPath: place.keys, debugDescription: "the array has no more elements"))
        }
        return ValueDecoder(value: elements[currentIndex], path: place)
    }

    private mutating func next<Value>(_ type: Value.Type, _ read: (ValueDecoder) throws -> Value) throws -> Value {
        let value = try read(try current(type))
        currentIndex += 1
        return value
    }

    mutating func decodeNil() throws -> Bool {
        guard try current(Any?.self).decodeNil() else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try next(type) { try $0.decode(type) } }
    mutating func decode(_ type: String.Type) throws -> String { try next(type) { try $0.decode(type) } }
    mutating func decode(_ type: Double.Type) throws -> Double { try next(type) { try $0.decode(type) } }
    mutating func decode(_ type: Float.Type) throws -> Float { try next(type) { try $0.decode(type) } }
    mutating func decode(_ type: Int.Type) throws -> Int { try next(type) { try $0.number(type) } }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try next(type) { try $0.number(type) } }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try next(type) { try $0.number(type) } }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try next(type) { try $0.number(type) } }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try next(type) { try $0.number(type) } }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try next(type) { try $0.number(type) } }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try next(type) { try $0.number(type) } }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try next(type) { try $0.number(type) } }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try next(type) { try $0.number(type) } }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try next(type) { try $0.number(type) } }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try next(type) { try ValueDecoder.decode(type, $0.value, $0.path) }
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next(KeyedDecodingContainer<Nested>.self) { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next((any UnkeyedDecodingContainer).self) { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder { try next((any Decoder).self) { $0 } }
}
