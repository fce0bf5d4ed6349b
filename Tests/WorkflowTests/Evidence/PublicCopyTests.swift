import Testing
import Workflow

@Suite struct PublicCopyTests {
    private func copy(_ bytes: [UInt8], _ media: MediaType = .jpeg) throws -> [UInt8] {
        let source = ByteArray(bytes)
        return try PublicCopy(of: source, media).bytes(from: source)
    }

    @Test func `a public copy of a telephone's picture says neither where nor by what it was taken`() throws {
        let original = PictureSamples.jpeg()
        let stripped = try copy(original)
        #expect(original.holds("LAT -1.2864") && !stripped.holds("LAT -1.2864") && !stripped.holds("phone"))
        // The orientation stays, by itself.
        #expect(stripped.holds("Exif") && stripped.count == PictureSamples.plainJPEG.count + 36)
        #expect(try copy(PictureSamples.jpeg(exif: [])) == PictureSamples.plainJPEG)
        #expect(try copy(PictureSamples.png, .png) == PictureSamples.plainPNG)
    }

    @Test(arguments: [true, false], [UInt8(1), 3, 6, 8])
    func `the way up is kept in either byte order`(bigEndian: Bool, orientation: UInt8) throws {
        let stripped = try copy(
            PictureSamples.jpeg(exif: PictureSamples.exif(orientation: orientation, bigEndian: bigEndian)))
        let mark: [UInt8] = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
        let keeps = stripped.indices.contains { stripped[$0...].starts(with: mark) }
        #expect(keeps == (orientation != 1))
    }

    @Test func `a copy of a copy is the copy, and only a copy is one`() throws {
        for (original, media) in [(PictureSamples.jpeg(), MediaType.jpeg), (PictureSamples.png, .png)] {
            let stripped = try copy(original, media)
            #expect(try copy(stripped, media) == stripped)
            #expect(try PublicCopy.isOne(ByteArray(stripped), media))
            #expect(try !PublicCopy.isOne(ByteArray(original), media))
            // One byte behind the end may be the first of a film.
            #expect(try !PublicCopy.isOne(ByteArray(stripped + [0]), media))
        }
        #expect(throws: PublicCopy.Fault.notOfThisType) { try copy(Array("%PDF-1.7".utf8), .pdf) }
    }

    @Test func `a thumbnail inside the first segment is not kept`() throws {
        let jfif = PictureSamples.segment(
            0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 4, 1] + Array("twelve bytes".utf8))
        let original: [UInt8] =
            [0xFF, 0xD8] + jfif + PictureSamples.tables + PictureSamples.frame + PictureSamples.scans + [0xFF, 0xD9]
        let stripped = try copy(original)
        #expect(original.holds("twelve") && !stripped.holds("twelve"))
        #expect(try PublicCopy.isOne(ByteArray(stripped), .jpeg))
    }

    /// Truncation at every place, and every byte turned in several ways: each ends, with a copy without the canary or a fault.
    @Test func `hostile pictures end in a clean copy or in a fault`() throws {
        for (original, media) in [(PictureSamples.jpeg(), MediaType.jpeg), (PictureSamples.png, .png)] {
            for end in 0..<original.count {
                try check(Array(original[..<end]), media)
            }
            for place in original.indices {
                for value in [UInt8(0), 0xFF, original[place] ^ 0x80, original[place] &+ 1] {
                    var spoilt = original
                    spoilt[place] = value
                    try check(spoilt, media)
                }
            }
        }
    }

    /// What was made is a fixed point, whatever it was made of: the server's check accepts what a client makes.
    private func check(_ bytes: [UInt8], _ media: MediaType) throws {
        do {
            let stripped = try copy(bytes, media)
            #expect(try PublicCopy.isOne(ByteArray(stripped), media))
        } catch is PublicCopy.Fault {
            #expect(try !PublicCopy.isOne(ByteArray(bytes), media))
        }
    }
}
