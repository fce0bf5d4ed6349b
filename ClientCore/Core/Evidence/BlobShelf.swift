public import CaseProtocol
import Synchronization

/// Where a replica keeps bytes of evidence: whole ones under their hash, and downloads in parts. Which of them may be
/// kept is for the ``Replica`` to say; who asks for a name that is not here gets nothing.
///
/// Implementations: ``InMemoryBlobShelf`` and `FileBlobShelf` (target ClientSQLite); one contract suite runs on both.
public protocol BlobShelf: Sendable {
    /// How many bytes a file has that is here whole; `nil` when it is not.
    func count(of blob: BlobID) throws -> Int?
    /// Bytes of a whole file from `offset` on, at most `count`.
    func bytes(of blob: BlobID, at offset: Int, count: Int) throws -> [UInt8]
    /// Puts a whole file there; the caller has checked that it is what its name says. On disk when this returns.
    func put(_ bytes: [UInt8], as blob: BlobID) throws
    /// Forgets a file and what came of its download; nothing happens when there is none.
    func remove(_ blob: BlobID) throws
    /// All files that are here, whole or in part, in order.
    func all() throws -> [BlobID]

    /// How many bytes of a download came.
    func partialCount(of blob: BlobID) throws -> Int
    /// Adds bytes to a download.
    func append(_ bytes: [UInt8], to blob: BlobID) throws
    /// What came of a download.
    func partial(of blob: BlobID) throws -> [UInt8]
    /// Forgets what came of a download, and nothing else.
    func dropPartial(of blob: BlobID) throws

    /// Notes whether a file was attached here and the server does not have it yet.
    func setUploadDue(_ isDue: Bool, of blob: BlobID) throws
    /// Files that were attached here and that the server does not have yet, in order.
    func uploadsDue() throws -> [BlobID]
}

extension BlobShelf {
    /// A whole file; `nil` when it is not here.
    public func bytes(of blob: BlobID) throws -> [UInt8]? {
        try count(of: blob).map { try bytes(of: blob, at: 0, count: $0) }
    }
}

/// A ``BlobShelf`` that forgets everything when it goes: for tests and simulations.
public final class InMemoryBlobShelf: BlobShelf {
    private struct State: Sendable {
        var whole: [BlobID: [UInt8]] = [:]
        var partial: [BlobID: [UInt8]] = [:]
        var due: Set<BlobID> = []
    }

    private let state = Mutex(State())

    /// An empty shelf.
    public init() {}

    /// How many bytes a file has that is here whole.
    public func count(of blob: BlobID) -> Int? { state.withLock { $0.whole[blob]?.count } }

    /// Bytes of a whole file from `offset` on.
    public func bytes(of blob: BlobID, at offset: Int, count: Int) -> [UInt8] {
        state.withLock { Array(($0.whole[blob] ?? []).dropFirst(offset).prefix(count)) }
    }

    /// Puts a whole file there.
    public func put(_ bytes: [UInt8], as blob: BlobID) {
        state.withLock {
            $0.whole[blob] = bytes
            $0.partial[blob] = nil
        }
    }

    /// Forgets a file and its download.
    public func remove(_ blob: BlobID) {
        state.withLock {
            $0.whole[blob] = nil
            $0.partial[blob] = nil
            $0.due.remove(blob)
        }
    }

    /// All files that are here.
    public func all() -> [BlobID] { state.withLock { Set($0.whole.keys).union($0.partial.keys).sorted() } }

    /// How many bytes of a download came.
    public func partialCount(of blob: BlobID) -> Int { state.withLock { $0.partial[blob]?.count ?? 0 } }

    /// Adds bytes to a download.
    public func append(_ bytes: [UInt8], to blob: BlobID) {
        state.withLock { $0.partial[blob, default: []] += bytes }
    }

    /// What came of a download.
    public func partial(of blob: BlobID) -> [UInt8] { state.withLock { $0.partial[blob] ?? [] } }

    /// Forgets what came of a download.
    public func dropPartial(of blob: BlobID) { state.withLock { $0.partial[blob] = nil } }

    /// Notes whether the server does not have a file yet.
    public func setUploadDue(_ isDue: Bool, of blob: BlobID) {
        state.withLock { state in
            if isDue { state.due.insert(blob) } else { state.due.remove(blob) }
        }
    }

    /// Files that the server does not have yet.
    public func uploadsDue() -> [BlobID] { state.withLock { $0.due.sorted() } }
}
