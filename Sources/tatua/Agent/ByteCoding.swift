import CaseProtocol

/// Writes the messages of the key agent: whole numbers of eight bytes, and texts and ids after their length.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ number: Int) {
        withUnsafeBytes(of: Int64(number).bigEndian) { bytes.append(contentsOf: $0) }
    }
    mutating func put(_ field: [UInt8]) {
        put(field.count)
        bytes += field
    }
    mutating func put(_ text: String) { put(Array(text.utf8)) }
    mutating func put<Kind>(_ id: TypedID<Kind>) { bytes += id.bytes }
}

/// Reads them; `nil` for whatever ends too early.
struct ByteReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func number() -> Int? {
        guard let field = take(8) else { return nil }
        return Int(exactly: field.reduce(Int64(0)) { $0 << 8 | Int64($1) })
    }
    mutating func field() -> [UInt8]? { number().flatMap { take($0) }.map { Array($0) } }
    mutating func text() -> String? { field().map { String(decoding: $0, as: UTF8.self) } }
    mutating func id<Kind>() -> TypedID<Kind>? { take(16).flatMap { TypedID(bytes: Array($0)) } }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.count - place else { return nil }
        defer { place += count }
        return bytes[place..<place + count]
    }
}
