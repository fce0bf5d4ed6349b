public import CaseProtocol

/// A field of a form: what it holds, who may see it, what people are told about it.
public struct FieldSpec: Hashable, Sendable {
    public let id: FieldID
    public let type: FieldType
    /// The class of the compartment in which its value is kept.
    public let confidentiality: ConfidentialityClass
    /// Whether its value also becomes a field of the case header.
    public let isOnHeader: Bool
    /// Whether a value that the case has already answers a rule that requires the field.
    public let isLasting: Bool
    public let label: String
    public let help: String
    /// Asked for only where another field has one of certain values.
    public let askedWhen: AskedWhen?
    /// What a number counts, such as `percent`, `t` or `days`; `nil` where it has no unit or names its own.
    public let unit: String?

    public init(
        _ id: FieldID, _ type: FieldType, _ confidentiality: ConfidentialityClass = .parties, onHeader: Bool = false,
        lasting: Bool = false, label: String, help: String, askedWhen: AskedWhen? = nil, unit: String? = nil
    ) {
        self.id = id
        self.type = type
        self.confidentiality = confidentiality
        self.isOnHeader = onHeader
        self.isLasting = lasting
        self.label = label
        self.help = help
        self.askedWhen = askedWhen
        self.unit = unit
    }

    /// The same question with answers of another type.
    func holding(_ type: FieldType) -> FieldSpec {
        FieldSpec(
            id, type, confidentiality, onHeader: isOnHeader, lasting: isLasting, label: label, help: help,
            askedWhen: askedWhen, unit: unit)
    }
}

/// A dependent question: asked for only where `field` holds one of `values`; `true` and `false` for a yes or no.
public struct AskedWhen: Hashable, Sendable {
    public let field: FieldID
    public let values: [String]

    public init(_ field: FieldID, is values: String...) { self.init(field, isIn: values) }

    public init(_ field: FieldID, isIn values: [String]) {
        self.field = field
        self.values = values
    }
}

/// What a field holds.
public enum FieldType: Hashable, Sendable {
    /// Text of at most this many UTF-8 bytes.
    case text(bytesMax: Int)
    /// `YYYY-MM-DD`, not in the future where `past`.
    case date(past: Bool)
    case bool
    /// One of these words.
    case choice([String])
    /// A code that the named list (``CodeList/id``) takes.
    case code(list: String)
    /// Two to ten digits, dots allowed between them; one of the list `hs` where that is loaded.
    case hsCode
    /// A decimal amount and an ISO 4217 currency: `1200.50 USD`.
    case money
    /// A list of codes or words, separated by commas on a command line.
    case list
    /// A decimal number, not negative, as text: `27.5`. Its unit is the field's.
    case number
    /// A whole number in this range.
    case integer(ClosedRange<Int>)
    /// What a case is called: a number, label, alias or id.
    case caseReference
    /// An account's login name, or the name of a party on the case.
    case party
}
