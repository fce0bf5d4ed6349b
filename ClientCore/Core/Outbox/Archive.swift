import CaseProtocol

/// What was sent and settled is kept for a while: a server that was put back to an earlier day gets it again.
public enum Archive {
    /// How long after its outcome a command is kept, in days of the server's clock. The device's own may be wrong by years.
    public static let days: Int64 = 90
    /// After how many days, by the device's clock, own files are offered again. Bytes that a server loses without a commit (a copy of
    /// its disk was put back, a disk failed) are lost silently: no cursor tells of it.
    static let filesOfferedEvery = 7
}

extension OutboxEntry {
    /// Whether it can be sent again to a server that lost it. What came back and was dealt with otherwise is not: its author
    /// has done something else instead.
    var isResendable: Bool {
        switch state {
        case .queued, .sent, .settled, .attention: true
        // Of an edit kept as a conflict, the other fields took effect, and people settle what was kept.
        case .closed: if case .conflict? = outcome { closing != .discarded } else { false }
        }
    }

    /// Waits for an outcome again.
    mutating func reopen(as state: State) {
        self.state = state
        outcome = nil
        settledAt = nil
        closing = nil
        closedAt = nil
    }
}

extension ReplicaTransaction {
    /// Makes everything that the server lost wait for an outcome again.
    ///
    /// - Parameter isLost: whether the server lost a command that was settled.
    /// - Returns: how many.
    func reopen(where isLost: (OutboxEntry) -> Bool) throws -> Int {
        var count = 0
        for var entry in try outbox() where !entry.isPending && entry.isResendable && isLost(entry) {
            entry.reopen(as: .sent)
            try put(entry)
            count += 1
        }
        return count
    }

    /// Forgets what has been settled for longer than ``Archive/days``, which makes a wipe due; looks once for each day of the server's.
    func trimArchive(asOf now: Timestamp) throws {
        var meta = try knownMeta()
        guard meta.archiveTrimmedOn != now.day() else { return }
        meta.archiveTrimmedOn = now.day()
        let oldest = Timestamp(milliseconds: now.milliseconds - Archive.days * 86_400_000)
        for var entry in try outbox() where entry.state == .settled || entry.state == .closed {
            if let settledAt = entry.settledAt {
                guard settledAt < oldest else { continue }
                try removeOutboxEntry(entry.mid)
                // Its author may long see no more of what they wrote.
                meta.isScrubDue = true
            } else {
                // Settled before these moments were noted.
                entry.settledAt = now
                try put(entry)
            }
        }
        try setMeta(meta)
    }
}
