import CaseCrypto
import Testing

struct ConstantTimeTests {
    @Test func `equal bytes are equal`() {
        #expect(equalInConstantTime([], []))
        #expect(equalInConstantTime(pattern(1000), pattern(1000)))
    }

    @Test func `a difference anywhere is a difference`() {
        for index in 0..<32 {
            #expect(!equalInConstantTime(pattern(32), pattern(32).flippingBit(at: index)))
        }
    }

    @Test func `bytes of different lengths differ`() {
        #expect(!equalInConstantTime([], [0]))
        #expect(!equalInConstantTime(pattern(32), pattern(31)))
        #expect(!equalInConstantTime(pattern(31), pattern(32)))
    }
}
