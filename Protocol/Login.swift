/// Signs a person in on a device.
public struct LoginRequest: Hashable, Sendable, Codable {
    public var user: String
    public var password: String
    /// A second factor, where the account has one.
    public var code: String?
    public var replica: ReplicaID

    public init(user: String, password: String, code: String?, replica: ReplicaID) {
        self.user = user
        self.password = password
        self.code = code
        self.replica = replica
    }
}

/// Who signed in, and the token for this device.
public struct LoginReply: Hashable, Sendable, Codable {
    public var token: String
    public var user: UserID
    public var name: String
    /// As in `tatuad user add`: `focalPoint:KE`, `nmcMember:KE/chair`, `complainant`.
    public var roles: [String]
    public var organisation: String?

    public init(token: String, user: UserID, name: String, roles: [String], organisation: String?) {
        self.token = token
        self.user = user
        self.name = name
        self.roles = roles
        self.organisation = organisation
    }
}

/// Adds an account; the administrator's verb.
public struct AddUserRequest: Hashable, Sendable, Codable {
    public var name: String
    public var roles: [String]
    public var organisation: String?
    public var password: String

    public init(name: String, roles: [String], organisation: String?, password: String) {
        self.name = name
        self.roles = roles
        self.organisation = organisation
        self.password = password
    }
}

/// Sets a new password and signs the person out everywhere; the administrator's verb.
public struct ResetPasswordRequest: Hashable, Sendable, Codable {
    public var name: String
    public var password: String

    public init(name: String, password: String) {
        self.name = name
        self.password = password
    }
}
