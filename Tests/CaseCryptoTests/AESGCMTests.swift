import CaseCrypto
import Testing

struct AESGCMTests {
    let key: SymmetricKey
    let sealed: [UInt8]

    init() throws {
        key = try #require(SymmetricKey(bytes: pattern(32)))
        sealed = try AESGCM.seal(pattern(40), key: key, binding: [1, 2, 3])
    }

    @Test(arguments: AESGCMVector.nist)
    func `sealing and opening agree with NIST`(vector: AESGCMVector) throws {
        let key = try #require(SymmetricKey(bytes: bytes(vector.key)))
        let expected = bytes(vector.nonce + vector.ciphertext + vector.tag)
        let sealed = try AESGCM.seal(
            bytes(vector.plaintext), key: key, binding: bytes(vector.aad), nonce: bytes(vector.nonce))
        #expect(sealed == expected)
        #expect(try AESGCM.open(expected, key: key, binding: bytes(vector.aad)) == bytes(vector.plaintext))
    }

    /// Expected value from Python's `cryptography`.
    @Test func `a message of a mebibyte is sealed right`() throws {
        let sealed = try AESGCM.seal(pattern(1 << 20), key: key, binding: Array("row 7".utf8), nonce: pattern(12))
        #expect(SHA256.hash(sealed).hex == "6344fcca1f48b22d0b1d9b8de3469b02abeea8984067df20d195cc475d3d2ad9")
        #expect(try AESGCM.open(sealed, key: key, binding: Array("row 7".utf8)) == pattern(1 << 20))
    }

    @Test(arguments: [0, 1, 15, 16, 17, 1000])
    func `what was sealed opens again`(count: Int) throws {
        for aad in [[], pattern(5)] {
            let sealed = try AESGCM.seal(pattern(count), key: key, binding: aad)
            #expect(sealed.count == count + 28)
            #expect(try AESGCM.open(sealed, key: key, binding: aad) == pattern(count))
        }
    }

    @Test func `the same message is never sealed twice alike`() throws {
        let seals = try (0..<100).map { _ in try AESGCM.seal(pattern(8), key: key) }
        #expect(Set(seals.map { Array($0.prefix(12)) }).count == seals.count)
    }

    @Test(arguments: [0, 1, 40])
    func `a change to any byte of nonce, ciphertext or tag is noticed`(count: Int) throws {
        let sealed = try AESGCM.seal(pattern(count), key: key, binding: [1, 2, 3])
        for index in sealed.indices {
            #expect(throws: CryptoError.authentication) {
                try AESGCM.open(sealed.flippingBit(at: index), key: key, binding: [1, 2, 3])
            }
        }
    }

    @Test(arguments: [[], [1, 2], [1, 2, 3, 0], [1, 2, 4]] as [[UInt8]])
    func `bytes bound to one thing do not open as another`(aad: [UInt8]) {
        #expect(throws: CryptoError.authentication) { try AESGCM.open(sealed, key: key, binding: aad) }
    }

    @Test func `another key does not open`() throws {
        let other = try #require(SymmetricKey(bytes: pattern(32).flippingBit(at: 31)))
        #expect(throws: CryptoError.authentication) { try AESGCM.open(sealed, key: other, binding: [1, 2, 3]) }
    }

    @Test func `bytes cut short or drawn out do not open`() {
        for count in 28..<sealed.count {
            #expect(throws: CryptoError.authentication) {
                try AESGCM.open(Array(sealed.prefix(count)), key: key, binding: [1, 2, 3])
            }
        }
        #expect(throws: CryptoError.authentication) { try AESGCM.open(sealed + [0], key: key, binding: [1, 2, 3]) }
    }

    @Test(arguments: [0, 1, 12, 16, 27])
    func `bytes too few for nonce and tag are malformed`(count: Int) {
        #expect {
            try AESGCM.open(Array(sealed.prefix(count)), key: key, binding: [1, 2, 3])
        } throws: { error in
            if case CryptoError.malformed = error { true } else { false }
        }
    }

    @Test(arguments: [0, 11, 13, 16])
    func `a nonce of another length is refused`(count: Int) {
        #expect(throws: CryptoError.malformed("a nonce has 12 bytes, not \(count)")) {
            try AESGCM.seal(pattern(4), key: key, nonce: pattern(count))
        }
    }
}
