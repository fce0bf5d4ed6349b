import Foundation
import Synchronization

/// Counts from 0.
final class Counter: Sendable {
    private let value = Atomic(0)

    /// Returns the present number and goes on to the next.
    func advance() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}

/// Holds up threads that pass through it until it is opened.
final class Gate: Sendable {
    private let isOpen = Atomic(false)
    private let arrivals = Atomic(0)

    var hasArrival: Bool { arrivals.load(ordering: .acquiring) > 0 }

    func open() { isOpen.store(true, ordering: .releasing) }

    /// Blocks the thread; only for a body on the writer's own thread.
    func pass() {
        arrivals.add(1, ordering: .releasing)
        while !isOpen.load(ordering: .acquiring) { sched_yield() }
    }
}
