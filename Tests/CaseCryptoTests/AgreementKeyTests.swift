import CaseCrypto
import Testing

struct AgreementKeyTests {
    @Test func `the agreement of RFC 7748 section 6-1 is reproduced`() throws {
        let bob = try AgreementKey(rawBytes: bytes("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"))
        let alice = try PublicAgreementKey(
            rawBytes: bytes("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"))
        #expect(bob.publicKey.rawBytes == bytes("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"))
        #expect(
            try bob.sharedSecret(with: alice)
                == bytes("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"))
    }

    /// Scalar, coordinate, result.
    @Test(arguments: [
        (
            "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
            "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
            "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
        ),
        (
            "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
            "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
            "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"
        ),
    ])
    func `the multiplications of RFC 7748 section 5-2 are reproduced`(
        scalar: String, coordinate: String, result: String
    ) throws {
        let key = try AgreementKey(rawBytes: bytes(scalar))
        let other = try PublicAgreementKey(rawBytes: bytes(coordinate))
        #expect(try key.sharedSecret(with: other) == bytes(result))
    }

    @Test func `two random keys agree, and no third one does`() throws {
        let (one, other, third) = (try AgreementKey.random(), try AgreementKey.random(), try AgreementKey.random())
        let secret = try one.sharedSecret(with: other.publicKey)
        #expect(try other.sharedSecret(with: one.publicKey) == secret)
        #expect(try third.sharedSecret(with: one.publicKey) != secret)
    }

    /// 0, 1 and a point of order 8.
    @Test(arguments: [
        String(repeating: "0", count: 64), "01" + String(repeating: "0", count: 62),
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    ])
    func `a public half of small order agrees on nothing`(text: String) throws {
        let key = try AgreementKey(rawBytes: pattern(32))
        let other = try PublicAgreementKey(rawBytes: bytes(text))
        #expect(throws: CryptoError.malformed("a public half of small order agrees on nothing")) {
            try key.sharedSecret(with: other)
        }
    }

    @Test(arguments: [0, 31, 33])
    func `a key of another length is refused`(count: Int) {
        #expect(throws: CryptoError.malformed("an X25519 secret has 32 bytes, not \(count)")) {
            try AgreementKey(rawBytes: pattern(count))
        }
        #expect(throws: CryptoError.malformed("an X25519 key has 32 bytes, not \(count)")) {
            try PublicAgreementKey(rawBytes: pattern(count))
        }
    }

    @Test func `a key does not print its secret`() throws {
        let key = try AgreementKey(rawBytes: [UInt8](repeating: 173, count: 32))
        #expect(!"\(key) \(String(reflecting: key)) \([key])".contains("173"))
    }
}
