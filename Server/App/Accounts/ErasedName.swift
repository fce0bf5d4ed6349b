internal import CaseCrypto
internal import CaseProtocol

/// What the account of an erased person is called: nothing that anybody could read, and always the same for one name, so that
/// nobody takes it again.
struct ErasedName: Sendable {
    private let key: [UInt8]

    /// Under a key of the server: whoever has the store alone tries no names.
    ///
    /// - Throws: ``CryptoError``.
    init(_ keys: LedgerKeys) throws {
        key = try HKDF.derive(
            keys.cursorKey.bytes, salt: [], info: Array("tatua erased names".utf8), byteCount: 32)
    }

    func text(_ name: String) -> String {
        "erased-" + HMACSHA256.authenticate(Array(name.lowercased().utf8), key: key).hex
    }

    /// Whether somebody has the name, or had it and was erased.
    func isTaken(_ name: String, in snapshot: any CaseSnapshot) throws -> Bool {
        try snapshot.account(named: name) != nil || snapshot.account(named: text(name)) != nil
    }
}

extension ServerCore {
    /// Derived when it is needed: a key that is not kept cannot be found.
    func erasedNames() throws -> ErasedName { try ErasedName(keys) }
}
