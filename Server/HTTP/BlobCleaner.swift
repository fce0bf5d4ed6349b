internal import CaseProtocol
internal import Logging
public import Server
public import ServiceLifecycle

/// Takes away bytes of evidence that nothing refers to, at the start and then every hour, until the server stops.
public struct BlobCleaner: Service {
    private let core: ServerCore
    private let wait: @Sendable () async throws -> Void

    /// - Parameter wait: returns when it is time to look again; throws when it is time to stop.
    public init(core: ServerCore, wait: @escaping @Sendable () async throws -> Void) {
        self.core = core
        self.wait = wait
    }

    /// Looks every so many seconds.
    public init(core: ServerCore, everySeconds seconds: Int = 3_600) {
        self.init(core: core) { try await Task.sleep(for: .seconds(seconds)) }
    }

    /// Runs until ``wait`` throws, the task is cancelled or the server stops gracefully. A failed look is logged, not thrown.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    _ = try await core.collectBlobs()
                } catch {
                    core.log.error("cleaning up files failed", metadata: ["error": "\(error.logText)"])
                }
                do { try await wait() } catch { return }
            }
        }
    }
}
