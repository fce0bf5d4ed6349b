/// A version of the privacy notice and terms, as loaded by the administrator.
public struct Terms: Hashable, Sendable, Codable {
    /// What the administrator calls it, such as `2026-11`.
    public var version: String
    public var text: String
    /// Since when it is the present one.
    public var since: Timestamp
    /// When the person who asks accepted it; `nil` when they did not, or nobody is signed in.
    public var acceptedAt: Timestamp?

    public init(version: String, text: String, since: Timestamp, acceptedAt: Timestamp? = nil) {
        self.version = version
        self.text = text
        self.since = since
        self.acceptedAt = acceptedAt
    }
}

/// Puts another version of the privacy notice and terms in force; the administrator's verb.
public struct LoadTermsRequest: Hashable, Sendable, Codable {
    public var version: String
    public var text: String

    public init(version: String, text: String) {
        self.version = version
        self.text = text
    }
}

/// Which versions a person accepted, and when.
public struct TermsAcceptances: Hashable, Sendable, Codable {
    public var accepted: [TermsAcceptance]

    public init(accepted: [TermsAcceptance]) { self.accepted = accepted }
}

/// A version that a person accepted.
public struct TermsAcceptance: Hashable, Sendable, Codable {
    public var version: String
    public var at: Timestamp

    public init(version: String, at: Timestamp) {
        self.version = version
        self.at = at
    }
}
