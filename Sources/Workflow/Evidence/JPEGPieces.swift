/// What a public copy keeps of a JPEG picture (ITU-T T.81): tables, frames and scans, its colour profile, and the way up.
struct JPEGPieces {
    private(set) var pieces: [PublicCopy.Piece] = []

    private enum Marker {
        static let start: UInt8 = 0xD8
        static let end: UInt8 = 0xD9
        static let scan: UInt8 = 0xDA
        static let app0: UInt8 = 0xE0
        static let app1: UInt8 = 0xE1
        static let app2: UInt8 = 0xE2
        static let app14: UInt8 = 0xEE
    }

    private var window: ByteWindow
    private let source: any ByteSource
    /// The way up, as a camera noted it; 1 is as stored.
    private var orientation: UInt16 = 1

    /// - Throws: ``PublicCopy/Fault/damaged`` for one that does not reach its end or holds no scan.
    init(of source: some ByteSource) throws {
        self.source = source
        window = ByteWindow(source)
        guard try window.word(at: 0) == 0xFFD8 else { throw PublicCopy.Fault.damaged }
        var place = 2
        var hasScan = false
        while true {
            // Any number of fill bytes may precede a marker; they are not kept.
            guard try window.byte(at: place) == 0xFF else { throw PublicCopy.Fault.damaged }
            while try window.byte(at: place + 1) == 0xFF { place += 1 }
            guard let marker = try window.byte(at: place + 1) else { throw PublicCopy.Fault.damaged }
            if marker == Marker.end {
                guard hasScan else { throw PublicCopy.Fault.damaged }
                // What follows the end is not the picture: a video, another picture, a maker's notes.
                pieces.append(.original(place..<(place + 2)))
                break
            }
            guard let length = try window.word(at: place + 2), length >= 2, place + 2 + length <= source.count else {
                throw PublicCopy.Fault.damaged
            }
            var end = place + 2 + length
            if marker == Marker.scan {
                hasScan = true
                end = try endOfScan(from: end)
            }
            try take(marker, place..<end)
            place = end
        }
        pieces.insert(.original(0..<2), at: 0)
        if orientation != 1 { pieces.insert(.fresh(Self.exif(orientation)), at: 1) }
    }

    /// Coded data run up to a marker that is not one of a restart; a stuffed zero says that a byte 0xFF is data.
    private mutating func endOfScan(from start: Int) throws -> Int {
        var place = start
        while let found = try window.next(0xFF, from: place) {
            guard let next = try window.byte(at: found + 1) else { break }
            if next == 0x00 || (0xD0...0xD7).contains(next) {
                place = found + 2
            } else if next == 0xFF {
                place = found + 1
            } else {
                return found
            }
        }
        throw PublicCopy.Fault.damaged
    }

    private mutating func take(_ marker: UInt8, _ range: Range<Int>) throws {
        switch marker {
        case Marker.app0:
            guard try begins(range, with: "JFIF\0"), range.count >= 18 else { return }
            // Without its thumbnail, which may show what the picture no longer does.
            let head = try source.bytes(at: range.lowerBound + 4, count: 12)
            pieces.append(.fresh([0xFF, Marker.app0, 0, 16] + head + [0, 0]))
        case Marker.app1: try readOrientation(range)
        case Marker.app2: if try begins(range, with: "ICC_PROFILE\0") { pieces.append(.original(range)) }
        case Marker.app14: if try begins(range, with: "Adobe") { pieces.append(.original(range)) }
        // Huffman and arithmetic tables, frames, scans, quantisation, restart intervals.
        case 0xC0...0xCF, Marker.scan, 0xDB, 0xDC, 0xDD: pieces.append(.original(range))
        // Other applications' segments, comments, and whatever else.
        default: return
        }
    }

    private func begins(_ range: Range<Int>, with words: String) throws -> Bool {
        let start = range.lowerBound + 4
        guard range.count >= 4 + words.utf8.count else { return false }
        return try source.bytes(at: start, count: words.utf8.count).elementsEqual(words.utf8)
    }

    private mutating func readOrientation(_ range: Range<Int>) throws {
        guard try begins(range, with: "Exif\0\0") else { return }
        let tiff = try source.bytes(at: range.lowerBound + 10, count: range.count - 10)
        if let found = EXIFOrientation.read(tiff), (2...8).contains(found) { orientation = found }
    }

    /// A segment with the orientation and nothing else.
    private static func exif(_ orientation: UInt16) -> [UInt8] {
        let tiff: [UInt8] =
            [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation & 0xFF), 0, 0]
            + [0, 0, 0, 0]
        let body = Array("Exif\0\0".utf8) + tiff
        return [0xFF, Marker.app1, 0, UInt8(body.count + 2)] + body
    }
}
