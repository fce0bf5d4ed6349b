internal import CaseCrypto
public import ClientCore

/// ``ReplicaSeal`` with AES-256-GCM and HMAC-SHA-256, each under a key of its own that is derived from one.
public struct SystemReplicaSeal: ReplicaSeal {
    private let key: SymmetricKey
    private let markKey: SymmetricKey

    /// - Parameters:
    ///   - secret: random, 32 bytes.
    ///   - use: what it seals; another one gives other keys.
    init(_ secret: SymmetricKey, for use: String) throws {
        key = try secret.derived("tatua replica \(use): seal")
        markKey = try secret.derived("tatua replica \(use): mark")
    }

    /// A nonce, the ciphertext, a tag.
    public func seal(_ bytes: [UInt8], at place: SealedPlace) throws -> [UInt8] {
        try AESGCM.seal(bytes, key: key, binding: place.bytes)
    }

    /// What was sealed at this place.
    public func open(_ sealed: [UInt8], at place: SealedPlace) throws -> [UInt8] {
        do {
            return try AESGCM.open(sealed, key: key, binding: place.bytes)
        } catch is CryptoError {
            throw ReplicaFault.damaged("Something that was sealed was changed, or belongs elsewhere.")
        }
    }

    /// The first half of an authentication code.
    public func mark(_ bytes: [UInt8], for use: String) -> [UInt8] {
        let code = HMACSHA256.authenticate(SealedPlace(use, bytes).bytes, key: markKey.bytes)
        return Array(code.bytes.prefix(16))
    }
}

extension SymmetricKey {
    /// The key that belongs to this one and `info`.
    func derived(_ info: String) throws -> SymmetricKey {
        let bytes = try HKDF.derive(self.bytes, salt: [], info: Array(info.utf8), byteCount: Self.byteCount)
        guard let key = SymmetricKey(bytes: bytes) else { throw CryptoError.malformed("a derived key") }
        return key
    }
}
