internal import CaseProtocol
internal import Synchronization

/// Counts questions for digests by account, in memory and within bounds: each costs a look at much of what the asker sees,
/// and an honest replica asks few.
final class DigestLimiter: Sendable {
    /// How many an account may ask within the window: two whole walks of two devices.
    static let requestsMax = 256
    static let windowMilliseconds: Int64 = 900_000
    /// How many accounts are remembered.
    static let accountsMax = 10_000

    private struct Window {
        var begunAt: Int64
        var count = 0
    }

    private let windows = Mutex<[UserID: Window]>([:])

    /// Counts one question.
    ///
    /// - Throws: ``ProblemCode/tooManyAttempts`` with ``Problem/waitSeconds`` until the account's window is over.
    func count(_ user: UserID, at now: Timestamp) throws(Problem) {
        let leftMilliseconds: Int64? = windows.withLock { windows in
            var window = windows[user] ?? Window(begunAt: now.milliseconds)
            // A clock that was put back begins a window anew as well.
            let age = now.milliseconds - window.begunAt
            if age < 0 || age >= Self.windowMilliseconds { window = Window(begunAt: now.milliseconds) }
            window.count += 1
            if windows[user] == nil, windows.count >= Self.accountsMax { Self.forgetOldest(&windows) }
            windows[user] = window
            return window.count > Self.requestsMax ? window.begunAt + Self.windowMilliseconds - now.milliseconds : nil
        }
        guard let leftMilliseconds else { return }
        throw Problem(
            .tooManyAttempts, "The data was compared too often in a short time. Go on later; nothing is lost.",
            waitSeconds: Int((leftMilliseconds + 999) / 1_000))
    }

    /// Drops the half that began longest ago.
    private static func forgetOldest(_ windows: inout [UserID: Window]) {
        let byAge = windows.sorted { $0.value.begunAt > $1.value.begunAt }
        windows = Dictionary(byAge.prefix(accountsMax / 2).map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    }
}
