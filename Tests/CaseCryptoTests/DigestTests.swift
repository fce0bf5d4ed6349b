import CaseCrypto
import Testing

struct DigestTests {
    let hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

    @Test func `hexadecimal text and bytes give the same digest`() throws {
        let digest = try #require(Digest(hex: hex))
        #expect(digest.bytes == pattern(32))
        #expect(digest == Digest(bytes: pattern(32)))
        #expect(digest.hex == hex)
        #expect("\(digest)" == hex)
    }

    @Test func `upper case is read and lower case written`() {
        #expect(Digest(hex: hex.uppercased())?.hex == hex)
    }

    @Test(arguments: [0, 1, 31, 33, 64])
    func `any length but 32 bytes is no digest`(count: Int) {
        #expect(Digest(bytes: pattern(count)) == nil)
    }

    @Test(arguments: [
        "", "00", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
        String(repeating: "0", count: 66), String(repeating: "g", count: 64), "0x" + String(repeating: "0", count: 62),
        " " + String(repeating: "0", count: 63), String(repeating: "٠", count: 64), String(repeating: "é", count: 32),
    ])
    func `anything but 64 hexadecimal digits is no digest`(text: String) {
        #expect(Digest(hex: text) == nil)
    }
}
