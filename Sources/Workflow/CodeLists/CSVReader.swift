/// Splits the bytes of comma-separated text; see ``CSVText``.
struct CSVReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    /// The line that ``position`` is on, from 1, and where it begins.
    private var line = 1
    private var lineStart = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    static func read(_ input: some Sequence<UInt8>) throws(CSVFault) -> [CSVText.Record] {
        let array = (input as? [UInt8]) ?? Array(input)
        guard array.count <= CSVText.bytesMax else { throw CSVFault(line: 1, .tooManyBytes(max: CSVText.bytesMax)) }
        let result: Result<[CSVText.Record], CSVFault> = array.withUnsafeBufferPointer { buffer in
            var reader = CSVReader(buffer)
            do throws(CSVFault) { return .success(try reader.records()) } catch { return .failure(error) }
        }
        return try result.get()
    }

    private mutating func records() throws(CSVFault) -> [CSVText.Record] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            position = 3
            lineStart = 3
        }
        var records: [CSVText.Record] = []
        while position < bytes.count { records.append(try record()) }
        return records
    }

    private mutating func record() throws(CSVFault) -> CSVText.Record {
        let first = line
        var fields: [String] = []
        while true {
            guard fields.count < CSVText.fieldsMax else { throw fault(.tooManyFields(max: CSVText.fieldsMax)) }
            fields.append(byte(at: position) == Self.quote ? try quoted() : try plain())
            guard byte(at: position) == Self.comma else { break }
            position += 1
        }
        takeLineEnd()
        return CSVText.Record(line: first, fields: fields)
    }

    /// A field without quotes; stops at the comma or line end after it.
    private mutating func plain() throws(CSVFault) -> String {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == Self.comma || byte == Self.lineFeed || isCRLF(at: position) { break }
            guard byte != Self.quote else { throw fault(.quoteInField) }
            guard byte >= 0x20 && byte != 0x7F || byte == Self.tab else { throw fault(.controlCharacter) }
            position += 1
        }
        return try text(start..<position)
    }

    /// A field between quotes; stops after the closing one.
    private mutating func quoted() throws(CSVFault) -> String {
        let opening = fault(.unclosedQuote)
        position += 1
        var text = ""
        var start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == Self.quote {
                text += try self.text(start..<position)
                position += 1
                guard self.byte(at: position) == Self.quote else {
                    guard isEndOfField else { throw fault(.textAfterQuote) }
                    return text
                }
                // The second of two quotes begins the next piece, and is the one quote that the two stand for.
                start = position
            } else if byte == Self.lineFeed || isCRLF(at: position) {
                takeLineEnd()
                continue
            } else if byte < 0x20 && byte != Self.tab || byte == 0x7F {
                throw fault(.controlCharacter)
            }
            position += 1
        }
        throw opening
    }

    private func text(_ range: Range<Int>) throws(CSVFault) -> String {
        guard let text = String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) else {
            throw fault(.notUTF8)
        }
        return text
    }

    private mutating func takeLineEnd() {
        guard position < bytes.count else { return }
        position += isCRLF(at: position) ? 2 : 1
        line += 1
        lineStart = position
    }

    private func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private func isCRLF(at index: Int) -> Bool {
        bytes[index] == Self.carriageReturn && byte(at: index + 1) == Self.lineFeed
    }

    private var isEndOfField: Bool {
        guard let byte = byte(at: position) else { return true }
        return byte == Self.comma || byte == Self.lineFeed || isCRLF(at: position)
    }

    /// A fault at ``position``. Bytes that go on a character do not count as columns.
    private func fault(_ reason: CSVFault.Reason) -> CSVFault {
        let before = bytes[min(lineStart, position)..<position].count { $0 & 0xC0 != 0x80 }
        return CSVFault(line: line, column: before + 1, reason)
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D
    private static let tab: UInt8 = 0x09
}
