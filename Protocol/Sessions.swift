/// A device on which a person is signed in, as its owner and the administrator see it. Holds no secret.
public struct SessionSummary: Hashable, Sendable, Codable {
    /// Names the sign-in, such as `K7QM-4R2D`. It is made from what the server keeps of the token and opens nothing.
    public var id: String
    /// What the device called itself; `nil` where it did not say.
    public var device: String?
    public var signedInAt: Timestamp
    /// The last day (UTC) on which it asked for anything.
    public var seenOn: CivilDate?
    /// Whether it is the device that asks.
    public var isThis: Bool

    public init(id: String, device: String?, signedInAt: Timestamp, seenOn: CivilDate?, isThis: Bool) {
        self.id = id
        self.device = device
        self.signedInAt = signedInAt
        self.seenOn = seenOn
        self.isThis = isThis
    }
}

/// The devices of one person, in the order in which they signed in.
public struct SessionList: Hashable, Sendable, Codable {
    public var sessions: [SessionSummary]

    public init(sessions: [SessionSummary]) { self.sessions = sessions }
}

/// Signs devices of the person who asks out: one by its id, or all others.
public struct RevokeSessionsRequest: Hashable, Sendable, Codable {
    /// ``SessionSummary/id``; `nil` for all but the device that asks.
    public var id: String?

    public init(id: String? = nil) { self.id = id }
}

/// How many devices were signed out.
public struct RevokedSessions: Hashable, Sendable, Codable {
    public var count: Int

    public init(count: Int) { self.count = count }
}

/// Asks for the devices of somebody; the administrator's verb.
public struct UserSessionsRequest: Hashable, Sendable, Codable {
    public var name: String

    public init(name: String) { self.name = name }
}

/// Signs devices of somebody out; the administrator's verb.
public struct RevokeUserRequest: Hashable, Sendable, Codable {
    public var name: String
    /// ``SessionSummary/id``; `nil` for all.
    public var id: String?

    public init(name: String, id: String? = nil) {
        self.name = name
        self.id = id
    }
}
