public import CaseProtocol
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The device's wall clock. What it says is recorded as a claim and never used for order.
public protocol ReplicaClock: Sendable {
    /// The present moment.
    func now() -> Timestamp

    /// How long the machine has run, in milliseconds, with the time in which it slept: no clock that somebody sets.
    var uptimeMilliseconds: Int64 { get }
}

extension ReplicaClock {
    /// Nothing, for a clock that does not know: the wall clock counts alone then.
    public var uptimeMilliseconds: Int64 { 0 }
}

/// The clock of the machine.
public struct SystemReplicaClock: ReplicaClock {
    /// Reads the machine's clock.
    public init() {}

    /// Since the machine began.
    public var uptimeMilliseconds: Int64 {
        var moment = timespec()
        #if canImport(Glibc)
            clock_gettime(CLOCK_BOOTTIME, &moment)
        #else
            clock_gettime(CLOCK_MONOTONIC, &moment)
        #endif
        return Int64(moment.tv_sec) * 1_000 + Int64(moment.tv_nsec) / 1_000_000
    }

    /// The machine's time, in whole milliseconds.
    public func now() -> Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }
}

/// A clock that stands still until it is moved: for tests and simulation.
public final class ManualReplicaClock: ReplicaClock {
    private let moment: Mutex<Timestamp>
    private let uptime = Mutex<Int64>(0)

    /// Starts at `moment`.
    public init(_ moment: Timestamp) { self.moment = Mutex(moment) }

    /// The moment it was last set to.
    public func now() -> Timestamp { moment.withLock { $0 } }

    /// Moves the clock, forwards or backwards.
    public func set(_ moment: Timestamp) { self.moment.withLock { $0 = moment } }

    /// For how long the machine ran: as long as the clock was moved by, until it began anew.
    public var uptimeMilliseconds: Int64 { uptime.withLock { $0 } }

    /// Begins the machine anew.
    public func restart() { uptime.withLock { $0 = 0 } }

    /// Moves the clock by milliseconds.
    public func advance(milliseconds: Int64) {
        uptime.withLock { $0 += milliseconds }
        moment.withLock { $0 = Timestamp(milliseconds: $0.milliseconds + milliseconds) }
    }
}
