internal import CaseProtocol
internal import Logging
internal import Synchronization

/// Whether a server can do its work, and what keeps it from it. Says nothing of what it holds.
public struct Readiness: Hashable, Sendable, Codable {
    public var ready: Bool
    /// `ok`, or what is wrong, by what was looked at: `store` (a write went through), `disk` (there is room).
    public var checks: [String: String]

    public init(checks: [String: String]) {
        self.checks = checks
        ready = checks.values.allSatisfy { $0 == "ok" }
    }
}

/// The last look, so that whoever asks often costs nothing.
final class ReadinessMemory: Sendable {
    private let last = Mutex<(at: Timestamp, readiness: Readiness)?>(nil)

    func look(at now: Timestamp) -> Readiness? {
        last.withLock { last in
            guard let last, (0..<1_000).contains(now.milliseconds - last.at.milliseconds) else { return nil }
            return last.readiness
        }
    }

    func keep(_ readiness: Readiness, at now: Timestamp) { last.withLock { $0 = (now, readiness) } }
}

extension ServerCore {
    /// The least room on the disk with which work is taken on, in bytes.
    public static let roomBytesMin = 67_108_864

    /// Looks whether a write goes through the queue to the disk and whether there is room for more; at most once a second.
    public func readiness() async -> Readiness {
        let now = clock.now()
        if let known = readinessMemory.look(at: now) { return known }
        var checks = ["store": "ok", "disk": "ok"]
        do {
            _ = try await identity()
            try await store.write { _ in }
        } catch {
            log.error("the store takes no writes", metadata: ["error": "\(error.logText)"])
            checks["store"] = "takes no writes"
        }
        if let free = room(), free < Self.roomBytesMin { checks["disk"] = "almost full" }
        let readiness = Readiness(checks: checks)
        readinessMemory.keep(readiness, at: now)
        return readiness
    }
}
