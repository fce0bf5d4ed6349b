import Gzip
import Testing

@Suite struct GzipTests {
    private static let text = Array(String(repeating: "Trucks wait at Malaba. ", count: 200).utf8)

    @Test(arguments: [0, 1, 200, 16_384, 100_000])
    func `what was packed is unpacked as it was`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 7)) }
        #expect(try Gzip.expand(try Gzip.compress(bytes), maxBytes: count) == bytes)
    }

    @Test func `text becomes smaller, and the same text always becomes the same bytes`() throws {
        let packed = try Gzip.compress(Self.text)
        #expect(packed.count < Self.text.count / 20)
        #expect(try Gzip.compress(Self.text) == packed)
    }

    @Test func `gzip's own example is understood`() throws {
        // printf hi | gzip -n
        let packed: [UInt8] = [
            0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xCB, 0xC8, 0x04, 0, 0xAC, 0x2A, 0x93, 0xD8, 2, 0, 0, 0,
        ]
        #expect(try Gzip.expand(packed, maxBytes: 10) == Array("hi".utf8))
    }

    @Test func `a body that was cut anywhere is damaged`() throws {
        let packed = try Gzip.compress(Self.text)
        for count in 0..<packed.count {
            #expect(throws: GzipError.damaged) { try Gzip.expand(Array(packed.prefix(count)), maxBytes: 10_000) }
        }
    }

    @Test func `a changed byte of what was packed never gives another text`() throws {
        let packed = try Gzip.compress(Self.text)
        for index in packed.indices.dropFirst(10) {
            var changed = packed
            changed[index] ^= 0x10
            do {
                // Bits that fill up the last byte mean nothing.
                #expect(try Gzip.expand(changed, maxBytes: 10_000) == Self.text)
            } catch {
                #expect(error == .damaged || error == .tooLarge(maxBytes: 10_000))
            }
        }
    }

    @Test func `what follows the end is not overlooked`() throws {
        let packed = try Gzip.compress(Self.text)
        #expect(throws: GzipError.damaged) { try Gzip.expand(packed + [0], maxBytes: 10_000) }
        #expect(throws: GzipError.damaged) { try Gzip.expand(packed + packed, maxBytes: 10_000) }
    }

    @Test func `a bomb goes off within its limit`() throws {
        let bomb = try Gzip.compress([UInt8](repeating: 0, count: 5_000_000), level: 9)
        #expect(bomb.count < 6_000)
        #expect(throws: GzipError.tooLarge(maxBytes: 100_000)) { try Gzip.expand(bomb, maxBytes: 100_000) }
        #expect(try Gzip.expand(bomb, maxBytes: 5_000_000).count == 5_000_000)
    }

    @Test(arguments: [0, 4_599])
    func `the limit is exact`(maxBytes: Int) throws {
        let packed = try Gzip.compress(Self.text)
        #expect(throws: GzipError.tooLarge(maxBytes: maxBytes)) { try Gzip.expand(packed, maxBytes: maxBytes) }
        #expect(try Gzip.expand(packed, maxBytes: 4_600).count == 4_600)
    }
}
