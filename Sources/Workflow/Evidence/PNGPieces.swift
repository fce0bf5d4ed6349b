/// What a public copy keeps of a PNG picture (ISO/IEC 15948): the chunks by which it is drawn.
struct PNGPieces {
    private(set) var pieces: [PublicCopy.Piece] = []

    /// Chunks of pixels, colours, size and animation. Texts, times, EXIF and private chunks are not among them.
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "hIST", "pHYs",
        "acTL", "fcTL", "fdAT",
    ]
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// - Throws: ``PublicCopy/Fault/damaged`` without its first or last chunk.
    init(of source: some ByteSource) throws {
        guard try source.bytes(at: 0, count: 8) == Self.signature else { throw PublicCopy.Fault.damaged }
        pieces.append(.original(0..<8))
        var window = ByteWindow(source)
        var place = 8
        var isFirst = true
        while true {
            guard let high = try window.word(at: place), let low = try window.word(at: place + 2) else {
                throw PublicCopy.Fault.damaged
            }
            let type = String(decoding: try (4..<8).compactMap { try window.byte(at: place + $0) }, as: UTF8.self)
            // Length, type and checksum are twelve bytes more; a chunk has at most 2³¹ - 1 bytes.
            let end = place + 12 + (high << 16 | low)
            guard high < 0x8000, end <= source.count, isFirst == (type == "IHDR") else {
                throw PublicCopy.Fault.damaged
            }
            if Self.kept.contains(type) { pieces.append(.original(place..<end)) }
            if type == "IEND" { return }
            place = end
            isFirst = false
        }
    }
}
