internal import CaseCrypto
internal import CaseProtocol

/// Seals the secrets of second factors.
struct FactorKey: Sendable {
    private let key: SymmetricKey

    /// - Throws: ``CryptoError``.
    init(_ keys: LedgerKeys) throws {
        let bytes = try HKDF.derive(
            keys.cursorKey.bytes, salt: [], info: Array("tatua second factor".utf8),
            byteCount: SymmetricKey.byteCount)
        guard let key = SymmetricKey(bytes: bytes) else { throw CryptoError.malformed("a derived key") }
        self.key = key
    }

    func seal(_ secret: [UInt8], of user: UserID) throws -> [UInt8] {
        try AESGCM.seal(secret, key: key, binding: Array(user.description.utf8))
    }

    func open(_ factor: SecondFactor) throws -> [UInt8] {
        try AESGCM.open(factor.sealedSecret, key: key, binding: Array(factor.user.description.utf8))
    }
}
