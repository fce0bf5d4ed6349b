/// The names in a ZIP archive, as its central directory lists them; nothing is unpacked.
struct ZipListing {
    /// Of more than this many nobody needs a listing.
    static let namesMax = 10_000
    /// The largest directory that is read, in bytes.
    static let directoryBytesMax = 4_194_304

    let names: Set<String>
    /// The content of a first, unpacked entry `mimetype`, by which an OpenDocument file says what it is.
    private let declaredType: String

    /// Reads the directory; `nil` for one that is missing, too large or contradicts itself.
    init?(of source: some ByteSource) throws {
        let tailCount = min(source.count, Self.endBytes + 65_535)
        let tail = try source.bytes(at: source.count - tailCount, count: tailCount)
        guard tail.count == tailCount, tailCount >= Self.endBytes else { return nil }
        let ends = (0...(tailCount - Self.endBytes)).reversed()
        // The record says how long the comment after it is: one that merely looks like it does not reach the end.
        guard
            let end = ends.first(where: { place in
                tail[place...].starts(with: [0x50, 0x4B, 0x05, 0x06])
                    && place + Self.endBytes + Self.number(tail, place + 20, 2) == tailCount
            })
        else { return nil }
        let count = Self.number(tail, end + 10, 2)
        let size = Self.number(tail, end + 12, 4)
        let offset = Self.number(tail, end + 16, 4)
        guard count <= Self.namesMax, size <= Self.directoryBytesMax, offset + size <= source.count else { return nil }
        let directory = try source.bytes(at: offset, count: size)
        guard directory.count == size, let names = Self.names(in: directory, count: count) else { return nil }
        self.names = names
        declaredType = try Self.declaredType(source)
    }

    private static let endBytes = 22
    private static let entryBytes = 46

    private static func names(in directory: [UInt8], count: Int) -> Set<String>? {
        var names: Set<String> = []
        var place = 0
        for _ in 0..<count {
            guard place + entryBytes <= directory.count, directory[place...].starts(with: [0x50, 0x4B, 0x01, 0x02])
            else { return nil }
            let nameCount = number(directory, place + 28, 2)
            let rest = number(directory, place + 30, 2) + number(directory, place + 32, 2)
            let nameEnd = place + entryBytes + nameCount
            guard nameEnd + rest <= directory.count else { return nil }
            names.insert(String(decoding: directory[(place + entryBytes)..<nameEnd], as: UTF8.self))
            place = nameEnd + rest
        }
        return names
    }

    private static func declaredType(_ source: some ByteSource) throws -> String {
        let head = try source.bytes(at: 0, count: 256)
        guard head.count > 38, number(head, 8, 2) == 0, number(head, 26, 2) == 8,
            head[30..<38].elementsEqual("mimetype".utf8)
        else { return "" }
        let start = 38 + number(head, 28, 2)
        let size = number(head, 22, 4)
        guard size <= 128, start + size <= head.count else { return "" }
        return String(decoding: head[start..<(start + size)], as: UTF8.self)
    }

    /// A little-endian number. The caller has checked that it is there.
    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }

    var isOpenDocumentText: Bool { declaredType == MediaType.odt.rawValue }

    /// Whether a part carries code, by the names that Office and OpenDocument programs look for.
    var holdsMacros: Bool {
        names.contains { name in
            let name = name.lowercased()
            return name.hasSuffix("vbaproject.bin") || name.hasSuffix("vbadata.xml") || name.hasPrefix("basic/")
                || name.hasPrefix("scripts/") || name.contains("activex/") || name.contains("/macrosheets/")
        }
    }
}
