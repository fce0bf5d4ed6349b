public import CaseProtocol
public import Workflow

/// Who is signed in on this device, and where.
public struct Session: Hashable, Sendable, Codable {
    /// The server's address, as signed in to.
    public var server: String
    /// The account's id.
    public var user: UserID
    /// The name signed in with; empty for whoever files without one.
    public var name: String
    /// As the server words them: `focalPoint:KE`.
    public var roles: [String]
    /// The firm, ministry or body, if the account names one.
    public var organisation: String?
    /// Proves the sign-in to the server; a secret.
    public var token: String
    /// The replica's id at the sign-in, by which the server knows this device; `nil` for a sign-in of an earlier version.
    public var replica: ReplicaID?
    /// What this device still has to register with; `nil` once the server knows the account, as of everybody with a name.
    public var enrolment: Enrolment?

    /// Notes a sign-in.
    public init(server: String, user: UserID, name: String, roles: [String], organisation: String?, token: String) {
        self.server = server
        self.user = user
        self.name = name
        self.roles = roles
        self.organisation = organisation
        self.token = token
    }

    /// The person as the rules see them. Roles that this version does not know are left out.
    public var party: Party {
        Party(
            id: user, name: name, organisation: organisation,
            appointments: roles.compactMap { try? Appointment(parsing: $0) })
    }
}
