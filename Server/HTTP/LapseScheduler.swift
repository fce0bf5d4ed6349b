internal import CaseProtocol
internal import Logging
public import Server
public import ServiceLifecycle

/// Lets time act: looks for lapsed time limits, and for alternates whose days begin or are over, at the start and then again and again, until the server stops.
public struct LapseScheduler: Service {
    private let core: ServerCore
    private let wait: @Sendable () async throws -> Void

    /// - Parameter wait: returns when it is time to look again; throws when it is time to stop.
    public init(core: ServerCore, wait: @escaping @Sendable () async throws -> Void) {
        self.core = core
        self.wait = wait
    }

    /// Looks every so many seconds.
    public init(core: ServerCore, everySeconds seconds: Int = 60) {
        self.init(core: core) { try await Task.sleep(for: .seconds(seconds)) }
    }

    /// Runs until ``wait`` throws, the task is cancelled or the server stops gracefully. A failed look is logged, not thrown.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await core.renewPlacements()
                    try await core.runAlternates()
                } catch {
                    core.log.error("new rules or alternates failed", metadata: ["error": "\(error.logText)"])
                }
                do {
                    _ = try await core.runDueLapses()
                } catch {
                    core.log.error("looking for lapsed time limits failed", metadata: ["error": "\(error.logText)"])
                }
                do { try await wait() } catch { return }
            }
        }
    }
}
