import CaseCrypto
import Testing

struct ScryptCostTests {
    @Test func `the named costs are what they say`() {
        #expect(ScryptCost.password == ScryptCost(n: 1 << 16, r: 8, p: 1))
        #expect(ScryptCost.fastForTests == ScryptCost(n: 1 << 10, r: 8, p: 1))
    }

    @Test(arguments: [0, 1, 3, 1000, 65535, UInt64.max])
    func `rounds that are no power of two from 2 up are refused`(n: UInt64) {
        #expect(ScryptCost(n: n, r: 8, p: 1) == nil)
    }

    @Test func `a cost without blocks or lanes is refused`() {
        #expect(ScryptCost(n: 1024, r: 0, p: 1) == nil)
        #expect(ScryptCost(n: 1024, r: 8, p: 0) == nil)
    }

    @Test func `rounds are fewer than a narrow block can tell apart`() {
        #expect(ScryptCost(n: 1 << 15, r: 1, p: 1) != nil)
        #expect(ScryptCost(n: 1 << 16, r: 1, p: 1) == nil)
    }

    @Test func `a gibibyte of work is allowed and no more`() {
        #expect(ScryptCost(n: 1 << 20, r: 8, p: 1) != nil)
        #expect(ScryptCost(n: 1 << 21, r: 8, p: 1) == nil)
        #expect(ScryptCost(n: 1 << 20, r: 8, p: 2) == nil)
        #expect(ScryptCost(n: 1 << 20, r: 9, p: 1) == nil)
        #expect(ScryptCost(n: 1 << 63, r: .max, p: .max) == nil)
        #expect(ScryptCost(n: 2, r: 1, p: 1 << 22) != nil)
    }

    @Test func `libcrypto accepts the flattest cost allowed`() throws {
        let cost = try #require(ScryptCost(n: 2, r: 1, p: 1 << 12))
        #expect(try Scrypt.derive([], salt: [], cost: cost, byteCount: 32).count == 32)
    }
}
