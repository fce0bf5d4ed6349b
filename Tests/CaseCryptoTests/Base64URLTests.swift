import CaseCrypto
import Testing

struct Base64URLTests {
    /// RFC 4648 §10 without its padding, then bytes that use the two characters of §5.
    @Test(arguments: [
        ("", ""), ("66", "Zg"), ("666f", "Zm8"), ("666f6f", "Zm9v"), ("666f6f62", "Zm9vYg"), ("666f6f6261", "Zm9vYmE"),
        ("666f6f626172", "Zm9vYmFy"), ("fbefbe", "----"), ("ffffff", "____"), ("fbff", "-_8"), ("00", "AA"),
    ])
    func `text and bytes are those of RFC 4648`(hex: String, text: String) {
        #expect(Base64URL.encode(bytes(hex)) == text)
        #expect(Base64URL.decode(text) == bytes(hex))
    }

    @Test func `every length and every byte survive`() {
        for count in 0...300 {
            let original = (0..<count).map { UInt8(truncatingIfNeeded: 255 - $0) }
            #expect(Base64URL.decode(Base64URL.encode(original)) == original)
        }
    }

    @Test(arguments: [
        "Z", "Zm9vY", "Zg==", "Zg=", "=", "Zm9v=", "Zm+v", "Zm/v", " Zg", "Zg ", "Z g", "Zg\n", "Zg\0", "Zé", "Ｚｇ",
        "Z.g",
    ])
    func `text that no bytes encode to is refused`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(arguments: ["Zh", "Zv", "Z_", "Zm9", "Zm-", "AB"])
    func `unused bits that are set are refused`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
