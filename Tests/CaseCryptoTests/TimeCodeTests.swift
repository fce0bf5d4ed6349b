import CaseCrypto
import Testing

struct TimeCodeTests {
    /// RFC 6238 appendix B, SHA-1: the last six of its eight digits.
    @Test(
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ] as [(Int64, String)])
    func `codes are those of RFC 6238`(seconds: Int64, expected: String) {
        let secret = Array("12345678901234567890".utf8)
        #expect(TimeCode.code(of: secret, step: TimeCode.step(atSeconds: seconds)) == expected)
    }

    /// RFC 4226 appendix D.
    @Test func `codes are those of RFC 4226`() {
        let expected = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        let secret = Array("12345678901234567890".utf8)
        #expect((0..<10).map { TimeCode.code(of: secret, step: $0) } == expected)
    }

    /// RFC 4648 §10, without the padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `base32 is that of RFC 4648`(text: String, expected: String) {
        #expect(Base32.encode(Array(text.utf8)) == expected)
    }
}
