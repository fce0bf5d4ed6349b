/// Makes an account for whoever asks: a trader's where the server lets traders register, or the one that an invitation is for.
public struct RegisterRequest: Hashable, Sendable, Codable {
    /// What to be called. Without an invitation the server adds to it, so that it says nothing of other accounts.
    public var name: String
    public var password: String
    public var organisation: String?
    /// The trader's country, two letters; not with an invitation.
    public var country: String?
    /// A code of ``InviteRequest``.
    public var invitation: String?
    /// The version of ``Terms`` that the person accepts.
    public var terms: String?
    /// Whether the account is that of a ``ReceiptCode``, without a name: with name and password as ``NamelessAccount`` has
    /// them, and nothing else. Since 1.1.
    public var withoutName: Bool?

    public init(
        name: String, password: String, organisation: String? = nil, country: String? = nil, invitation: String? = nil,
        terms: String? = nil, withoutName: Bool? = nil
    ) {
        self.withoutName = withoutName
        self.name = name
        self.password = password
        self.organisation = organisation
        self.country = country
        self.invitation = invitation
        self.terms = terms
    }
}

/// The new account.
public struct RegisterReply: Hashable, Sendable, Codable {
    /// The name to sign in with.
    public var name: String
    public var roles: [String]

    public init(name: String, roles: [String]) {
        self.name = name
        self.roles = roles
    }
}

/// Asks for a code with which one person makes an account of their own in these roles; the administrator's verb.
public struct InviteRequest: Hashable, Sendable, Codable {
    /// As in ``AddUserRequest``.
    public var roles: [String]
    public var organisation: String?
    /// For how many days it is good; `nil` for the server's own measure.
    public var days: Int?

    public init(roles: [String], organisation: String? = nil, days: Int? = nil) {
        self.roles = roles
        self.organisation = organisation
        self.days = days
    }
}
