public import CaseCrypto
public import CaseProtocol
internal import Synchronization

/// What became of something that a device handed in.
public enum RescueKeeping: Sendable {
    /// It is kept now, or was already; nothing of it is kept, since its replica has no room left.
    case kept, known, full
}

/// Where a server keeps the directives that it gave, and what devices handed in before they erased their replicas.
///
/// Implementations: ``InMemoryDirectiveShelf`` and ``FileDirectiveShelf``; one contract suite runs on both.
public protocol DirectiveShelf: Sendable {
    /// The directive to a replica; `nil` when there is none.
    func directive(to replica: ReplicaID) -> SignedDirective?
    /// Keeps a directive for ever: the id of a replica that was wiped is not used again. On disk when it returns.
    func put(_ directive: SignedDirective) throws
    /// Keeps what was handed in, the first time that a replica hands this content in: each attempt is sealed anew, and is other bytes.
    ///
    /// - Parameter content: the hash of what is inside.
    /// - Parameter bytesMax: how many bytes are kept of one replica.
    func keep(_ bundle: [UInt8], of content: Digest, from replica: ReplicaID, bytesMax: Int) throws -> RescueKeeping
    /// Whether just this was handed in, by whichever replica.
    func holds(_ bundle: [UInt8]) throws -> Bool
}

/// A ``DirectiveShelf`` that forgets everything when it goes.
public final class InMemoryDirectiveShelf: DirectiveShelf {
    private let directives = Mutex<[ReplicaID: SignedDirective]>([:])
    private let bundles = Mutex<[ReplicaID: [Digest: [UInt8]]]>([:])

    /// An empty one.
    public init() {}

    public func directive(to replica: ReplicaID) -> SignedDirective? { directives.withLock { $0[replica] } }
    public func put(_ directive: SignedDirective) {
        directives.withLock { $0[directive.directive.replica] = directive }
    }
    public func keep(
        _ bundle: [UInt8], of content: Digest, from replica: ReplicaID, bytesMax: Int
    ) -> RescueKeeping {
        bundles.withLock { bundles in
            let held = bundles[replica] ?? [:]
            guard held[content] == nil else { return .known }
            guard held.values.reduce(bundle.count, { $0 + $1.count }) <= bytesMax else { return .full }
            bundles[replica, default: [:]][content] = bundle
            return .kept
        }
    }
    public func holds(_ bundle: [UInt8]) -> Bool {
        bundles.withLock { $0.values.contains { $0.values.contains(bundle) } }
    }
}
