import Gzip
import Testing

@Suite struct GzipBlocksTests {
    private static func text(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) } }

    private static func noise(_ count: Int) -> [UInt8] {
        var state: UInt64 = 7
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }

    private static func packed(_ text: [UInt8], piece: Int) throws -> [UInt8] {
        var writer = GzipBlockWriter()
        var packed: [UInt8] = []
        var start = 0
        while start < text.count {
            packed += try writer.append(Array(text[start..<min(start + piece, text.count)]))
            start += piece
        }
        return packed + (try writer.finish())
    }

    private static func unpacked(_ bytes: [UInt8], piece: Int, bytesMax: Int) throws -> [UInt8] {
        var reader = GzipBlockReader(bytesMax: bytesMax)
        var text: [UInt8] = []
        var start = 0
        while start < bytes.count {
            text += try reader.take(Array(bytes[start..<min(start + piece, bytes.count)]))
            start += piece
        }
        try reader.finish()
        return text
    }

    @Test(arguments: [0, 1, 262_143, 262_144, 262_145, 700_000], [1_000, 65_536, 1_000_000])
    func `a text comes out as it went in, however it is cut`(count: Int, piece: Int) throws {
        for text in [Self.text(count), Self.noise(count)] {
            let packed = try Self.packed(text, piece: piece)
            #expect(try Self.unpacked(packed, piece: piece, bytesMax: count) == text)
        }
        #expect(try Self.packed(Self.text(700_000), piece: 1_000).count < 20_000)
    }

    @Test func `its length is limited to the byte`() throws {
        let packed = try Self.packed(Self.text(300_000), piece: 65_536)
        #expect(throws: GzipError.tooLarge(maxBytes: 299_999)) {
            try Self.unpacked(packed, piece: 100, bytesMax: 299_999)
        }
    }

    @Test func `a block that unpacks to more than one holds is a bomb`() throws {
        let member = try Gzip.compress([UInt8](repeating: 0, count: 262_145))
        let head = [UInt8(0), 0, UInt8(member.count >> 8), UInt8(member.count & 255)]
        #expect(throws: GzipError.tooLarge(maxBytes: 262_144)) {
            try Self.unpacked(head + member, piece: 10_000, bytesMax: .max)
        }
    }

    @Test func `what is cut short, lengthened or announced too long is damaged`() throws {
        let packed = try Self.packed(Self.text(1_000), piece: 1_000)
        for count in 1..<packed.count {
            #expect(throws: GzipError.damaged) {
                try Self.unpacked(Array(packed.prefix(count)), piece: 7, bytesMax: 1_000)
            }
        }
        #expect(throws: GzipError.damaged) { try Self.unpacked(packed + [0], piece: 7, bytesMax: 1_000) }
        #expect(throws: GzipError.damaged) { try Self.unpacked([0xFF, 0, 0, 0], piece: 7, bytesMax: 1_000) }
    }
}
