import CaseProtocol
import Glibc
import NIOCore
import Server
import ServerSQLite

/// What an error means for the person at the terminal: one sentence or two, with what to do about it.
enum FailureWords {
    static func sentence(_ error: any Error) -> String {
        switch error {
        case let problem as Problem: problem.message
        case let error as StoreOpenError: sentence(error)
        case let error as KeyFileError: "A key cannot be used: \(error)."
        case let error as IOError: "The system refused: \(words(error))."
        default: "Something on this machine failed: \(error)"
        }
    }

    /// The system's own words for an input or output error, such as `connection refused`.
    static func words(_ error: IOError) -> String { String(cString: strerror(error.errnoCode)).lowercased() }

    private static func sentence(_ error: StoreOpenError) -> String {
        switch error {
        case .newerSchema: "A newer tatuad made or changed this store. Use that one: this one would damage it."
        case .otherSigner:
            "This store's ledger was signed with another key than keys/ledger.key. Put that key back from its backup."
        case .notDurable: "SQLite does not promise here that what is committed survives a power cut."
        }
    }
}
