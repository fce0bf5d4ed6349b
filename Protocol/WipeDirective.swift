/// An order of the server to one device: to hand in what waits, then to erase its replica. Signed by the server's key for bundles
/// (``ServerKeys/signing``): whatever else a device is told, by whomever, erases nothing. Since 1.1.
public struct WipeDirective: Hashable, Sendable, Codable {
    /// Whose replica it is.
    public var user: UserID
    /// The replica, by the id with which its device signed in.
    public var replica: ReplicaID
    /// Counts the directives to this replica, from 1.
    public var number: Int
    public var issuedAt: Timestamp

    public init(user: UserID, replica: ReplicaID, number: Int, issuedAt: Timestamp) {
        self.user = user
        self.replica = replica
        self.number = number
        self.issuedAt = issuedAt
    }

    /// What is signed: the words `tatua wipe directive 1`, a newline, and the directive as canonical JSON.
    public var signedBytes: [UInt8] {
        get throws { Array("tatua wipe directive 1\n".utf8) + (try CanonicalJSON.encode(self)) }
    }
}

/// A ``WipeDirective`` with its signature.
public struct SignedDirective: Hashable, Sendable, Codable {
    public var directive: WipeDirective
    /// Ed25519 over ``WipeDirective/signedBytes``; base64url.
    public var signature: String

    public init(directive: WipeDirective, signature: String) {
        self.directive = directive
        self.signature = signature
    }
}

/// Asks whether there is a directive to a replica. It needs no sign-in, since that may have ended.
public struct DirectiveInquiry: Hashable, Sendable, Codable {
    public var replica: ReplicaID
    /// The number of the directive that was carried out; `nil` for a question.
    public var done: Int?

    public init(replica: ReplicaID, done: Int? = nil) {
        self.replica = replica
        self.done = done
    }
}

/// The directive to a replica, if there is one.
public struct DirectiveReply: Hashable, Sendable, Codable {
    public var wipe: SignedDirective?

    public init(wipe: SignedDirective?) { self.wipe = wipe }
}

/// Hands in what waits in a replica that is to be wiped: a bundle, as it would be carried by hand.
public struct RescueRequest: Hashable, Sendable, Codable {
    /// The replica that the directive names.
    public var replica: ReplicaID
    /// Base64url.
    public var bundle: String

    public init(replica: ReplicaID, bundle: String) {
        self.replica = replica
        self.bundle = bundle
    }
}

/// How much was handed in. It is kept apart, and takes effect only when an administrator lets it.
public struct RescueReply: Hashable, Sendable, Codable {
    public var commands: Int

    public init(commands: Int) { self.commands = commands }
}

/// Orders a device to erase its replica; the administrator's verb.
public struct WipeRequest: Hashable, Sendable, Codable {
    public var name: String
    public var replica: ReplicaID

    public init(name: String, replica: ReplicaID) {
        self.name = name
        self.replica = replica
    }
}
