public import CaseProtocol
public import Workflow

/// Where bytes of evidence lie: whole ones under their hash, and uploads in parts. What they are, who sent them and who
/// may have them is in the ``CaseStore``; without a record there, nothing here is ever shown.
///
/// Implementations: `FileBlobStore` (target ServerSQLite) and ``InMemoryBlobStore``; one contract suite runs on both.
/// Synchronous, so that it can be called inside a transaction; each call is one small piece of work.
public protocol BlobStore: Sendable {
    /// How many bytes of an upload are here; 0 when it never began.
    func count(of upload: BlobUploadName) throws -> Int
    /// Adds bytes to an upload if it stands at `offset`.
    ///
    /// - Parameter now: noted as the moment when the upload was last touched.
    /// - Returns: where it stands after; `nil` when it did not stand at `offset`, and nothing was added.
    /// - Throws: ``StorageFull``; errors of the disk.
    func append(_ bytes: [UInt8], to upload: BlobUploadName, at offset: Int, now: Timestamp) throws -> Int?
    /// The bytes of an upload so far; `nil` when there are none.
    func source(of upload: BlobUploadName) throws -> (any ByteSource)?
    /// Brings an upload to the disk.
    func flush(_ upload: BlobUploadName) throws
    /// Makes an upload the bytes of its hash; whether it is must have been checked. Replaces what is there.
    func keep(_ upload: BlobUploadName) throws
    /// Forgets an upload; nothing happens when there is none.
    func drop(_ upload: BlobUploadName) throws

    /// The bytes under a hash; `nil` when they are not here.
    func source(of blob: BlobID) throws -> (any ByteSource)?
    /// Forgets bytes; nothing happens when they are not here.
    func remove(_ blob: BlobID) throws

    /// Uploads that nobody touched since `moment`, in order.
    func uploads(untouchedSince moment: Timestamp) throws -> [BlobUploadName]
    /// Whole bytes that came before `moment`, in order.
    func blobs(untouchedSince moment: Timestamp) throws -> [BlobID]
}

/// There is no room for the bytes. Nothing of them was added.
public struct StorageFull: Error {
    public init() {}
}

/// Names an upload: one device sends one file.
public struct BlobUploadName: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let replica: ReplicaID
    public let blob: BlobID

    public init(replica: ReplicaID, blob: BlobID) {
        self.replica = replica
        self.blob = blob
    }

    /// Reads ``description``; `nil` for anything else.
    public init?(_ text: String) {
        guard let split = text.lastIndex(of: "."), let replica = ReplicaID(String(text[..<split])),
            let blob = BlobID(hex: text[text.index(after: split)...])
        else { return nil }
        self.init(replica: replica, blob: blob)
    }

    /// `<replica>.<hash>`: letters, digits, hyphens and one full stop, fit for a file's name.
    public var description: String { "\(replica).\(blob.hex)" }

    public static func < (left: Self, right: Self) -> Bool {
        (left.replica, left.blob) < (right.replica, right.blob)
    }
}
