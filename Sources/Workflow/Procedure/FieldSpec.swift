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

    public init(
        _ id: FieldID, _ type: FieldType, _ confidentiality: ConfidentialityClass = .parties, onHeader: Bool = false,
        lasting: Bool = false, label: String, help: String
    ) {
        self.id = id
        self.type = type
        self.confidentiality = confidentiality
        self.isOnHeader = onHeader
        self.isLasting = lasting
        self.label = label
        self.help = help
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
    /// A code of the named list (``CodeList/id``).
    case code(list: String)
    /// Two to ten digits, dots allowed between them (HS).
    case hsCode
    /// A decimal amount and an ISO 4217 currency: `1200.50 USD`.
    case money
    /// A list of codes or words, separated by commas on a command line.
    case list
}
