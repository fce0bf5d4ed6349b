public import CaseCrypto

/// The server's own secrets: the one that signs the ledger and the one that seals cursors.
public struct LedgerKeys: Sendable {
    /// Signs commit headers.
    public let signingKey: SigningKey
    /// Seals pull cursors.
    public let cursorKey: SymmetricKey

    public init(signingKey: SigningKey, cursorKey: SymmetricKey) {
        self.signingKey = signingKey
        self.cursorKey = cursorKey
    }

    /// What others check signatures with.
    public var verifyingKey: VerifyingKey { signingKey.verifyingKey }

    /// New keys.
    ///
    /// - Throws: ``CryptoError`` if the generator could not be seeded.
    public static func random() throws -> LedgerKeys {
        LedgerKeys(signingKey: try .random(), cursorKey: try .random())
    }
}
