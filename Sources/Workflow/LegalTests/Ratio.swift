/// An exact number: one whole number over another. Legal thresholds are compared on it by cross-multiplication, so that
/// exactly 2 % is exactly 2 %.
///
/// It is not kept in lowest terms; equality and order are of the values.
public struct Ratio: Sendable {
    private let isNegative: Bool
    private let numerator: Natural
    /// Never 0.
    private let denominator: Natural

    public static let zero = Ratio(0)

    /// Makes a whole number.
    public init(_ value: Int) {
        self.init(isNegative: value < 0, Natural(UInt64(value.magnitude)), .one)
    }

    /// Makes `percent` hundredths, such as a threshold of the law.
    public init(percent: Int) {
        self.init(isNegative: percent < 0, Natural(UInt64(percent.magnitude)), Natural(100))
    }

    private init(isNegative: Bool, _ numerator: Natural, _ denominator: Natural) {
        self.isNegative = isNegative && !numerator.isZero
        self.numerator = numerator
        self.denominator = denominator
    }

    public var isBelowZero: Bool { isNegative }
    public var isZero: Bool { numerator.isZero }

    public static func + (left: Ratio, right: Ratio) -> Ratio {
        let (first, second, denominator) = common(left, right)
        if left.isNegative == right.isNegative {
            return Ratio(isNegative: left.isNegative, first + second, denominator)
        }
        return Ratio(
            isNegative: first < second ? right.isNegative : left.isNegative, Natural.distance(first, second),
            denominator)
    }

    public static prefix func - (value: Ratio) -> Ratio {
        Ratio(isNegative: !value.isNegative, value.numerator, value.denominator)
    }

    public static func - (left: Ratio, right: Ratio) -> Ratio { left + -right }

    public static func * (left: Ratio, right: Ratio) -> Ratio {
        Ratio(
            isNegative: left.isNegative != right.isNegative, left.numerator * right.numerator,
            left.denominator * right.denominator)
    }

    /// This number divided by `other`; `nil` when that is 0.
    public func divided(by other: Ratio) -> Ratio? {
        guard !other.isZero else { return nil }
        return Ratio(
            isNegative: isNegative != other.isNegative, numerator * other.denominator, denominator * other.numerator)
    }

    /// Both numerators over one denominator: the larger one where it is a multiple of the other, as powers of ten are.
    private static func common(_ left: Ratio, _ right: Ratio) -> (Natural, Natural, Natural) {
        if left.denominator == right.denominator { return (left.numerator, right.numerator, left.denominator) }
        if left.denominator.limbCount <= 4, right.denominator.limbCount <= 4 {
            if let factor = multiple(left.denominator, of: right.denominator) {
                return (left.numerator, right.numerator * factor, left.denominator)
            }
            if let factor = multiple(right.denominator, of: left.denominator) {
                return (left.numerator * factor, right.numerator, right.denominator)
            }
        }
        return (
            left.numerator * right.denominator, right.numerator * left.denominator, left.denominator * right.denominator
        )
    }

    private static func multiple(_ large: Natural, of small: Natural) -> Natural? {
        guard let (quotient, remainder) = large.divided(by: small), remainder.isZero else { return nil }
        return quotient
    }
}

extension Ratio: Comparable {
    public static func == (left: Ratio, right: Ratio) -> Bool {
        left.isNegative == right.isNegative
            && left.numerator * right.denominator == right.numerator * left.denominator
    }

    public static func < (left: Ratio, right: Ratio) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        let (first, second) = (left.numerator * right.denominator, right.numerator * left.denominator)
        return left.isNegative ? second < first : first < second
    }
}

extension Ratio {
    /// How many digits a number that is read may have, all together.
    public static let digitsMax = 36

    /// Reads a plain decimal number such as `1200.50` or `-3`; `nil` for anything else: exponents, separators of
    /// thousands, a bare point, more than ``digitsMax`` digits.
    public init?(decimal text: some StringProtocol) {
        var bytes = Substring(text).utf8
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes = bytes.dropFirst() }
        let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, parts.count == 1 || !parts[1].isEmpty else { return nil }
        let digits = parts.flatMap { Array($0) }
        guard digits.count <= Self.digitsMax, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        var numerator = Natural.zero
        for digit in digits { numerator = numerator.times(10, plus: UInt64(digit - 0x30)) }
        self.init(
            isNegative: isNegative, numerator, .powerOfTen(parts.count == 2 ? parts[1].count : 0))
    }

    /// How many decimals are shown.
    public static let decimalsShown = 4

    /// The number as people read it: at most ``decimalsShown`` decimals, rounded half away from zero (half up for what is
    /// not negative), without zeros at the end. For display only; no verdict rests on it.
    public var rounded: (text: String, isExact: Bool) { rounded(decimals: Self.decimalsShown) }

    private func rounded(decimals: Int) -> (text: String, isExact: Bool) {
        let scaled = numerator * .powerOfTen(decimals)
        guard let (quotient, remainder) = scaled.divided(by: denominator) else { return ("0", true) }
        let isUp = denominator <= remainder + remainder
        var digits = (isUp ? quotient + .one : quotient).decimalText
        if digits.utf8.count <= decimals {
            digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
        }
        var tail = digits.suffix(decimals)
        while tail.last == "0" { tail.removeLast() }
        let text = digits.dropLast(decimals) + (tail.isEmpty ? "" : "." + tail)
        return ((isNegative && text != "0" ? "-" : "") + text, remainder.isZero)
    }

    /// All decimals of a number that was read; what is no decimal number is rounded to ``digitsMax`` of them.
    var exactText: String {
        let short = rounded
        return short.isExact ? short.text : rounded(decimals: Self.digitsMax).text
    }

    /// The number for a sentence: with `≈` before it where it is rounded.
    public var text: String {
        let (text, isExact) = rounded
        return isExact ? text : "≈ " + text
    }

    /// This share as the end of a formula: `= 25 %`, `≈ 33.3333 %`.
    var percentResult: String {
        let text = percentText
        return text.hasPrefix("≈") ? text : "= " + text
    }

    /// This share as a percentage for a sentence: `25 %`, `≈ 33.3333 %`.
    public var percentText: String { (self * Ratio(100)).text + " %" }
}
