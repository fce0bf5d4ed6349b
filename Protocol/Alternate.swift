/// Says who acts for the officer that asks, in all their offices, while they are away. A later one takes its place.
public struct AlternateRequest: Hashable, Sendable, Codable {
    /// The login name of a colleague at the same desk; `nil` ends it.
    public var name: String?
    /// The first and the last day; without a name neither is read.
    public var from: CivilDate?
    public var until: CivilDate?

    public init(name: String?, from: CivilDate? = nil, until: CivilDate? = nil) {
        self.name = name
        self.from = from
        self.until = until
    }
}

/// What was put on record.
public struct AlternateReply: Hashable, Sendable, Codable {
    /// `nil` where nobody acts for the officer.
    public var name: String?
    public var from: CivilDate?
    public var until: CivilDate?
    /// The offices in which they act, such as `focalPoint:KE`.
    public var roles: [String]

    public init(name: String?, from: CivilDate?, until: CivilDate?, roles: [String]) {
        self.name = name
        self.from = from
        self.until = until
        self.roles = roles
    }
}
