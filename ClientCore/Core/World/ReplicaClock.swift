public import CaseProtocol
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The device's wall clock. What it says is recorded as a claim and never used for order.
public protocol ReplicaClock: Sendable {
    /// The present moment.
    func now() -> Timestamp
}

/// The clock of the machine.
public struct SystemReplicaClock: ReplicaClock {
    /// Reads the machine's clock.
    public init() {}

    /// The machine's time, in whole milliseconds.
    public func now() -> Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }
}

/// A clock that stands still until it is moved: for tests and simulation.
public final class ManualReplicaClock: ReplicaClock {
    private let moment: Mutex<Timestamp>

    /// Starts at `moment`.
    public init(_ moment: Timestamp) { self.moment = Mutex(moment) }

    /// The moment it was last set to.
    public func now() -> Timestamp { moment.withLock { $0 } }

    /// Moves the clock, forwards or backwards.
    public func set(_ moment: Timestamp) { self.moment.withLock { $0 = moment } }

    /// Moves the clock by milliseconds.
    public func advance(milliseconds: Int64) {
        moment.withLock { $0 = Timestamp(milliseconds: $0.milliseconds + milliseconds) }
    }
}
