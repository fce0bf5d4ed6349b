public import CaseCrypto
public import CaseProtocol

/// The public keys of a device, as it told them at signing in.
public struct DevicePublicKeys: Hashable, Sendable {
    /// Checks what the device signs.
    public var signing: VerifyingKey
    /// Seals what is for the device.
    public var agreement: PublicAgreementKey

    public init(signing: VerifyingKey, agreement: PublicAgreementKey) {
        self.signing = signing
        self.agreement = agreement
    }

    /// How the device's bundles name their signer.
    public var signingKeyID: String { KeyID.text(of: signing.rawBytes) }

    /// Reads what a sign-in told; `nil` when it told nothing.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/invalidField`` for what is no key.
    init?(_ request: LoginRequest) throws {
        guard let signing = request.signingKey, let agreement = request.agreementKey else { return nil }
        guard let signingBytes = Base64URL.decode(signing), let signingKey = try? VerifyingKey(rawBytes: signingBytes)
        else { throw Problem(.invalidField, "This is not an Ed25519 key.", path: "signingKey") }
        guard let bytes = Base64URL.decode(agreement), let agreementKey = try? PublicAgreementKey(rawBytes: bytes)
        else {
            throw Problem(.invalidField, "This is not an X25519 key.", path: "agreementKey")
        }
        self.init(signing: signingKey, agreement: agreementKey)
    }
}

/// What a device asked for in its last bundle, so that it can be answered later.
public struct BundleAsk: Hashable, Sendable {
    public var replica: ReplicaID
    public var user: UserID
    /// See ``DevicePublicKeys/signingKeyID``.
    public var signingKeyID: String
    /// Where the device stands; `nil` at the very beginning.
    public var cursor: String?
    public var acked: Int
    /// Why its commands were not taken; `nil` when they were.
    public var problem: Problem?

    public init(
        replica: ReplicaID, user: UserID, signingKeyID: String, cursor: String?, acked: Int, problem: Problem?
    ) {
        self.replica = replica
        self.user = user
        self.signingKeyID = signingKeyID
        self.cursor = cursor
        self.acked = acked
        self.problem = problem
    }
}
