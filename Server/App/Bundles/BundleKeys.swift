public import CaseCrypto
internal import CaseProtocol

/// The server's keys for bundles: one signs them, one opens those that come in.
///
/// They are not the ledger's: that key vouches for history for ever, these can be changed when a machine is replaced.
public struct BundleKeys: Sendable {
    public let signingKey: SigningKey
    public let agreementKey: AgreementKey

    public init(signingKey: SigningKey, agreementKey: AgreementKey) {
        self.signingKey = signingKey
        self.agreementKey = agreementKey
    }

    /// New keys.
    public static func random() throws -> BundleKeys {
        BundleKeys(signingKey: try .random(), agreementKey: try .random())
    }

    /// Reads `keys/bundle.key` and `keys/agreement.key` below `folder`, making what is missing.
    ///
    /// - Throws: ``KeyFileError``; ``CryptoError`` if the generator could not be seeded.
    public static func load(folder: String) throws -> BundleKeys {
        BundleKeys(
            signingKey: try SigningKey(rawBytes: try KeyFile(path: folder + "/keys/bundle.key").readOrMake()),
            agreementKey: try AgreementKey(rawBytes: try KeyFile(path: folder + "/keys/agreement.key").readOrMake()))
    }

    /// What devices are told at signing in.
    ///
    /// - Parameter ledger: what the server signs history and receipts with.
    func told(epoch: String, ledger: VerifyingKey) -> ServerKeys {
        ServerKeys(
            signing: Base64URL.encode(signingKey.verifyingKey.rawBytes),
            agreement: Base64URL.encode(agreementKey.publicKey.rawBytes), epoch: epoch,
            ledger: Base64URL.encode(ledger.rawBytes))
    }
}
