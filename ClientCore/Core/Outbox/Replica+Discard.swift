public import CaseProtocol

extension Replica {
    /// Takes an entry that came back off the list, with all that was written. It can be read for 90 days more.
    ///
    /// - Throws: a ``Problem``, see ``retry(_:with:)``.
    public func close(_ mid: CommandID) throws { try close(mid, .dismissed) }

    /// Erases what was written for an entry that came back: its id, its numbers and when are all that is kept, for 90 days.
    /// Whoever calls asks the person twice before.
    ///
    /// - Returns: whether what the files still held of it is wiped; what a full disk has no room for stays due.
    /// - Throws: a ``Problem``, see ``retry(_:with:)``.
    @discardableResult
    public func discard(_ mid: CommandID) throws -> Bool {
        try close(mid, .discarded)
        do { try scrubIfDue() } catch ReplicaFault.noRoom { return false }
        return true
    }

    private func close(_ mid: CommandID, _ closing: OutboxEntry.Closing) throws {
        try store.write { transaction in
            var entry = try transaction.cameBack(mid)
            entry.close(closing, at: now)
            try transaction.put(entry)
            guard closing == .discarded else { return }
            // Noted with it: whatever ends the program before the wipe leaves it due.
            var meta = try transaction.knownMeta()
            meta.isScrubDue = true
            try transaction.setMeta(meta)
        }
    }
}
