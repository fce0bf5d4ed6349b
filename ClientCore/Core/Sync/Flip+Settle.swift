import CaseProtocol

extension Flip {
    /// Gives outbox entries the outcomes that came with the round.
    mutating func settle(in transaction: any ReplicaTransaction) throws {
        guard let trailer else { return }
        for record in trailer.out {
            guard var entry = try transaction.outboxEntry(record.mid), entry.isPending else { continue }
            switch record.outcome {
            case .applied, .merged: entry.state = .settled
            case .conflict, .rejected: entry.state = .attention
            case .deferred: continue
            }
            entry.outcome = record.outcome
            entry.settledAt = trailer.asOf
            entry.forecast = nil
            try transaction.put(entry)
            outcomes.append(entry)
            cases.insert(entry.caseID)
        }
        try transaction.trimArchive(asOf: trailer.asOf)
        let meta = try transaction.knownMeta()
        guard trailer.last < meta.acked else { return }
        // The server was restored to a time before it decided these: they are to be sent again.
        var noted = meta
        noted.areFilesDueAgain = true
        try transaction.setMeta(noted)
        lostCount = try transaction.reopen { $0.replica == meta.replica && $0.envelope.n > trailer.last }
    }

    /// Notes how far the replica has read.
    mutating func finish(in transaction: any ReplicaTransaction, freshID: ReplicaID) throws {
        guard let trailer else { return }
        var meta = try transaction.knownMeta()
        meta.cursor = trailer.next
        meta.stagedCursor = nil
        meta.acked = trailer.last
        meta.asOf = trailer.asOf
        meta.isScrubDue = meta.isScrubDue || hasPurged
        try transaction.setMeta(meta)
        try transaction.removeStagedPages()
        isCopy = trailer.last >= meta.next
        #if PLANTED_BUGS
            if PlantedBug.isOn(.copyKeepsIdentity) { isCopy = false }
        #endif
        if isCopy { try transaction.renewIdentity(freshID) }
    }
}
