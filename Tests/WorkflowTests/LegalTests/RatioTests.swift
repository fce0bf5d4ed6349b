import Testing
import Workflow

@Suite struct RatioTests {
    @Test(arguments: ["0", "-3", "1200.50", "0.000001", "123456789012345678901234567890.123456"])
    func `plain decimal numbers are read`(text: String) { #expect(Ratio(decimal: text) != nil) }

    @Test(arguments: [
        "", "-", ".", ".5", "5.", "1,200", "1 200", "1e5", "+3", "1.2.3", "٣", "NaN", "--1", "0x10",
        "1234567890123456789012345678901234567",
    ])
    func `nothing else is read as a number`(text: String) { #expect(Ratio(decimal: text) == nil) }

    @Test(arguments: [
        ("1.5", "1.50", true), ("0.1", "0.10000000000000000000000000000000001", false), ("-1", "1", false),
        ("0", "-0", true),
    ])
    func `equality is of exact values`(left: String, right: String, isEqual: Bool) throws {
        #expect((try decimalNumber(left) == decimalNumber(right)) == isEqual)
    }

    @Test func `a third taken three times is one`() throws {
        let third = try #require(Ratio(1).divided(by: Ratio(3)))
        #expect(third + third + third == Ratio(1))
        #expect(third * Ratio(3) == Ratio(1))
        #expect(Ratio(1) - third == third + third)
    }

    @Test func `numbers below zero are in order`() throws {
        let sorted = try ["-2", "-1.5", "0", "0.5", "2"].map { try decimalNumber($0) }
        for (low, high) in zip(sorted, sorted.dropFirst()) {
            #expect(low < high)
            #expect(!(high < low))
        }
        #expect(try decimalNumber("-2") + decimalNumber("0.5") == decimalNumber("-1.5"))
        #expect(try decimalNumber("2") - decimalNumber("3.25") == decimalNumber("-1.25"))
        #expect(try decimalNumber("-2") * decimalNumber("-1.5") == decimalNumber("3"))
    }

    @Test func `nothing is divided by zero`() { #expect(Ratio(1).divided(by: .zero) == nil) }

    // 1/3 = 0.33333…, 2/3 = 0.66666…, 1/32 = 0.03125: four decimals, half away from zero.
    @Test(arguments: [
        (1, 3, "0.3333", false), (2, 3, "0.6667", false), (1, 32, "0.0313", false), (-1, 32, "-0.0313", false),
        (1, 4, "0.25", true), (100, 1, "100", true), (-7, 2, "-3.5", true), (1, 100_000, "0", false),
        (-1, 100_000, "0", false), (99_999, 100_000, "1", false), (1, 20_000, "0.0001", false),
    ])
    func `what is shown is rounded half up to four decimals`(
        numerator: Int, denominator: Int, text: String, isExact: Bool
    ) throws {
        let shown = try #require(Ratio(numerator).divided(by: Ratio(denominator))).rounded
        #expect(shown.text == text && shown.isExact == isExact)
    }

    // Divisors of more than 64 bits: (10³⁶ − 1) ÷ 333…3 = 3; (10³⁶ − 1) ÷ (2 · 10³⁵) = 4.999…; n · 12345.6789 ÷ n.
    @Test func `what is shown is right for long divisors too`() throws {
        let nines = try decimalNumber(String(repeating: "9", count: 36))
        let threes = try decimalNumber(String(repeating: "3", count: 36))
        let three = try #require(nines.divided(by: threes)).rounded
        #expect(three.text == "3" && three.isExact)
        let five = try #require(nines.divided(by: decimalNumber("2" + String(repeating: "0", count: 35)))).rounded
        #expect(five.text == "5" && !five.isExact)
        let odd = try decimalNumber("98765432109876543210987654321098765.7")
        let back = try #require((odd * decimalNumber("12345.6789")).divided(by: odd)).rounded
        #expect(back.text == "12345.6789" && back.isExact)
    }

    // (2⁶⁴ − 1) · (2⁶⁴ + 1) + 1 = 2¹²⁸: the carry runs through every digit, and the borrow back.
    @Test func `carries and borrows run through`() throws {
        let low = try decimalNumber("18446744073709551615")
        let product = try low * decimalNumber("18446744073709551617")
        let power = product + Ratio(1)
        #expect(power.rounded.text == "340282366920938463463374607431768211456")
        #expect(power - Ratio(1) == product)
        #expect(power - product == Ratio(1))
    }

    // (10³⁶ − 1)² + 2 · (10³⁶ − 1) + 1 = 10⁷²: far beyond 128 bits.
    @Test func `large numbers do not overflow`() throws {
        let large = try decimalNumber(String(repeating: "9", count: 36))
        let square = large * large + large * Ratio(2) + Ratio(1)
        #expect(square.rounded.text == "1" + String(repeating: "0", count: 72))
        #expect(square.divided(by: large + Ratio(1)) == large + Ratio(1))
        #expect(square - square == .zero)
    }

    // Harmonic sum of the primes below 200 against the same sum taken from the other end: exact, whatever the order.
    @Test func `sums of many different denominators are exact`() throws {
        let primes = (2..<200).filter { candidate in (2..<candidate).allSatisfy { candidate % $0 != 0 } }
        let parts = try primes.map { try #require(Ratio(1).divided(by: Ratio($0))) }
        let forward = parts.reduce(Ratio.zero) { $0 + $1 }
        let backward = parts.reversed().reduce(Ratio.zero) { $0 + $1 }
        #expect(forward == backward)
        #expect(parts.reduce(forward) { $0 - $1 }.isZero)
    }
}

@Suite struct DecimalAmountTests {
    @Test(arguments: [
        ("1200.50 USD", "1200.5 USD"), ("340 t", "340 t"), ("2%", "2 %"), ("12.5 %", "12.5 %"), ("7 usd", "7 USD"),
        ("3 m3", "3 m3"), ("-4 USD", "-4 USD"), ("  5   kg ", "5 kg"), ("1 Mg", "1 Mg"),
    ])
    func `an amount is a number and a unit`(text: String, shown: String) throws {
        #expect(try decimalAmount(text).text == shown)
    }

    @Test(arguments: ["1,200 t", "1 200 t", "1e5 t", "1e5", "USD 5", "", "t", "5 t t", "1'000 t", "5 $", "²5 t"])
    func `what is no amount is refused by name`(text: String) {
        #expect(throws: LegalTestRefusal.notDecimal("amount", text)) { try decimalAmount(text) }
    }

    @Test func `a bare number has no unit`() {
        #expect(throws: LegalTestRefusal.noUnit("amount", "5")) { try decimalAmount("5") }
        #expect(throws: LegalTestRefusal.noUnit("amount", "5 " + String(repeating: "x", count: 25))) {
            try decimalAmount("5 " + String(repeating: "x", count: 25))
        }
    }

    @Test func `a unit in two places must be the same`() throws {
        #expect(try DecimalAmount("5 usd", name: "price", unit: "USD").unit == "USD")
        #expect(throws: LegalTestRefusal.mixedUnits("price", "USD", "its unit column", "KES")) {
            try DecimalAmount("5 USD", name: "price", unit: "KES")
        }
    }

    @Test func `units that differ in capitals are two units`() throws {
        #expect(try decimalAmount("1 Mg") != decimalAmount("1 mg"))
    }
}
