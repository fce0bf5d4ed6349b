import CaseCrypto
import Testing

struct ScryptTests {
    /// RFC 7914 §12, but for the last, which takes a gibibyte.
    @Test(arguments: [
        (
            "", "", UInt64(16), UInt32(1), UInt32(1),
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        ),
        (
            "password", "NaCl", 1024, 8, 16,
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
        (
            "pleaseletmein", "SodiumChloride", 16384, 8, 1,
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        ),
    ])
    func `derived keys are those of RFC 7914`(
        password: String, salt: String, n: UInt64, r: UInt32, p: UInt32, expected: String
    ) throws {
        let cost = try #require(ScryptCost(n: n, r: r, p: p))
        let key = try Scrypt.derive(Array(password.utf8), salt: Array(salt.utf8), cost: cost, byteCount: 64)
        #expect(key == bytes(expected))
    }

    @Test func `a shorter key is the beginning of a longer one`() throws {
        let long = try Scrypt.derive([1], salt: [2], cost: .fastForTests, byteCount: 64)
        #expect(try Scrypt.derive([1], salt: [2], cost: .fastForTests, byteCount: 1) == [long[0]])
        #expect(try Scrypt.derive([1], salt: [2], cost: .fastForTests, byteCount: 33) == Array(long.prefix(33)))
    }

    @Test(arguments: [Int.min, -1, 0, 1025, Int.max])
    func `a length that no key has is refused`(count: Int) {
        #expect(throws: CryptoError.malformed("scrypt derives from 1 to 1024 bytes here, not \(count)")) {
            try Scrypt.derive([1], salt: [2], cost: .fastForTests, byteCount: count)
        }
    }
}
