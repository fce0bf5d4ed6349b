public import CaseProtocol

extension Replica {
    /// Takes a new replica id. Pending commands are numbered anew from 1 under their old command ids, so that none
    /// happens twice; the cursor is dropped, and the next sync compares digests and takes what differs. Rows stay.
    ///
    /// For a database that was restored or cloned: its old numbers may have been used for other commands since.
    @discardableResult
    public func renewIdentity() throws -> ReplicaID {
        let id: ReplicaID = newID()
        try store.write { transaction in
            try transaction.renewIdentity(id)
            try replayPending(in: transaction)
        }
        try store.setWitness(id)
        return id
    }
}

extension Replica {
    /// Shows what waits for its outcome: it may have been settled before.
    func replayPending(in transaction: any ReplicaTransaction) throws {
        var touched: Set<RowID> = []
        try transaction.replayPending(
            by: transaction.knownMeta().session?.party, known.catalogue(in: transaction), &touched)
        for id in touched.sorted() { try transaction.reindex(id) }
    }
}

extension ReplicaTransaction {
    /// Numbers what is pending anew for the replica `id`, and drops what belonged to the old one's conversation. What was read stays read.
    ///
    /// A server that was put back says by number what it lost, and only of the id that asks. Where it has not said so yet,
    /// everything in the archive waits again: its command ids happen once.
    func renewIdentity(_ id: ReplicaID) throws {
        try dropStagedPages()
        var meta = try knownMeta()
        if meta.isArchiveDueAgain == true {
            _ = try reopen { _ in true }
            meta.isArchiveDueAgain = nil
        }
        var numbers: [SentNumber: Int] = [:]
        var next = 1
        for var entry in try pendingOutbox() {
            let earlier = entry.replica
            numbers[SentNumber(replica: earlier, n: entry.envelope.n)] = next
            entry.replica = id
            entry.envelope.n = next
            entry.envelope.after = entry.envelope.after?.compactMap { numbers[SentNumber(replica: earlier, n: $0)] }
            if entry.envelope.after?.isEmpty == true { entry.envelope.after = nil }
            entry.state = .queued
            try put(entry)
            next += 1
        }
        meta.replica = id
        meta.next = next
        meta.acked = 0
        // The cursor is the person's and stays: it is what a server that was put back in silence is known by.
        meta.stagedCursor = nil
        try setMeta(meta)
    }
}

/// The number of a command, in the incarnation of the replica that counted it.
private struct SentNumber: Hashable {
    let replica: ReplicaID
    let n: Int
}
