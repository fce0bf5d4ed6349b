/// Signs a person in on a device.
public struct LoginRequest: Hashable, Sendable, Codable {
    public var user: String
    public var password: String
    /// A code of the second factor, or a recovery code, where the account has one.
    public var code: String?
    public var replica: ReplicaID
    /// The device's Ed25519 public key, for bundles and commands; base64url. Since 1.1.
    public var signingKey: String?
    /// The device's X25519 public key, for bundles; base64url. Since 1.1.
    public var agreementKey: String?
    /// What the device is called, for its owner's list of devices. Since 1.1.
    public var device: String?
    /// The version of ``Terms`` that the person accepts with this sign-in. Since 1.1.
    public var terms: String?
    /// Whether the device signs every command with its signing key from now on: the server then takes no other from it.
    /// Since 1.1.
    public var signs: Bool?

    public init(
        user: String, password: String, code: String?, replica: ReplicaID, signingKey: String? = nil,
        agreementKey: String? = nil, device: String? = nil, terms: String? = nil, signs: Bool? = nil
    ) {
        self.signs = signs
        self.user = user
        self.password = password
        self.code = code
        self.replica = replica
        self.signingKey = signingKey
        self.agreementKey = agreementKey
        self.device = device
        self.terms = terms
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
    /// The server's public keys, for bundles. Since 1.1.
    public var keys: ServerKeys?
    /// From when on everything but adding a second factor is ``ProblemCode/secondFactorRequired``; `nil` for whoever has one
    /// or needs none. Since 1.1.
    public var secondFactorBy: Timestamp?

    public init(
        token: String, user: UserID, name: String, roles: [String], organisation: String?, keys: ServerKeys? = nil,
        secondFactorBy: Timestamp? = nil
    ) {
        self.token = token
        self.user = user
        self.name = name
        self.roles = roles
        self.organisation = organisation
        self.keys = keys
        self.secondFactorBy = secondFactorBy
    }
}

/// What a device needs of the server to exchange bundles with it, and to check what it signed.
public struct ServerKeys: Hashable, Sendable, Codable {
    /// The Ed25519 public key that signs the server's bundles; base64url.
    public var signing: String
    /// The X25519 public key that bundles for the server are sealed to; base64url.
    public var agreement: String
    /// The server's history as of the sign-in, as in ``Hello``: a device may make bundles before its first sync.
    public var epoch: String
    /// The Ed25519 public key that signs the ledger and receipts; base64url.
    public var ledger: String?

    public init(signing: String, agreement: String, epoch: String, ledger: String? = nil) {
        self.signing = signing
        self.agreement = agreement
        self.epoch = epoch
        self.ledger = ledger
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

/// Forgets the second factor of somebody who lost it and its recovery codes; the administrator's verb.
public struct ForgetFactorRequest: Hashable, Sendable, Codable {
    public var name: String

    public init(name: String) { self.name = name }
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
