/// Reads a `Decodable` out of a ``JSONValue``: one reader, ours, decides what JSON is, and a message is made from what it read.
///
/// Texts of ids and rows are read by the ten thousand on weak machines, and a server's one writer reads each command: Foundation's
/// decoder reads the bytes anew into a form of its own, and was an eighth of the samples of a simulated run.
struct ValueDecoder: Decoder {
    let value: JSONValue
    let path: ValuePath

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// Makes a value of `type` from `value`.
    ///
    /// - Throws: `DecodingError`, whose path leads to the field.
    static func decode<Value: Decodable>(_ type: Value.Type, _ value: JSONValue, _ path: ValuePath) throws -> Value {
        // Arguments and rows travel as they are: what was read need not be taken apart and put together again.
        if type == JSONValue.self, let same = value as? Value { return same }
        return try Value(from: ValueDecoder(value: value, path: path))
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(ValueFields<Key>(members: try members, path: path))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = value else { throw mismatch([Any].self, "an array") }
        return ValueElements(elements: elements, path: path)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    private var members: [String: JSONValue] {
        get throws {
            guard case .object(let members) = value else { throw mismatch([String: Any].self, "an object") }
            return members
        }
    }

    func mismatch(_ type: Any.Type, _ wanted: String) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: codingPath, debugDescription: "\(wanted) was expected and \(value.nameOfKind) found")
        return value.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    /// A whole number that fits.
    func number<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
        guard case .int(let wide) = value else { throw mismatch(type, "a number") }
        guard let number = Number(exactly: wide) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath, debugDescription: "the number does not fit"))
        }
        return number
    }
}

extension ValueDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { value.isNull }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard case .bool(let bool) = value else { throw mismatch(type, "true or false") }
        return bool
    }

    func decode(_ type: String.Type) throws -> String {
        guard case .string(let text) = value else { throw mismatch(type, "a text") }
        return text
    }

    /// JSON as Tatua uses it has no fractions.
    func decode(_ type: Double.Type) throws -> Double { throw mismatch(type, "a number with a fraction") }
    func decode(_ type: Float.Type) throws -> Float { throw mismatch(type, "a number with a fraction") }
    func decode(_ type: Int.Type) throws -> Int { try number(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try number(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try number(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try number(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try number(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try number(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try number(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try number(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try number(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try number(type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Self.decode(type, value, path) }
}

extension JSONValue {
    /// What it is, for the texts of errors; none of what it holds.
    var nameOfKind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .int: "a number"
        case .string: "a text"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
