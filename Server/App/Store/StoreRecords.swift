public import CaseCrypto
public import CaseProtocol
public import Workflow

/// A compartment that is or was open to an audience, from one commit to another.
public struct Placement: Hashable, Sendable {
    /// The store's own number of the compartment: dense, ascending in order of making; never sent.
    public var compartmentKey: Int
    public var compartment: Compartment
    public var audience: AudienceID
    public var from: Int
    /// The commit that closed it; `nil` while open.
    public var to: Int?

    public init(compartmentKey: Int, compartment: Compartment, audience: AudienceID, from: Int, to: Int?) {
        self.compartmentKey = compartmentKey
        self.compartment = compartment
        self.audience = audience
        self.from = from
        self.to = to
    }

    /// Whether it was open as of `commit`.
    public func isOpen(at commit: Int) -> Bool { from <= commit && to.map { $0 > commit } ?? true }
}

/// A person's belonging to an audience, from one commit to another.
public struct Membership: Hashable, Sendable {
    public var audience: AudienceID
    public var from: Int
    public var to: Int?

    public init(audience: AudienceID, from: Int, to: Int?) {
        self.audience = audience
        self.from = from
        self.to = to
    }

    public func isOpen(at commit: Int) -> Bool { from <= commit && to.map { $0 > commit } ?? true }
}

/// The latest change of a row in a compartment.
public struct RowChange: Hashable, Sendable {
    /// The store's own number of the row: ascending in order of making; never sent.
    public var rowKey: Int
    public var id: RowID
    /// As stored and sent; `nil` when the row is gone from the compartment.
    public var bytes: [UInt8]?

    public init(rowKey: Int, id: RowID, bytes: [UInt8]?) {
        self.rowKey = rowKey
        self.id = id
        self.bytes = bytes
    }
}

/// A replica and how far its commands were decided.
public struct ReplicaRecord: Hashable, Sendable {
    public var id: ReplicaID
    public var user: UserID
    /// The highest number decided.
    public var last: Int

    public init(id: ReplicaID, user: UserID, last: Int) {
        self.id = id
        self.user = user
        self.last = last
    }
}

/// A command that was decided, as it was sent, and its outcome.
public struct CommandRecord: Hashable, Sendable {
    public var replica: ReplicaID
    public var n: Int
    public var mid: CommandID
    /// SHA-256 of ``CommandEnvelope/hashedBytes``.
    public var hash: Digest
    public var cmd: String
    public var v: Int
    /// As sent, byte for byte.
    public var args: String
    public var claimedAt: Timestamp
    public var receivedAt: Timestamp
    public var outcome: Outcome
    /// The commit that it made; `nil` when it was refused.
    public var commit: Int?

    public init(
        replica: ReplicaID, n: Int, mid: CommandID, hash: Digest, cmd: String, v: Int, args: String,
        claimedAt: Timestamp, receivedAt: Timestamp, outcome: Outcome, commit: Int?
    ) {
        self.replica = replica
        self.n = n
        self.mid = mid
        self.hash = hash
        self.cmd = cmd
        self.v = v
        self.args = args
        self.claimedAt = claimedAt
        self.receivedAt = receivedAt
        self.outcome = outcome
        self.commit = commit
    }
}

/// A person's account.
public struct Account: Hashable, Sendable {
    public var id: UserID
    /// As signed in with; unique without regard to letter case.
    public var name: String
    public var organisation: String?
    public var appointments: [Appointment]
    /// The organisations that it acts for and that are not suspended, by id. Stores read it and do not write it.
    public var affiliations: [Affiliation] = []
    /// ``PasswordHash/text``.
    public var passwordHash: String
    /// Since when the person is suspended; `nil` for everybody else.
    public var suspendedAt: Timestamp?
    /// Since when the person holds an office for which a second factor is needed; `nil` for everybody else.
    public var officerSince: Timestamp?
    /// Whether it is that of a receipt code: ``name`` is then a secret of its holder's and tells nobody anything.
    public var isNameless: Bool

    public init(
        id: UserID, name: String, organisation: String?, appointments: [Appointment], passwordHash: String,
        suspendedAt: Timestamp? = nil, officerSince: Timestamp? = nil, isNameless: Bool = false
    ) {
        self.isNameless = isNameless
        self.suspendedAt = suspendedAt
        self.officerSince = officerSince
        self.id = id
        self.name = name
        self.organisation = organisation
        self.appointments = appointments
        self.passwordHash = passwordHash
    }

    /// The person as the rules see them: without office or organisation while they are suspended. ``Party/on(_:)`` leaves
    /// out what they hold for others on other days.
    public var party: Party {
        Party(
            id: id, name: isNameless ? "" : name, organisation: organisation,
            appointments: suspendedAt == nil ? appointments : [],
            affiliations: suspendedAt == nil && !isNameless ? affiliations : [])
    }
}

/// A device that a person signed in on; the token itself is never stored.
public struct Device: Hashable, Sendable {
    public var tokenHash: [UInt8]
    public var user: UserID
    public var replica: ReplicaID
    public var signedInAt: Timestamp
    public var isRevoked: Bool
    /// What it told of itself for bundles; `nil` for a client of protocol 1.0.
    public var keys: DevicePublicKeys?
    /// Whether every command of it is signed, as it said at the sign-in or showed since; no other is taken from it then.
    public var signs: Bool
    /// What it calls itself, as ``DeviceName`` cleans it; `nil` where it did not say.
    public var name: String?
    /// The last day (UTC) on which it asked for anything; `nil` for one that was not seen since days are kept.
    public var seenOn: CivilDate?

    public init(
        tokenHash: [UInt8], user: UserID, replica: ReplicaID, signedInAt: Timestamp, isRevoked: Bool,
        keys: DevicePublicKeys? = nil, signs: Bool = false, name: String? = nil, seenOn: CivilDate? = nil
    ) {
        self.signs = signs
        self.name = name
        self.seenOn = seenOn
        self.tokenHash = tokenHash
        self.user = user
        self.replica = replica
        self.signedInAt = signedInAt
        self.isRevoked = isRevoked
        self.keys = keys
    }
}
