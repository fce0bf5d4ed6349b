public import CaseProtocol
internal import Synchronization

/// Where a server keeps the directives that it gave, and what devices handed in before they erased their replicas.
///
/// Implementations: ``InMemoryDirectiveShelf`` and ``FileDirectiveShelf``; one contract suite runs on both.
public protocol DirectiveShelf: Sendable {
    /// The directive to a replica; `nil` when there is none.
    func directive(to replica: ReplicaID) -> SignedDirective?
    /// Keeps a directive for ever: the id of a replica that was wiped is not used again. On disk when it returns.
    func put(_ directive: SignedDirective) throws
    /// Keeps what was handed in, the first time; answers whether it was the first.
    func keep(_ bundle: [UInt8], from replica: ReplicaID) throws -> Bool
    /// Whether just this was handed in, by whichever replica.
    func holds(_ bundle: [UInt8]) throws -> Bool
}

/// A ``DirectiveShelf`` that forgets everything when it goes.
public final class InMemoryDirectiveShelf: DirectiveShelf {
    private let directives = Mutex<[ReplicaID: SignedDirective]>([:])
    private let bundles = Mutex<[ReplicaID: [[UInt8]]]>([:])

    /// An empty one.
    public init() {}

    public func directive(to replica: ReplicaID) -> SignedDirective? { directives.withLock { $0[replica] } }
    public func put(_ directive: SignedDirective) {
        directives.withLock { $0[directive.directive.replica] = directive }
    }
    public func keep(_ bundle: [UInt8], from replica: ReplicaID) -> Bool {
        bundles.withLock { bundles in
            guard bundles[replica]?.contains(bundle) != true else { return false }
            bundles[replica, default: []].append(bundle)
            return true
        }
    }
    public func holds(_ bundle: [UInt8]) -> Bool { bundles.withLock { $0.values.contains { $0.contains(bundle) } } }
}
