import CaseProtocol

extension Flip {
    /// Gives outbox entries the outcomes that came with the round.
    mutating func settle(in transaction: any ReplicaTransaction) throws {
        guard let trailer else { return }
        let isOther = try transaction.knownMeta().isArchiveDueAgain == true
        for record in trailer.out {
            guard var entry = try transaction.outboxEntry(record.mid),
                entry.isPending || isOther && entry.isAnswered(otherwiseThan: record.outcome)
            else { continue }
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
        let isCounted = try transaction.isCounted(by: trailer, in: meta)
        isCopy = trailer.last >= meta.next || isCounted == false
        // A server that cannot say whose numbers it knows gets everything under an id that nobody else has; and what earlier
        // incarnations sent is counted by nobody.
        hasRenewed = try isCopy || isCounted == nil || transaction.owesEarlierIncarnations(meta)
        #if PLANTED_BUGS
            if PlantedBug.isOn(.copyKeepsIdentity) { (isCopy, hasRenewed) = (false, false) }
        #endif
        if hasRenewed {
            try transaction.renewIdentity(freshID)
        } else if meta.isArchiveDueAgain != nil {
            // The server has said how far it knows this replica, and what it lost waits again.
            meta.isArchiveDueAgain = nil
            try transaction.setMeta(meta)
        }
    }
}

extension OutboxEntry {
    /// Whether it shows an outcome that a server which was put back no longer has: it decided anew, perhaps for a copy of this
    /// replica. What its author has dealt with stays as it is.
    fileprivate func isAnswered(otherwiseThan outcome: Outcome) -> Bool {
        (state == .settled || state == .attention) && self.outcome != outcome
    }
}

extension ReplicaSnapshot {
    /// Whether the server goes by another history, and commands of earlier incarnations of this replica are still to be sent to
    /// it: a bundle brings the one, and whoever takes it in may be killed before the other is done.
    func owesEarlierIncarnations(_ meta: ReplicaMeta) throws -> Bool {
        guard meta.isArchiveDueAgain == true else { return false }
        return try outbox().contains { $0.replica != meta.replica && !$0.isPending && $0.isResendable }
    }

    /// Whether the numbers that a server of another history knows of this replica are its own commands, and not those of a
    /// copy; `nil` where that cannot be told. A copy that counts on under the same id is refused at the first number that both
    /// used, so the last one tells of all before it.
    fileprivate func isCounted(by trailer: PullTrailer, in meta: ReplicaMeta) throws -> Bool? {
        guard meta.isArchiveDueAgain == true, trailer.last > 0 else { return true }
        let own = try outbox().first { $0.replica == meta.replica && $0.envelope.n == trailer.last }
        // What is past keeping has nothing to be compared with.
        guard let own else { return trailer.last < meta.next }
        return trailer.lastMid.map { $0 == own.mid }
    }
}
