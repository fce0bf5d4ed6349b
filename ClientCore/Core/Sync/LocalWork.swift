/// Notices what others put into the outbox of a replica that nobody holds meanwhile.
///
/// Implementations: ``PolledLocalWork``, and ``NoLocalWork`` where nobody else works on the replica.
public protocol LocalWork: Sendable {
    /// Returns once there is something that was never sent.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first; errors of the device.
    func arrival() async throws
}

/// Looks every few seconds, and holds the replica no longer than a look takes.
public struct PolledLocalWork: LocalWork {
    /// How often it looks, in milliseconds.
    public static let pauseMilliseconds = 3_000

    private let open: @Sendable () throws -> Replica
    private let sleeper: any Sleeper

    /// - Parameter open: opens the replica; let go of after each look.
    public init(_ open: @escaping @Sendable () throws -> Replica, sleeper: any Sleeper = SystemSleeper()) {
        self.open = open
        self.sleeper = sleeper
    }

    /// Sleeps and looks until there is something.
    public func arrival() async throws {
        repeat { try await sleeper.sleep(milliseconds: Self.pauseMilliseconds) } while try !isThere()
    }

    /// Somebody who holds the replica at this moment is not disturbed: what they do is seen by the next look.
    private func isThere() throws -> Bool {
        do {
            return try open().hasUnsentCommands
        } catch ReplicaFault.inUse {
            return false
        }
    }
}

/// Never notices anything.
public struct NoLocalWork: LocalWork {
    /// For a replica on which nobody else works.
    public init() {}

    /// Waits until it is cancelled.
    public func arrival() async throws {
        let never = AsyncStream<Void> { _ in }
        for await _ in never {}
        throw CancellationError()
    }
}
