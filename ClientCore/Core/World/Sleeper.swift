/// Lets time pass.
public protocol Sleeper: Sendable {
    /// Returns after `milliseconds`.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first.
    func sleep(milliseconds: Int) async throws
}

/// Waits in real time.
public struct SystemSleeper: Sleeper {
    /// Of this machine.
    public init() {}

    /// Suspends the task.
    public func sleep(milliseconds: Int) async throws { try await Task.sleep(for: .milliseconds(milliseconds)) }
}
