/// What is kept of a password: enough to recognise it, not enough to know it.
///
/// The cost is stored with each hash, so raising ``ScryptCost/password`` leaves older hashes valid. Passwords count as
/// their UTF-8 bytes, without Unicode normalisation: é typed as one code point and as two are different passwords.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible {
    private static let scheme = "scrypt"
    private static let saltByteCount = 16
    private static let hashByteCount = 32

    private let cost: ScryptCost
    private let salt: [UInt8]
    private let hash: [UInt8]

    private init(cost: ScryptCost, salt: [UInt8], hash: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// Reads what ``text`` wrote. Each hash has one spelling and no other is accepted.
    /// - Throws: ``CryptoError/malformed(_:)``, without repeating the text; also for a cost beyond what
    ///   ``ScryptCost/init(n:r:p:)`` allows.
    public init(parsing text: String) throws {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 6, fields[0] == Self.scheme else {
            throw CryptoError.malformed("a password hash reads scrypt$N$r$p$salt$hash")
        }
        guard let n = UInt64(fields[1]), let r = UInt32(fields[2]), let p = UInt32(fields[3]),
            [String(n), String(r), String(p)] == Array(fields[1...3]), let cost = ScryptCost(n: n, r: r, p: p)
        else {
            throw CryptoError.malformed("the cost of a password hash is three plain numbers within scrypt's limits")
        }
        guard let salt = Base64URL.decode(fields[4]), salt.count == Self.saltByteCount,
            let hash = Base64URL.decode(fields[5]), hash.count == Self.hashByteCount
        else {
            throw CryptoError.malformed("a password hash has a salt of 16 and a hash of 32 bytes, in base64url")
        }
        self.init(cost: cost, salt: salt, hash: hash)
    }

    /// Hashes `password` with a new salt. Takes as long as `cost` says; see ``Scrypt/derive(_:salt:cost:byteCount:)``.
    /// - Throws: ``CryptoError/library(operation:)`` if there is no randomness or no memory.
    public static func make(_ password: String, cost: ScryptCost = .password) throws -> PasswordHash {
        let salt = try SecureRandom.bytes(saltByteCount)
        let hash = try Scrypt.derive(Array(password.utf8), salt: salt, cost: cost, byteCount: hashByteCount)
        return PasswordHash(cost: cost, salt: salt, hash: hash)
    }

    /// `scrypt$N$r$p$salt$hash`: decimal numbers, then 22 and 43 characters of ``Base64URL``.
    public var text: String {
        [
            Self.scheme, String(cost.n), String(cost.r), String(cost.p), Base64URL.encode(salt), Base64URL.encode(hash),
        ].joined(separator: "$")
    }

    /// Names the cost alone: salt and hash are what a guesser needs, and stay out of logs. ``text`` is for storing.
    public var description: String { "PasswordHash(\(Self.scheme), N=\(cost.n), r=\(cost.r), p=\(cost.p))" }

    /// Whether this is the hash of `password`. The time taken depends on the cost and the password's length only.
    /// A derivation that fails for want of memory counts as no match.
    public func matches(_ password: String) -> Bool {
        let derived = try? Scrypt.derive(Array(password.utf8), salt: salt, cost: cost, byteCount: hash.count)
        guard let derived else { return false }
        return equalInConstantTime(derived, hash)
    }
}
