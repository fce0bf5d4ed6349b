internal import CaseProtocol
internal import Synchronization

/// Counts failed sign-ins by name and by address, in memory and within bounds. An attempt counts as failed until it has
/// succeeded, so that many at once gain nothing.
package final class AttemptLimiter: Sendable {
    /// How many failures within the window lock a name out.
    static let failuresMax = 10
    /// The same for an address: an office, or everybody behind a proxy, shares one.
    static let addressFailuresMax = 100
    package static let windowMinutes = 15
    /// How many names and addresses are remembered.
    static let keysMax = 10_000

    private static let windowMilliseconds = Int64(windowMinutes) * 60_000

    /// An attempt under way.
    struct Attempt: Sendable {
        fileprivate let name: String
        fileprivate let address: String?
        fileprivate let at: Timestamp
    }

    /// The moments of failures, oldest first.
    private let failures = Mutex<[String: [Timestamp]]>([:])

    /// - Throws: ``ProblemCode/tooManyAttempts`` while the name or the address is locked out.
    func begin(name: String, address: String?, at now: Timestamp) throws(Problem) -> Attempt {
        let attempt = Attempt(
            name: "name:" + name.lowercased().prefix(AccountRules.nameCharactersMax),
            address: address.map { "address:" + $0 }, at: now)
        let isLockedOut = failures.withLock { failures in
            let keys = [attempt.name, attempt.address].compactMap(\.self)
            let oldest = now.milliseconds - Self.windowMilliseconds
            for key in keys {
                failures[key]?.removeAll { $0.milliseconds <= oldest }
                if failures[key]?.isEmpty ?? false { failures[key] = nil }
            }
            if failures[attempt.name]?.count ?? 0 >= Self.failuresMax { return true }
            if let address = attempt.address, failures[address]?.count ?? 0 >= Self.addressFailuresMax { return true }
            for key in keys { failures[key, default: []].append(now) }
            if failures.count > Self.keysMax { Self.forgetOldest(&failures) }
            return false
        }
        guard !isLockedOut else {
            throw Problem(
                .tooManyAttempts,
                "Too many wrong passwords. Try again in \(Self.windowMinutes) minutes, or ask for a new password.")
        }
        return attempt
    }

    /// The password was right: the name starts anew, and the address is not charged with this attempt.
    func succeeded(_ attempt: Attempt) {
        failures.withLock { failures in
            failures[attempt.name] = nil
            Self.remove(attempt.at, of: attempt.address, from: &failures)
        }
    }

    /// The attempt was not decided.
    func withdraw(_ attempt: Attempt) {
        failures.withLock { failures in
            Self.remove(attempt.at, of: attempt.name, from: &failures)
            Self.remove(attempt.at, of: attempt.address, from: &failures)
        }
    }

    /// A new password: earlier failures under this name no longer matter.
    func forget(name: String) { failures.withLock { $0["name:" + name.lowercased()] = nil } }

    private static func remove(_ moment: Timestamp, of key: String?, from failures: inout [String: [Timestamp]]) {
        guard let key, var moments = failures[key], let index = moments.lastIndex(of: moment) else { return }
        moments.remove(at: index)
        failures[key] = moments.isEmpty ? nil : moments
    }

    /// Drops the half that failed longest ago.
    private static func forgetOldest(_ failures: inout [String: [Timestamp]]) {
        let byAge = failures.sorted { ($0.value.last?.milliseconds ?? 0) > ($1.value.last?.milliseconds ?? 0) }
        failures = Dictionary(uniqueKeysWithValues: byAge.prefix(keysMax / 2).map { ($0.key, $0.value) })
    }
}
