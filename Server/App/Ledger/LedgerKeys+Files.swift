import CaseCrypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension LedgerKeys {
    /// Reads `keys/ledger.key` and `keys/cursor.key` below `folder`, making what is missing. Each file holds 32 bytes
    /// as they are and may be read by its owner alone.
    ///
    /// - Throws: ``KeyFileError``; Foundation's errors for a folder that cannot be made; ``CryptoError`` if the generator
    ///   could not be seeded.
    public static func load(folder: String) throws -> LedgerKeys {
        let keys = folder + "/keys"
        try FileManager.default.createDirectory(
            atPath: keys, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let seed = try KeyFile(path: keys + "/ledger.key").readOrMake()
        let cursor = try KeyFile(path: keys + "/cursor.key").readOrMake()
        guard let cursorKey = SymmetricKey(bytes: cursor) else {
            throw KeyFileError(path: keys + "/cursor.key", reason: "it does not hold 32 bytes")
        }
        return LedgerKeys(signingKey: try SigningKey(rawBytes: seed), cursorKey: cursorKey)
    }
}
