/// Takes another password for the account that asks, and signs its other devices out.
public struct ChangePasswordRequest: Hashable, Sendable, Codable {
    public var old: String
    public var new: String
    /// A code of the second factor, or a recovery code, where the account has one.
    public var code: String?

    public init(old: String, new: String, code: String? = nil) {
        self.old = old
        self.new = new
        self.code = code
    }
}

/// Takes another password without the old one: with a one-time code of the administrator's, or a recovery code.
public struct RecoverPasswordRequest: Hashable, Sendable, Codable {
    public var user: String
    public var code: String
    /// The new one.
    public var password: String

    public init(user: String, code: String, password: String) {
        self.user = user
        self.code = code
        self.password = password
    }
}

/// Asks for a code with which somebody takes another password; the administrator's verb, and for traders an officer's.
public struct ResetCodeRequest: Hashable, Sendable, Codable {
    public var name: String
    /// For how many hours it is good; `nil` for the server's own measure.
    public var hours: Int?

    public init(name: String, hours: Int? = nil) {
        self.name = name
        self.hours = hours
    }
}

/// A code to be read out: good once, until a moment. The server keeps its hash only.
public struct OneTimeCode: Hashable, Sendable, Codable {
    /// Such as `K7QM-4R2D-9XWA`: without letters and digits that look or sound alike.
    public var code: String
    public var endsAt: Timestamp

    public init(code: String, endsAt: Timestamp) {
        self.code = code
        self.endsAt = endsAt
    }
}
