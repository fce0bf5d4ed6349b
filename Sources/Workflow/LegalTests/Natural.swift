/// A whole number from 0 upwards of any size, so that no sum or product of a legal test can overflow.
///
/// How large one can grow is bounded by what is read: digits per number and rows per table are limited there.
struct Natural: Hashable, Sendable {
    /// Base 2⁶⁴, least significant first; no zero at the end, so that equal numbers are equal arrays.
    private var limbs: [UInt64]

    static let zero = Natural(0)
    static let one = Natural(1)

    init(_ value: UInt64) { limbs = value == 0 ? [] : [value] }

    private init(limbs: [UInt64]) {
        self.limbs = limbs
        while self.limbs.last == 0 { self.limbs.removeLast() }
    }

    /// 10 to the power of `exponent`.
    static func powerOfTen(_ exponent: Int) -> Natural {
        var power = Natural.one
        for _ in 0..<max(0, exponent) { power = power.times(10, plus: 0) }
        return power
    }

    var isZero: Bool { limbs.isEmpty }
    /// How many 64-bit digits it has: its size for choosing a method, not a quantity.
    var limbCount: Int { limbs.count }
    private var bitCount: Int { limbs.isEmpty ? 0 : limbs.count * 64 - limbs[limbs.count - 1].leadingZeroBitCount }

    /// This number times `factor`, plus `addend`: what reading digits needs.
    func times(_ factor: UInt64, plus addend: UInt64) -> Natural {
        var product: [UInt64] = []
        product.reserveCapacity(limbs.count + 1)
        var carry = addend
        for limb in limbs {
            let (high, low) = limb.multipliedFullWidth(by: factor)
            let (sum, overflow) = low.addingReportingOverflow(carry)
            product.append(sum)
            carry = high + (overflow ? 1 : 0)
        }
        product.append(carry)
        return Natural(limbs: product)
    }

    static func + (left: Natural, right: Natural) -> Natural {
        let (long, short) =
            left.limbs.count >= right.limbs.count ? (left.limbs, right.limbs) : (right.limbs, left.limbs)
        var sum = long
        var carry: UInt64 = 0
        for index in long.indices {
            if index >= short.count && carry == 0 { break }
            let (first, overflow) = long[index].addingReportingOverflow(index < short.count ? short[index] : 0)
            let (second, further) = first.addingReportingOverflow(carry)
            sum[index] = second
            carry = (overflow ? 1 : 0) + (further ? 1 : 0)
        }
        if carry > 0 { sum.append(carry) }
        return Natural(limbs: sum)
    }

    /// How far two numbers are apart, without a sign.
    static func distance(_ left: Natural, _ right: Natural) -> Natural {
        left < right ? right.less(left) : left.less(right)
    }

    /// This number less `other`, which is not larger.
    private func less(_ other: Natural) -> Natural {
        var rest = limbs
        var borrow: UInt64 = 0
        for index in rest.indices {
            if index >= other.limbs.count && borrow == 0 { break }
            let taken = index < other.limbs.count ? other.limbs[index] : 0
            let (first, underflow) = rest[index].subtractingReportingOverflow(taken)
            let (second, further) = first.subtractingReportingOverflow(borrow)
            rest[index] = second
            borrow = (underflow ? 1 : 0) + (further ? 1 : 0)
        }
        return Natural(limbs: rest)
    }

    static func * (left: Natural, right: Natural) -> Natural {
        guard !left.isZero, !right.isZero else { return .zero }
        var product = [UInt64](repeating: 0, count: left.limbs.count + right.limbs.count)
        for (offset, factor) in left.limbs.enumerated() {
            var carry: UInt64 = 0
            for (index, limb) in right.limbs.enumerated() {
                // The full product plus two 64-bit digits fits in 128 bits, so `high` cannot overflow here.
                var (high, low) = limb.multipliedFullWidth(by: factor)
                for addend in [product[offset + index], carry] {
                    let (sum, overflow) = low.addingReportingOverflow(addend)
                    low = sum
                    high += overflow ? 1 : 0
                }
                product[offset + index] = low
                carry = high
            }
            product[offset + right.limbs.count] = carry
        }
        return Natural(limbs: product)
    }
}

extension Natural: Comparable {
    static func < (left: Natural, right: Natural) -> Bool {
        guard left.limbs.count == right.limbs.count else { return left.limbs.count < right.limbs.count }
        for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
            return left.limbs[index] < right.limbs[index]
        }
        return false
    }
}

extension Natural {
    /// The whole part of this number divided by `divisor`, and what is left; `nil` when `divisor` is 0.
    ///
    /// Takes time in proportion to the length of the quotient, which is short wherever a legal test divides.
    func divided(by divisor: Natural) -> (quotient: Natural, remainder: Natural)? {
        guard !divisor.isZero else { return nil }
        if divisor.limbs.count == 1 {
            let (quotient, remainder) = divided(bySmall: divisor.limbs[0])
            return (quotient, Natural(remainder))
        }
        let shift = bitCount - divisor.bitCount
        guard shift >= 0 else { return (.zero, self) }
        var rest = self
        var part = divisor.shiftedLeft(by: shift)
        var quotient = [UInt64](repeating: 0, count: shift / 64 + 1)
        for bit in (0...shift).reversed() {
            if part <= rest {
                rest = rest.less(part)
                quotient[bit / 64] |= 1 << UInt64(bit % 64)
            }
            part = part.halved
        }
        return (Natural(limbs: quotient), rest)
    }

    /// `divisor` is not 0.
    private func divided(bySmall divisor: UInt64) -> (Natural, UInt64) {
        var quotient = limbs
        var remainder: UInt64 = 0
        for index in limbs.indices.reversed() {
            (quotient[index], remainder) = divisor.dividingFullWidth((remainder, limbs[index]))
        }
        return (Natural(limbs: quotient), remainder)
    }

    private func shiftedLeft(by bits: Int) -> Natural {
        var shifted = [UInt64](repeating: 0, count: bits / 64) + limbs + [0]
        let rest = UInt64(bits % 64)
        if rest > 0 {
            for index in shifted.indices.reversed() {
                shifted[index] = shifted[index] << rest | (index > 0 ? shifted[index - 1] >> (64 - rest) : 0)
            }
        }
        return Natural(limbs: shifted)
    }

    private var halved: Natural {
        var half = limbs
        for index in half.indices {
            half[index] = half[index] >> 1 | (index + 1 < half.count ? half[index + 1] << 63 : 0)
        }
        return Natural(limbs: half)
    }

    /// The digits, without separators.
    var decimalText: String {
        guard !isZero else { return "0" }
        var groups: [String] = []
        var rest = self
        while !rest.isZero {
            let (quotient, group) = rest.divided(bySmall: 1_000_000_000_000_000_000)
            groups.append(String(group))
            rest = quotient
        }
        var text = groups.last ?? ""
        for group in groups.dropLast().reversed() {
            text += String(repeating: "0", count: 18 - group.utf8.count) + group
        }
        return text
    }
}
