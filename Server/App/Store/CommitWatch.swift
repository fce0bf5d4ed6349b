internal import Synchronization

/// Who is told of a store's commits; for stores to share.
///
/// The closure lies in a structure on purpose: a `Mutex` of a bare closure wraps it at each access and keeps the wrapping,
/// so that each commit would be told through a longer chain than the one before, for as long as the process lives.
package final class CommitWatch: Sendable {
    private struct Watcher: Sendable {
        let tell: @Sendable (Touched) -> Void
    }

    private let watcher = Mutex<Watcher?>(nil)

    package init() {}

    /// From now on `tell` is told.
    package func set(_ tell: @escaping @Sendable (Touched) -> Void) {
        watcher.withLock { $0 = Watcher(tell: tell) }
    }

    package func tell(_ touched: Touched) {
        if touched.isEmpty { return }
        let watcher = watcher.withLock { $0 }
        watcher?.tell(touched)
    }
}
