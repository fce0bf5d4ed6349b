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
    /// The machine has one clock.
    public init() {}

    /// The moment by the machine's clock, which may be set back at any time.
    public func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

/// A clock that stands still until somebody moves it: for tests and the simulator.
public final class ManualClock: ServerClock {
    private let time: Mutex<Timestamp>

    /// A clock that shows `start`.
    public init(_ start: Timestamp) { time = Mutex(start) }

    /// Where it was last moved to.
    public func now() -> Timestamp { time.withLock { $0 } }

    /// Moves the clock, backwards too.
    public func set(_ moment: Timestamp) { time.withLock { $0 = moment } }

    /// Moves it on by whole milliseconds.
    public func advance(milliseconds: Int64) {
        time.withLock { $0 = Timestamp(milliseconds: $0.milliseconds + milliseconds) }
    }

    /// Moves it on by days of 24 hours.
    public func advance(days: Int) { advance(milliseconds: Int64(days) * 86_400_000) }
}
