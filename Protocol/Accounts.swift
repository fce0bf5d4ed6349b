/// Changes an account; the administrator's verb. What is `nil` stays.
public struct ChangeUserRequest: Hashable, Sendable, Codable {
    public var name: String
    /// The roles from now on, as in ``AddUserRequest``.
    public var roles: [String]?
    /// Whether the person is suspended: signed out, not let in, and out of sight of every case, until they are let in again.
    public var isSuspended: Bool?

    public init(name: String, roles: [String]? = nil, isSuspended: Bool? = nil) {
        self.name = name
        self.roles = roles
        self.isSuspended = isSuspended
    }
}

/// An account as its administrator sees it: nothing of any case.
public struct UserSummary: Hashable, Sendable, Codable {
    public var name: String
    public var id: UserID
    public var organisation: String?
    public var roles: [String]
    public var isSuspended: Bool
    public var hasSecondFactor: Bool
    /// On how many devices they are signed in.
    public var devices: Int
    /// As in ``LoginReply/secondFactorBy``.
    public var secondFactorBy: Timestamp?

    public init(
        name: String, id: UserID, organisation: String?, roles: [String], isSuspended: Bool, hasSecondFactor: Bool,
        devices: Int, secondFactorBy: Timestamp? = nil
    ) {
        self.name = name
        self.id = id
        self.organisation = organisation
        self.roles = roles
        self.isSuspended = isSuspended
        self.hasSecondFactor = hasSecondFactor
        self.devices = devices
        self.secondFactorBy = secondFactorBy
    }
}

/// All accounts, by name.
public struct UserList: Hashable, Sendable, Codable {
    public var users: [UserSummary]

    public init(users: [UserSummary]) { self.users = users }
}
