public import CaseProtocol

extension Replica {
    /// Asks for what comes after the last page that is staged, or else after the last round.
    public func pullRequest(pageBytes: Int? = nil) throws -> PullRequest {
        let meta = try meta()
        let isOther = meta.isArchiveDueAgain == true
        // A server that was put back may have decided anew what it had decided, for a copy of this replica: it says all again.
        return PullRequest(
            replica: meta.replica, cursor: meta.stagedCursor ?? meta.cursor, acked: isOther ? 0 : meta.acked,
            pageBytes: pageBytes, again: meta.again.map { Array($0.prefix(PullRequest.againMax)) },
            lastMid: isOther ? true : nil)
    }

    /// Keeps a page until its round is complete. What people see does not change yet.
    ///
    /// - Throws: ``ReplicaFault/noRoom(_:)``; the page is asked for again by a later sync.
    public func stage(_ page: PullPage) throws {
        try checkIntakeRoom()
        try store.takeIn { transaction in
            var meta = try transaction.knownMeta()
            meta.stagedCursor = page.trailer.next
            if page.trailer.complete, let again = meta.again {
                meta.again = again.count > PullRequest.againMax ? Array(again.dropFirst(PullRequest.againMax)) : nil
            }
            try transaction.appendStagedPage(page.bytes)
            try transaction.setMeta(meta)
        }
    }

    /// Whether a complete round waits for its flip.
    public var isRoundStaged: Bool {
        get throws {
            try store.read { snapshot in
                guard try snapshot.knownMeta().again?.isEmpty ?? true else { return false }
                let count = try snapshot.stagedPageCount()
                guard count > 0, let bytes = try snapshot.stagedPage(count - 1) else { return false }
                return PullPage(parsing: bytes)?.trailer.complete ?? false
            }
        }
    }

    /// Notes which history of the server the conversation is about.
    ///
    /// In another one than before, the server may have lost what it decided. What this incarnation of the replica sent is
    /// counted, and the server says how far it got. What earlier ones sent is not: then all of it is sent again, in order,
    /// under a new replica id and its old command ids, which happen once.
    public func adopt(epoch: String, droppingCursor: Bool) throws {
        let renewed: ReplicaID? = try store.write { transaction in
            var meta = try transaction.knownMeta()
            guard droppingCursor || meta.epoch != epoch else { return nil }
            let isOther = meta.epoch != nil && meta.epoch != epoch
            meta.epoch = epoch
            if isOther {
                meta.areFilesDueAgain = true
                meta.isArchiveDueAgain = true
            }
            try transaction.setMeta(meta)
            if droppingCursor { try transaction.dropCursor() }
            guard isOther else { return nil }
            return try resendEarlierIncarnations(in: transaction)
        }
        if let renewed { try store.setWitness(renewed) }
    }

    /// Forgets how far it has read: the next round sends everything, and what it does not send is purged at its flip.
    public func dropCursor() throws { try store.write { try $0.dropCursor() } }
}

extension Replica {
    /// Makes all of the archive wait again under a new replica id, where earlier incarnations have commands in it.
    ///
    /// - Returns: the new id; `nil` where there is nothing of earlier incarnations.
    private func resendEarlierIncarnations(in transaction: any ReplicaTransaction) throws -> ReplicaID? {
        guard try transaction.owesEarlierIncarnations(transaction.knownMeta()) else { return nil }
        let fresh: ReplicaID = newID()
        try transaction.renewIdentity(fresh)
        try replayPending(in: transaction)
        return fresh
    }
}

extension ReplicaTransaction {
    func dropCursor() throws {
        try dropStagedPages()
        var meta = try knownMeta()
        meta.cursor = nil
        meta.stagedCursor = nil
        meta.again = nil
        try setMeta(meta)
    }

    /// Removes pages whose round will not be shown. What they hold, its person may never be shown, so they are to be wiped from
    /// the files too: a flip sees only what rows it takes away.
    func dropStagedPages() throws {
        guard try stagedPageCount() > 0 else { return }
        try removeStagedPages()
        var meta = try knownMeta()
        meta.isScrubDue = true
        try setMeta(meta)
    }
}
