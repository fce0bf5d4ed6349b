public import CaseProtocol

/// Why a legal test was not computed: what it was given cannot be right. Not a verdict.
public enum LegalTestRefusal: Error, Hashable, Sendable {
    /// What it is, and its text.
    case notDecimal(String, String)
    case noUnit(String, String)
    /// What it is, and its amount.
    case negative(String, String)
    /// Something that is divided by, or that must be more than nothing, is zero.
    case zero(String)
    /// One amount and its unit, another and its unit.
    case mixedUnits(String, String, String, String)
    /// What it is, and its unit.
    case notCurrency(String, String)
    /// What it is, and how to give it.
    case missing(String, String)
    /// What comes twice.
    case repeated(String)
    /// What it is, how many there are, how many there may be.
    case tooMany(String, Int, max: Int)
    /// Dates or amounts that contradict each other, in a sentence.
    case contradiction(String)
    /// What the law does not let one compute or do, in a sentence, and where it says so.
    case rule(String, LegalSource)
    /// A table that cannot be read: line and column from 1, what is wrong with it.
    case table(line: Int, column: Int, String)

    /// What is wrong, for a person.
    public var sentence: String {
        switch self {
        case .notDecimal(let name, let text):
            "The \(name) “\(text)” is not a decimal number such as 1200.50 with a unit after it, without separators of "
                + "thousands."
        case .noUnit(let name, let text):
            "The \(name) “\(text)” has no unit or currency, or too long a one; write for example 340 t or 1200.50 USD."
        case .negative(let name, let amount): "The \(name) is below zero: \(amount)."
        case .zero(let name): "The \(name) is zero."
        case .mixedUnits(let first, let firstUnit, let second, let secondUnit):
            "The \(first) is in \(firstUnit), but the \(second) is in \(secondUnit). Give both in one unit; nothing is "
                + "converted here."
        case .notCurrency(let name, let unit): "The \(name) is in “\(unit)”, which is no currency of ISO 4217."
        case .missing(let name, let how): "The \(name) is missing. \(how)"
        case .repeated(let name): "The \(name) comes twice."
        case .tooMany(let name, let count, let max): "There are \(count) \(name); at most \(max) are taken."
        case .contradiction(let sentence): sentence
        case .rule(let sentence, let source): "\(sentence) (\(source.authority))"
        case .table(let line, let column, let sentence): "Line \(line), column \(column): \(sentence)"
        }
    }

    /// As every other refusal is shown and sent.
    public var problem: Problem {
        switch self {
        case .missing(let name, _): Problem(.missingField, sentence, path: name)
        case .tooMany: Problem(.tooLong, sentence)
        case .rule: Problem(.guardFailed, sentence)
        default: Problem(.invalidField, sentence)
        }
    }
}
