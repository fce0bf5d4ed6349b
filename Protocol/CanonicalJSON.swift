#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Writes and reads the canonical form: what is hashed, stored and sent is these bytes.
public enum CanonicalJSON {
    /// The canonical bytes of any wire message.
    ///
    /// - Throws: `EncodingError` when `value` cannot be written as JSON without fractions.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        try ValueEncoder.value(of: value).canonicalBytes
    }

    /// Reads a wire message.
    ///
    /// - Throws: `DecodingError`, whose path leads to the field.
    public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: some Sequence<UInt8>) throws -> Value {
        let bytes = (bytes as? [UInt8]) ?? Array(bytes)
        #if PLANTED_BUGS
            return try PlantedReading.of(bytes) { try decode(type, bytes) }
        #else
            return try decode(type, bytes)
        #endif
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
        guard let value = try? JSONValue(parsing: bytes) else {
            // Stricter than a message has to be: a member that nobody reads may hold a fraction. Foundation's decoder passes
            // over it, and says where what is read is wrong: what ours found is not lost, but found again.
            return try JSONDecoder().decode(type, from: Data(bytes))
        }
        return try ValueDecoder.decode(type, value, .root)
    }

    static func write(_ value: JSONValue, into output: inout [UInt8]) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .int(let value): output.append(contentsOf: String(value).utf8)
        case .string(let value): write(value, into: &output)
        case .array(let values):
            output.append(UInt8(ascii: "["))
            for (index, element) in values.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                write(element, into: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            for (index, member) in sorted.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                write(member.key, into: &output)
                output.append(UInt8(ascii: ":"))
                write(member.value, into: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, into output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
            case 0x0A: output.append(contentsOf: "\\n".utf8)
            case 0x0D: output.append(contentsOf: "\\r".utf8)
            case 0x09: output.append(contentsOf: "\\t".utf8)
            case 0x00..<0x20:
                output.append(contentsOf: "\\u00".utf8)
                output.append(hexDigits[Int(byte >> 4)])
                output.append(hexDigits[Int(byte & 15)])
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
