/// A long text in gzip, a block at a time, so that neither side holds all of it: each block is the length of its member in
/// four bytes (big-endian) and one member of gzip.
public struct GzipBlockWriter {
    /// The most bytes of text in one block.
    public static let textByteCount = 262_144

    private var pending: [UInt8] = []

    /// A text that has not begun.
    public init() {}

    /// Takes the next bytes of the text; answers the blocks that are full.
    ///
    /// - Throws: ``GzipError/outOfMemory``.
    public mutating func append(_ text: [UInt8]) throws(GzipError) -> [UInt8] {
        pending += text
        var blocks: [UInt8] = []
        var start = 0
        while pending.count - start >= Self.textByteCount {
            let end = start + Self.textByteCount
            blocks += try Self.block(Array(pending[start..<end]))
            start = end
        }
        if start > 0 { pending.removeFirst(start) }
        return blocks
    }

    /// The last block; nothing when the blocks before hold all.
    ///
    /// - Throws: ``GzipError/outOfMemory``.
    public mutating func finish() throws(GzipError) -> [UInt8] {
        defer { pending = [] }
        return pending.isEmpty ? [] : try Self.block(pending)
    }

    private static func block(_ text: [UInt8]) throws(GzipError) -> [UInt8] {
        let member = try Gzip.compress(text)
        return stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: member.count >> $0) } + member
    }
}

/// Reads what ``GzipBlockWriter`` wrote.
public struct GzipBlockReader {
    private static let headByteCount = 4
    /// More than a full block ever takes: what does not become smaller grows by a few bytes in each 16 KiB.
    private static let memberBytesMax = GzipBlockWriter.textByteCount + 4_096

    private var pending: [UInt8] = []
    private var leftBytes: Int
    private let bytesMax: Int

    /// - Parameter bytesMax: how long the whole text may be.
    public init(bytesMax: Int) {
        self.bytesMax = bytesMax
        leftBytes = bytesMax
    }

    /// Takes more bytes; answers the text of the blocks that are whole now.
    ///
    /// - Throws: ``GzipError/damaged``; ``GzipError/tooLarge(maxBytes:)`` for a text or a block that is too long.
    public mutating func take(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] {
        pending += bytes
        var text: [UInt8] = []
        var start = 0
        while pending.count - start >= Self.headByteCount {
            let count = pending[start..<start + Self.headByteCount].reduce(0) { $0 << 8 | Int($1) }
            guard count <= Self.memberBytesMax else { throw .damaged }
            let end = start + Self.headByteCount + count
            guard end <= pending.count else { break }
            let member = Array(pending[start + Self.headByteCount..<end])
            let piece = try Gzip.expand(member, maxBytes: GzipBlockWriter.textByteCount)
            guard piece.count <= leftBytes else { throw .tooLarge(maxBytes: bytesMax) }
            leftBytes -= piece.count
            text += piece
            start = end
        }
        if start > 0 { pending.removeFirst(start) }
        return text
    }

    /// Passes if nothing is left over.
    public func finish() throws(GzipError) {
        guard pending.isEmpty else { throw .damaged }
    }
}
