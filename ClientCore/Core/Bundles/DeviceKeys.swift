/// The keys of a device: one pair signs its bundles and commands (Ed25519), one agrees on what bundles are sealed with (X25519). Each is
/// base64url of 32 bytes. The secret halves never leave the replica.
public struct DeviceKeys: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Signs; secret.
    public var signingSecret: String
    public var signing: String
    /// Opens what is sealed to ``agreement``; secret.
    public var agreementSecret: String
    public var agreement: String

    /// Puts two pairs together.
    public init(signingSecret: String, signing: String, agreementSecret: String, agreement: String) {
        self.signingSecret = signingSecret
        self.signing = signing
        self.agreementSecret = agreementSecret
        self.agreement = agreement
    }

    /// Names the public halves alone.
    public var description: String { "DeviceKeys(signing: \(signing), agreement: \(agreement))" }
}
