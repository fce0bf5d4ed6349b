/// A copy of a picture that says neither where nor by what it was taken: pixels, colours and orientation stay as they
/// are, and everything else goes. It is made of pieces of the original, so that nothing is decoded.
///
/// What is kept is listed, not what is dropped: a kind of metadata that nobody here has heard of goes as well.
public struct PublicCopy: Hashable, Sendable {
    /// A part of the copy.
    enum Piece: Hashable, Sendable {
        case original(Range<Int>)
        case fresh([UInt8])
    }

    /// Why there is none.
    public enum Fault: Error, Hashable, Sendable {
        /// Of this type no copy can be made.
        case notOfThisType
        /// The file ends too early, or contradicts itself.
        case damaged
    }

    let pieces: [Piece]

    /// Finds what is to be kept of `source`.
    ///
    /// - Throws: ``Fault``, or what the source throws.
    public init(of source: some ByteSource, _ media: MediaType) throws {
        switch media {
        case .jpeg: pieces = try JPEGPieces(of: source).pieces
        case .png: pieces = try PNGPieces(of: source).pieces
        default: throw Fault.notOfThisType
        }
    }

    /// The copy.
    public func bytes(from source: some ByteSource) throws -> [UInt8] {
        var copy: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .fresh(let bytes): copy += bytes
            case .original(let range):
                let bytes = try source.bytes(at: range.lowerBound, count: range.count)
                guard bytes.count == range.count else { throw Fault.damaged }
                copy += bytes
            }
        }
        return copy
    }

    /// Whether `source` is such a copy already: making one of it changes nothing.
    public static func isOne(_ source: some ByteSource, _ media: MediaType) throws -> Bool {
        let copy: PublicCopy
        do { copy = try PublicCopy(of: source, media) } catch is Fault { return false }
        var place = 0
        for piece in copy.pieces {
            switch piece {
            case .fresh(let bytes):
                guard try source.bytes(at: place, count: bytes.count) == bytes else { return false }
                place += bytes.count
            case .original(let range):
                guard range.lowerBound == place else { return false }
                place = range.upperBound
            }
        }
        return place == source.count
    }
}
