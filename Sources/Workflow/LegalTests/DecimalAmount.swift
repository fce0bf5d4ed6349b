/// A decimal number with its unit or currency: `1200.50 USD`, `340 t`, `12.5 %`.
public struct DecimalAmount: Equatable, Sendable {
    public let value: Ratio
    /// A currency in capital letters, or a unit exactly as it was written: `Mg` and `mg` are two units.
    public let unit: String

    public static let unitBytesMax = 24

    public init(_ value: Ratio, _ unit: String) {
        self.value = value
        self.unit = Self.normalised(unit)
    }

    /// Reads `text`, a decimal number, then its unit, with or without a space between: `340 t`, `2%`.
    ///
    /// - Parameters:
    ///   - name: what the amount is, for the refusal.
    ///   - unit: the unit of a bare number, when it stands elsewhere (as in a column of a table).
    /// - Throws: a refusal when it is not a decimal number, or has no unit, or two that differ.
    public init(_ text: String, name: String, unit given: String? = nil) throws(LegalTestRefusal) {
        let text = text.trimmedOfSpaces
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
        let written = String(text.dropFirst(digits.count)).trimmedOfSpaces
        guard let value = Ratio(decimal: digits), Self.isUnit(written) else { throw .notDecimal(name, text) }
        let other = given?.trimmedOfSpaces ?? ""
        let unit = written.isEmpty ? other : written
        guard !unit.isEmpty, unit.utf8.count <= Self.unitBytesMax else { throw .noUnit(name, text) }
        if !other.isEmpty, Self.normalised(unit) != Self.normalised(other) {
            throw .mixedUnits(name, Self.normalised(unit), "its unit column", Self.normalised(other))
        }
        self.init(value, unit)
    }

    /// Whether `text` can be a unit, or is empty: one word that begins with a letter or is `%`, and is no exponent. So
    /// `1,200 t`, `1 200 t` and `1e5` are not taken for amounts.
    private static func isUnit(_ text: String) -> Bool {
        guard let first = text.first else { return true }
        let isExponent = (first == "e" || first == "E") && text.dropFirst().allSatisfy(\.isNumber)
        return (first.isLetter || text == "%") && !text.contains(where: \.isWhitespace) && !isExponent
    }

    private static func normalised(_ unit: String) -> String {
        let capitals = unit.uppercased()
        return CodeList.currencies.contains(capitals) ? capitals : unit
    }

    public var isCurrency: Bool { CodeList.currencies.contains(unit) }

    /// For a sentence; rounded as ``Ratio/text`` says.
    public var text: String { "\(value.text) \(unit)" }

    /// As the end of a formula: `= 200 USD`, `≈ 33.3333 USD`.
    var result: String { text.hasPrefix("≈") ? text : "= " + text }
}

extension DecimalAmount {
    /// Refuses an amount below zero.
    func checkedNotNegative(_ name: String) throws(LegalTestRefusal) {
        if value.isBelowZero { throw .negative(name, text) }
    }

    /// Refuses an amount in another unit than `other` has, naming both.
    func checkedSameUnit(_ name: String, as other: DecimalAmount, _ otherName: String) throws(LegalTestRefusal) {
        if unit != other.unit { throw .mixedUnits(name, unit, otherName, other.unit) }
    }

    /// Refuses an amount that is not in a currency of ISO 4217.
    func checkedCurrency(_ name: String) throws(LegalTestRefusal) {
        if !isCurrency { throw .notCurrency(name, unit) }
    }
}

extension Ratio {
    /// One amount over another in the same unit.
    static func share(
        _ part: DecimalAmount, _ partName: String, of whole: DecimalAmount, _ wholeName: String
    ) throws(LegalTestRefusal) -> Ratio {
        try part.checkedNotNegative(partName)
        try whole.checkedNotNegative(wholeName)
        try part.checkedSameUnit(partName, as: whole, wholeName)
        guard let share = part.value.divided(by: whole.value) else { throw .zero(wholeName) }
        return share
    }
}

extension StringProtocol {
    /// Without spaces and tabs at both ends.
    var trimmedOfSpaces: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
        let start = drop(while: isSpace)
        return String(String(start.reversed().drop(while: isSpace).reversed()))
    }
}
