internal import CaseProtocol
internal import Synchronization

/// Counts failed attempts of every kind, in memory and within bounds. An attempt counts as failed until it has succeeded, so
/// that many at once gain nothing. What is counted together, and up to what, is in ``AttemptSubject``.
package final class AttemptLimiter: Sendable {
    package static let windowMinutes = 15
    /// How many counts are kept.
    static let keysMax = 20_000

    /// What is counted.
    struct Key: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            /// Everything from one address.
            case address
            /// A name, from one address and from everywhere.
            case signIn, recovery
            /// A device that has signed in to this account before.
            case device
            /// Somebody who is signed in, and gives password or code again.
            case own
            case registration
            /// Somebody who is signed in makes or joins an organisation.
            case organisation
            /// Codes for another password: that an officer asks for, and for one name.
            case codeGiver, codeTaker
            /// New accounts without a name, of all addresses.
            case nameless

            /// For how long an attempt counts.
            var windowMilliseconds: Int64 { Int64(self == .nameless ? 60 : AttemptLimiter.windowMinutes) * 60_000 }
        }

        let kind: Kind
        var name = ""
        var address = ""
    }

    /// An attempt under way.
    struct Attempt: Sendable {
        fileprivate let keys: [Key]
        fileprivate let at: Timestamp
    }

    /// The moments of failures, oldest first.
    private let failures = Mutex<[Key: [Timestamp]]>([:])

    /// - Throws: ``ProblemCode/tooManyAttempts`` while any of its counts is full.
    func begin(_ subject: AttemptSubject, address: String?, at now: Timestamp) throws(Problem) -> Attempt {
        let limits = subject.limits(address: address.map(AddressBlock.text))
        let isFull = failures.withLock { failures in
            for (key, _) in limits {
                let oldest = now.milliseconds - key.kind.windowMilliseconds
                failures[key]?.removeAll { $0.milliseconds <= oldest }
                if failures[key]?.isEmpty ?? false { failures[key] = nil }
            }
            if limits.contains(where: { failures[$0.key]?.count ?? 0 >= $0.max }) { return true }
            for (key, _) in limits { failures[key, default: []].append(now) }
            if failures.count > Self.keysMax { Self.forgetOldest(&failures) }
            return false
        }
        if isFull { throw subject.refusal }
        return Attempt(keys: limits.map(\.key), at: now)
    }

    /// It was right: the narrowest count starts anew, and the wider ones are not charged with it.
    func succeeded(_ attempt: Attempt) {
        failures.withLock { failures in
            if let first = attempt.keys.first { failures[first] = nil }
            for key in attempt.keys.dropFirst() { Self.remove(attempt.at, of: key, from: &failures) }
        }
    }

    /// It was not decided.
    func withdraw(_ attempt: Attempt) {
        failures.withLock { failures in
            for key in attempt.keys { Self.remove(attempt.at, of: key, from: &failures) }
        }
    }

    /// A new password: earlier failures under this name no longer matter.
    func forget(name: String) {
        let name = AttemptSubject.folded(name)
        failures.withLock { failures in failures = failures.filter { $0.key.name != name } }
    }

    private static func remove(_ moment: Timestamp, of key: Key, from failures: inout [Key: [Timestamp]]) {
        guard var moments = failures[key], let index = moments.lastIndex(of: moment) else { return }
        moments.remove(at: index)
        failures[key] = moments.isEmpty ? nil : moments
    }

    /// Drops the half that failed longest ago.
    private static func forgetOldest(_ failures: inout [Key: [Timestamp]]) {
        let byAge = failures.sorted { ($0.value.last?.milliseconds ?? 0) > ($1.value.last?.milliseconds ?? 0) }
        failures = Dictionary(uniqueKeysWithValues: byAge.prefix(keysMax / 2).map { ($0.key, $0.value) })
    }
}
