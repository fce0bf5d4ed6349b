import CaseCrypto
import Testing

struct SecureRandomTests {
    @Test(arguments: [0, 1, 12, 4096])
    func `as many bytes come as were asked for`(count: Int) throws {
        #expect(try SecureRandom.bytes(count).count == count)
    }

    @Test func `bytes do not repeat`() throws {
        let draws = try (0..<1000).map { _ in try SecureRandom.bytes(16) }
        #expect(Set(draws).count == draws.count)
    }

    @Test(arguments: [-1, Int.min, Int(Int32.max) + 1, Int.max])
    func `a count out of range is refused`(count: Int) {
        #expect(throws: CryptoError.malformed("a count of random bytes is from 0 to 2147483647, not \(count)")) {
            try SecureRandom.bytes(count)
        }
    }

    @Test func `a token is 16 random bytes in base64url`() throws {
        let tokens = try (0..<100).map { _ in try SecureRandom.token() }
        #expect(tokens.allSatisfy { $0.utf8.count == 22 && Base64URL.decode($0)?.count == 16 })
        #expect(Set(tokens).count == tokens.count)
    }
}
