/// A word of a set that grows or comes from data (stages, actions, roles, fields…): a struct around its text, so that a
/// newer server's words survive in an older client.
public protocol StringBacked: RawRepresentable<String>, Hashable, Sendable, Codable, Comparable,
    ExpressibleByStringLiteral, CustomStringConvertible
{
    init(rawValue: String)
}

extension StringBacked {
    /// Takes the text as it is; any text is a value.
    @inlinable public init(_ text: String) { self.init(rawValue: text) }
    @inlinable public init(stringLiteral value: String) { self.init(rawValue: value) }
    @inlinable public var description: String { rawValue }
    @inlinable public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
