/// Reads JSON text into ``JSONValue``: strictly RFC 8259, and stricter where Tatua is: whole numbers of 64 bits only, no
/// name twice in an object, no nesting beyond ``JSONValue/depthMax``.
///
/// Rows are read by the ten thousand on weak machines; Foundation's decoder takes ten times as long for a value whose type is not
/// known beforehand, and keeps neither doubled names nor fractions apart.
struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Reads one value and nothing after it.
    ///
    /// - Throws: ``JSONProblem``.
    static func read(_ input: some Sequence<UInt8>) throws(JSONProblem) -> JSONValue {
        let array = (input as? [UInt8]) ?? Array(input)
        #if PLANTED_BUGS
            return try PlantedReading.of(array) { () throws(JSONProblem) in try read(array) }
        #else
            return try read(array)
        #endif
    }

    private static func read(_ array: [UInt8]) throws(JSONProblem) -> JSONValue {
        let result: Result<JSONValue, JSONProblem> = array.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(buffer)
            do throws(JSONProblem) {
                let value = try reader.value(depth: 0)
                reader.skipSpace()
                guard reader.position == buffer.count else { throw reader.problem("something follows the value") }
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func problem(_ reason: String) -> JSONProblem { JSONProblem(offset: position, reason: reason) }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
        guard depth <= JSONValue.depthMax else { throw problem("nested more than \(JSONValue.depthMax) deep") }
        skipSpace()
        guard let current else { throw problem("it ends too early") }
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .int(try integer())
        default: throw problem("a value was expected")
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
        for offset in 0..<text.utf8CodeUnitCount where !take(text.utf8Start[offset]) {
            throw problem("a value was expected")
        }
        return value
    }

    private mutating func integer() throws(JSONProblem) -> Int64 {
        let isNegative = take(UInt8(ascii: "-"))
        let start = position
        var magnitude: UInt64 = 0
        while let byte = current, (0x30...0x39).contains(byte) {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(byte - 0x30))
            guard !overflow, !carry else { throw problem(Self.wholeNumbers) }
            magnitude = sum
            position += 1
        }
        guard position > start, bytes[start] != 0x30 || position == start + 1 else {
            throw problem("a number has no leading zero")
        }
        if let byte = current, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            throw problem(Self.wholeNumbers)
        }
        if isNegative {
            guard magnitude <= UInt64(Int64.max) + 1 else { throw problem(Self.wholeNumbers) }
            return Int64(bitPattern: ~magnitude &+ 1)
        }
        guard let value = Int64(exactly: magnitude) else { throw problem(Self.wholeNumbers) }
        return value
    }

    private static let wholeNumbers = "a number must be a whole number of at most 64 bits"

    private mutating func array(depth: Int) throws(JSONProblem) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw problem("a comma or “]” was expected") }
        }
    }

    private mutating func object(depth: Int) throws(JSONProblem) -> JSONValue {
        position += 1
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw problem("a name was expected") }
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw problem("a colon was expected") }
            guard members.updateValue(try value(depth: depth + 1), forKey: name) == nil else {
                throw problem("a name stands twice")
            }
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw problem("a comma or “}” was expected") }
        }
    }

    private mutating func string() throws(JSONProblem) -> String {
        position += 1
        let start = position
        var seen: UInt8 = 0
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
            seen |= byte
            position += 1
        }
        if current == UInt8(ascii: "\"") {
            defer { position += 1 }
            let plain = UnsafeBufferPointer(rebasing: bytes[start..<position])
            // Seven-bit text needs no check of its encoding.
            return seen < 0x80 ? String(decoding: plain, as: UTF8.self) : try text(plain)
        }
        var unescaped = Array(bytes[start..<position])
        while true {
            guard let byte = current else { throw problem("it ends too early") }
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                let result: Result<String, JSONProblem> = unescaped.withUnsafeBufferPointer { buffer in
                    do throws(JSONProblem) { return .success(try text(buffer)) } catch { return .failure(error) }
                }
                return try result.get()
            case UInt8(ascii: "\\"): unescaped.append(contentsOf: try escape())
            case 0..<0x20: throw problem("a control character in a text must be escaped")
            default: unescaped.append(byte)
            }
        }
    }

    private func text(_ buffer: UnsafeBufferPointer<UInt8>) throws(JSONProblem) -> String {
        guard let text = String(validating: buffer, as: UTF8.self) else { throw problem("a text is not UTF-8") }
        return text
    }

    /// The bytes that an escape stands for; the backslash is taken already.
    private mutating func escape() throws(JSONProblem) -> [UInt8] {
        guard let byte = current else { throw problem("it ends too early") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            var units = [try hexUnit()]
            if UTF16.isLeadSurrogate(units[0]) {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw problem("half a surrogate pair") }
                units.append(try hexUnit())
            }
            guard let text = String(validating: units, as: UTF16.self) else { throw problem("half a surrogate pair") }
            return Array(text.utf8)
        default: throw problem("there is no such escape")
        }
    }

    private mutating func hexUnit() throws(JSONProblem) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
                throw problem("four hexadecimal digits were expected")
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}

/// Why a text is not JSON as Tatua uses it. Holds no part of the text.
public struct JSONProblem: Error, Hashable, Sendable {
    /// Bytes from the start.
    public let offset: Int
    public let reason: String
}
