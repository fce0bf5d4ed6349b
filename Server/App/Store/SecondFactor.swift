public import CaseProtocol

/// The second factor of an account: a secret that its authenticator program shares, and codes for when that is lost.
public struct SecondFactor: Hashable, Sendable {
    public var user: UserID
    /// Sealed under a key of the server's, bound to the account: a copy of the database alone gives no codes.
    public var sealedSecret: [UInt8]
    /// Whether a code was confirmed: only then does a sign-in ask for one.
    public var isConfirmed: Bool
    /// The latest step of which a code was taken: none is taken twice.
    public var lastStep: Int64
    /// SHA-256 of the recovery codes that are left.
    public var recovery: [[UInt8]]

    public init(user: UserID, sealedSecret: [UInt8], isConfirmed: Bool, lastStep: Int64, recovery: [[UInt8]]) {
        self.user = user
        self.sealedSecret = sealedSecret
        self.isConfirmed = isConfirmed
        self.lastStep = lastStep
        self.recovery = recovery
    }
}
