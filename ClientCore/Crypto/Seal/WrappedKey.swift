internal import CaseCrypto
internal import CaseProtocol
public import ClientCore

/// The key of a sealed replica as it lies in its database, in the clear: wrapped by the passphrase and by the recovery key. The
/// key of the files is wrapped by the replica's key, so that another key for the replica leaves the files as they are.
public struct WrappedKey: Hashable, Sendable, Codable {
    /// How short a passphrase may be, in characters.
    public static let passphraseLengthMin = 8

    /// 1; a later one is not opened.
    public let format: Int
    let salt: String
    let n: UInt64
    let r: UInt32
    let p: UInt32
    let byPassphrase: String
    let byRecovery: String
    let files: String

    /// Wraps `key`.
    ///
    /// - Parameter former: what it replaces, with the key that opens it: the key of the files stays.
    /// - Throws: a ``Problem`` for a passphrase that is too short.
    public init(
        _ key: ReplicaKey, passphrase: String, recovery: RecoveryKey,
        replacing former: (wrapped: WrappedKey, key: ReplicaKey)? = nil
    ) throws {
        try self.init(key, passphrase: passphrase, recovery: recovery, replacing: former, rounds: 1 << 17)
    }

    /// - Parameter rounds: scrypt's n, a power of two.
    package init(
        _ key: ReplicaKey, passphrase: String, recovery: RecoveryKey,
        replacing former: (wrapped: WrappedKey, key: ReplicaKey)? = nil, rounds: UInt64
    ) throws {
        guard passphrase.count >= Self.passphraseLengthMin else {
            throw Problem(
                .invalidField,
                "A passphrase has \(Self.passphraseLengthMin) characters or more; several words are best.",
                path: "passphrase")
        }
        let saltBytes = try SecureRandom.bytes(16)
        format = 1
        salt = Base64URL.encode(saltBytes)
        (n, r, p) = (rounds, 8, 1)
        guard let cost = ScryptCost(n: n, r: r, p: p) else { throw CryptoError.malformed("no cost of scrypt's") }
        byPassphrase = try Self.wrap(key.secret, by: Self.key(of: passphrase, saltBytes, cost), "passphrase")
        byRecovery = try Self.wrap(key.secret, by: Self.key(of: recovery, saltBytes), "recovery")
        let filesKey = try former.map { try Self.unwrap($0.wrapped.files, by: $0.key.secret, "files") }
        files = try Self.wrap(try filesKey ?? SymmetricKey.random(), by: key.secret, "files")
    }

    /// Reads what the database keeps.
    ///
    /// - Throws: ``ReplicaFault/damaged(_:)``.
    public init(parsing bytes: [UInt8]) throws {
        do {
            self = try CanonicalJSON.decode(WrappedKey.self, from: bytes)
        } catch is DecodingError {
            throw ReplicaFault.damaged("The wrapped key of this replica cannot be read.")
        }
        guard format == 1 else {
            throw ReplicaFault.damaged("This replica was sealed by a newer tatua; this one cannot open it.")
        }
    }

    /// What the database keeps.
    public func bytes() throws -> [UInt8] { try CanonicalJSON.encode(self) }

    /// The key, by the passphrase. Takes some tenths of a second.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/wrongCredentials``.
    public func open(passphrase: String) throws -> ReplicaKey {
        guard let saltBytes = Base64URL.decode(salt), let cost = ScryptCost(n: n, r: r, p: p) else {
            throw ReplicaFault.damaged("The wrapped key of this replica cannot be read.")
        }
        do {
            return ReplicaKey(
                secret: try Self.unwrap(byPassphrase, by: Self.key(of: passphrase, saltBytes, cost), "passphrase"))
        } catch CryptoError.authentication {
            throw Problem(.wrongCredentials, "This is not the passphrase of this replica.", path: "passphrase")
        }
    }

    /// The key, by the recovery key.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/wrongCredentials``.
    public func open(recovery: RecoveryKey) throws -> ReplicaKey {
        do {
            let saltBytes = Base64URL.decode(salt) ?? []
            return ReplicaKey(
                secret: try Self.unwrap(byRecovery, by: Self.key(of: recovery, saltBytes), "recovery"))
        } catch CryptoError.authentication {
            throw Problem(.wrongCredentials, "This is not the recovery key of this replica.", path: "recoveryKey")
        }
    }

    /// What seals the files on the shelf.
    ///
    /// - Throws: ``ReplicaFault/locked(_:)`` when `key` is not the key of this replica.
    public func fileSeal(_ key: ReplicaKey) throws -> any ReplicaSeal {
        do {
            return try SystemReplicaSeal(Self.unwrap(files, by: key.secret, "files"), for: "files")
        } catch CryptoError.authentication {
            throw ReplicaFault.locked("The key at hand is not the key of this replica any more. Run: tatua unlock")
        }
    }

    private static func key(of passphrase: String, _ salt: [UInt8], _ cost: ScryptCost) throws -> SymmetricKey {
        var bytes = try Scrypt.derive(
            Array(passphrase.utf8), salt: salt, cost: cost, byteCount: SymmetricKey.byteCount)
        defer { SecretBytes.wipe(&bytes) }
        guard let key = SymmetricKey(bytes: bytes) else { throw CryptoError.malformed("a derived key") }
        return key
    }

    private static func key(of recovery: RecoveryKey, _ salt: [UInt8]) throws -> SymmetricKey {
        // 130 random bits need no slow hash.
        var bytes = try HKDF.derive(
            recovery.bytes, salt: salt, info: Array("tatua recovery key".utf8), byteCount: SymmetricKey.byteCount)
        defer { SecretBytes.wipe(&bytes) }
        guard let key = SymmetricKey(bytes: bytes) else { throw CryptoError.malformed("a derived key") }
        return key
    }

    private static func wrap(_ secret: SymmetricKey, by key: SymmetricKey, _ use: String) throws -> String {
        Base64URL.encode(try AESGCM.seal(secret.bytes, key: key, binding: place(use)))
    }

    private static func unwrap(_ text: String, by key: SymmetricKey, _ use: String) throws -> SymmetricKey {
        guard let sealed = Base64URL.decode(text),
            let secret = SymmetricKey(bytes: try AESGCM.open(sealed, key: key, binding: place(use)))
        else { throw ReplicaFault.damaged("The wrapped key of this replica cannot be read.") }
        return secret
    }

    private static func place(_ use: String) -> [UInt8] { Array("tatua replica key 1: \(use)".utf8) }
}
