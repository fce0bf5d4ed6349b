import CaseCrypto
import Testing

struct SigningKeyTests {
    @Test(arguments: Ed25519Vector.rfc8032)
    func `keys and signatures are those of RFC 8032`(vector: Ed25519Vector) throws {
        let key = try SigningKey(rawBytes: bytes(vector.seed))
        let signature = try key.sign(bytes(vector.message))
        #expect(key.rawBytes == bytes(vector.seed))
        #expect(key.verifyingKey.rawBytes == bytes(vector.verifyingKey))
        #expect(signature == bytes(vector.signature))
        #expect(try VerifyingKey(rawBytes: bytes(vector.verifyingKey)).isValid(signature, for: bytes(vector.message)))
    }

    @Test func `a random key signs what its other half validates`() throws {
        let key = try SigningKey.random()
        let message = pattern(100_000)
        let signature = try key.sign(message)
        #expect(signature.count == 64)
        #expect(key.verifyingKey.isValid(signature, for: message))
        #expect(try SigningKey.random().rawBytes != key.rawBytes)
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a seed of another length is refused`(count: Int) {
        #expect(throws: CryptoError.malformed("an Ed25519 seed has 32 bytes, not \(count)")) {
            try SigningKey(rawBytes: pattern(count))
        }
    }

    @Test func `a key does not print its seed`() throws {
        let key = try SigningKey(rawBytes: [UInt8](repeating: 173, count: 32))
        #expect(!"\(key) \(String(reflecting: key)) \([key])".contains("173"))
    }

    @Test func `one key serves many tasks at once`() async throws {
        let key = try SigningKey(rawBytes: pattern(32))
        let secret = try #require(SymmetricKey(bytes: pattern(32)))
        let agreed = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<64 {
                group.addTask {
                    let message = pattern(number)
                    let sealed = try AESGCM.seal(try key.sign(message), key: secret)
                    return key.verifyingKey.isValid(try AESGCM.open(sealed, key: secret), for: message)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(agreed == [Bool](repeating: true, count: 64))
    }
}
