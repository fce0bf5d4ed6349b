import CaseCrypto
import Testing

struct SymmetricKeyTests {
    @Test(arguments: [0, 16, 31, 33])
    func `any length but 32 bytes is no key`(count: Int) {
        #expect(SymmetricKey(bytes: pattern(count)) == nil)
    }

    @Test func `a key keeps the bytes it was made from`() {
        #expect(SymmetricKey(bytes: pattern(32))?.bytes == pattern(32))
    }

    @Test func `random keys are whole and differ`() throws {
        let keys = try (0..<100).map { _ in try SymmetricKey.random().bytes }
        #expect(Set(keys).count == keys.count)
        #expect(keys.allSatisfy { $0.count == SymmetricKey.byteCount })
    }

    @Test func `a key does not print itself`() throws {
        let key = try #require(SymmetricKey(bytes: [UInt8](repeating: 173, count: 32)))
        #expect(!"\(key) \(String(reflecting: key)) \([key]) \((key, 1))".contains("173"))
    }
}
