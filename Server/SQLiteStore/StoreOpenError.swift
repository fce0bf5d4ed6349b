/// Why a file cannot be used as a store.
public enum StoreOpenError: Error, Hashable, Sendable {
    /// A newer program made or changed it.
    case newerSchema
    /// Its commits were signed with another key than `keys/ledger.key`.
    case otherSigner
    /// SQLite does not promise that commits survive a power cut.
    case notDurable
}
