internal import CaseProtocol

/// What a clean-up took away.
public struct BlobCollection: Hashable, Sendable {
    /// Uploads that nobody went on with.
    public var uploads = 0
    /// Bytes that no row names.
    public var blobs = 0
    /// Files without a record: what is left when the server stops between the two.
    public var strays = 0
}

extension ServerCore {
    /// How long an upload waits to be gone on with.
    static let uploadKeptDays: Int64 = 7
    /// How long bytes are kept that no row names.
    static let unreferencedKeptDays: Int64 = 30
    private static let batchCount = 500

    /// Takes away bytes that nothing refers to any more. What a row names is never among them: it is looked up again in
    /// the transaction that removes it. While a backup is being made no bytes go: the next look finds them again. What an
    /// erasure could not finish is finished at the end.
    public func collectBlobs() async throws -> BlobCollection {
        let isErasing = try await isErasing()
        let now = clock.now()
        func before(_ days: Int64) -> Timestamp { Timestamp(milliseconds: now.milliseconds - days * 86_400_000) }
        var done = BlobCollection()
        for upload in try blobs.uploads(untouchedSince: before(Self.uploadKeptDays)) {
            try blobs.drop(upload)
            done.uploads += 1
        }
        let old = before(Self.unreferencedKeptDays)
        for id in try await store.read({ try $0.unreferencedBlobs(storedBefore: old, limit: Self.batchCount) })
        where try await remove(id) {
            done.blobs += 1
        }
        for id in try blobs.blobs(untouchedSince: before(Self.uploadKeptDays)) where try await removeStray(id) {
            done.strays += 1
        }
        // Last, since it needs room, which may be what was missing.
        if isErasing { try await finishErasing() }
        return done
    }

    private func remove(_ id: BlobID) async throws -> Bool {
        let (blobs, backupJobs) = (blobs, backupJobs)
        return try await store.write { transaction in
            guard try !backupJobs.isRunning && transaction.references(to: id).isEmpty else { return false }
            try transaction.removeBlob(id)
            try blobs.remove(id)
            return true
        }
    }

    private func removeStray(_ id: BlobID) async throws -> Bool {
        guard try await store.read({ try $0.blobRecord(id) }) == nil else { return false }
        let (blobs, backupJobs) = (blobs, backupJobs)
        return try await store.write { transaction in
            guard try !backupJobs.isRunning && transaction.blobRecord(id) == nil else { return false }
            try blobs.remove(id)
            return true
        }
    }
}
