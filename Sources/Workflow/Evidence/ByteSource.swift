/// Bytes that can be read from any place, without holding all of them.
public protocol ByteSource: Sendable {
    var count: Int { get }
    /// The bytes from `offset` on, at most `count` of them; fewer only at the end, none past it.
    func bytes(at offset: Int, count: Int) throws -> [UInt8]
}

/// Bytes in memory.
public struct ByteArray: ByteSource {
    private let all: [UInt8]

    public init(_ bytes: [UInt8]) { all = bytes }

    public var count: Int { all.count }

    public func bytes(at offset: Int, count: Int) -> [UInt8] {
        guard offset >= 0, offset < all.count, count > 0 else { return [] }
        return Array(all[offset..<(offset + min(count, all.count - offset))])
    }
}

/// Reads a source byte by byte through a window, so that a walk over a large file asks for it in large pieces.
struct ByteWindow {
    /// How many bytes are held at once.
    static let bytesMax = 65_536

    let count: Int
    private let source: any ByteSource
    private var start = 0
    private var held: [UInt8] = []

    init(_ source: any ByteSource) {
        self.source = source
        count = source.count
    }

    /// The byte at `offset`; `nil` past the end.
    mutating func byte(at offset: Int) throws -> UInt8? {
        guard try hold(offset) else { return nil }
        return held[offset - start]
    }

    /// The big-endian number of two bytes at `offset`; `nil` past the end.
    mutating func word(at offset: Int) throws -> Int? {
        guard let high = try byte(at: offset), let low = try byte(at: offset + 1) else { return nil }
        return Int(high) << 8 | Int(low)
    }

    /// The place of the next byte that equals `wanted`, from `offset` on; `nil` where there is none.
    mutating func next(_ wanted: UInt8, from offset: Int) throws -> Int? {
        var place = offset
        while try hold(place) {
            if let index = held[(place - start)...].firstIndex(of: wanted) { return start + index }
            place = start + held.count
        }
        return nil
    }

    /// Takes in the window that begins at `offset`, unless it is held; `false` past the end.
    private mutating func hold(_ offset: Int) throws -> Bool {
        if offset >= start, offset < start + held.count { return true }
        guard offset >= 0, offset < count else { return false }
        start = offset
        held = try source.bytes(at: offset, count: Self.bytesMax)
        return !held.isEmpty
    }
}
