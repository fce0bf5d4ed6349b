public import CaseProtocol
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What time it is. The only way by which the server learns it.
public protocol ServerClock: Sendable {
    func now() -> Timestamp
}

/// The machine's clock.
public struct SystemServerClock: ServerClock {
    public init() {}

    public func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

/// A clock that stands still until somebody moves it: for tests and the simulator.
public final class ManualClock: ServerClock {
    private let time: Mutex<Timestamp>

    public init(_ start: Timestamp) { time = Mutex(start) }

    public func now() -> Timestamp { time.withLock { $0 } }

    /// Moves the clock, backwards too.
    public func set(_ moment: Timestamp) { time.withLock { $0 = moment } }

    public func advance(milliseconds: Int64) {
        time.withLock { $0 = Timestamp(milliseconds: $0.milliseconds + milliseconds) }
    }

    public func advance(days: Int) { advance(milliseconds: Int64(days) * 86_400_000) }
}
