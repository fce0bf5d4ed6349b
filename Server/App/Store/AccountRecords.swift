public import CaseProtocol

/// A code that one person gives another to use once. Its hash alone is kept.
public struct OneTimeCodeRecord: Hashable, Sendable {
    /// What it opens.
    public enum Purpose: Hashable, Sendable {
        /// Another password for this account.
        case reset(UserID)
        /// An account in these roles, written as in `tatuad user add`.
        case invitation(roles: [String], organisation: String?)
        /// Acting for an organisation, for whoever has an account.
        case joining(JoiningOffer)
    }

    /// ``SpokenCode/hash(_:)``: SHA-256.
    public var hash: [UInt8]
    public var purpose: Purpose
    /// The first moment at which it is good no more.
    public var endsAt: Timestamp

    public init(hash: [UInt8], purpose: Purpose, endsAt: Timestamp) {
        self.hash = hash
        self.purpose = purpose
        self.endsAt = endsAt
    }
}

/// A version of the privacy notice and terms.
public struct TermsRecord: Hashable, Sendable {
    public var version: String
    public var text: String
    public var since: Timestamp

    public init(version: String, text: String, since: Timestamp) {
        self.version = version
        self.text = text
        self.since = since
    }
}
