/// Asks for a second factor: the password again, so that a device left open is not enough.
public struct SecondFactorRequest: Hashable, Sendable, Codable {
    public var password: String
    /// To remove one: a code of it, or a recovery code.
    public var code: String?

    public init(password: String, code: String? = nil) {
        self.password = password
        self.code = code
    }
}

/// What an authenticator program is told. It counts only once a code of it was confirmed.
public struct SecondFactorOffer: Hashable, Sendable, Codable {
    /// Base32, to be typed in.
    public var secret: String
    /// The same as `otpauth://totp/…`, to be shown as a picture.
    public var uri: String

    public init(secret: String, uri: String) {
        self.secret = secret
        self.uri = uri
    }
}

/// A code of the second factor that was offered.
public struct SecondFactorConfirmation: Hashable, Sendable, Codable {
    public var code: String

    public init(code: String) { self.code = code }
}

/// From now on a sign-in needs a code. Each of these stands in for one, once.
public struct SecondFactorCodes: Hashable, Sendable, Codable {
    public var recovery: [String]

    public init(recovery: [String]) { self.recovery = recovery }
}
