import CaseProtocol

extension OutboxEntry {
    /// Why an entry whose outcome is known is off the list.
    public enum Closing: Hashable, Sendable, Codable {
        /// Made anew, or filed as a note: as the change of this number.
        case replaced(by: Int)
        /// Its author has dealt with it.
        case dismissed
        /// What was written is gone from this device.
        case discarded
    }

    /// What people call it on this device, for ever; a renewed replica numbers its envelopes anew.
    public var number: Int { position }

    /// Closes it. What was discarded leaves nothing but its id, its numbers and when.
    mutating func close(_ closing: Closing, at now: Timestamp) {
        state = .closed
        self.closing = closing
        closedAt = now
        guard closing == .discarded else { return }
        envelope.args = "{}"
        reference = ""
        outcome = outcome.map(\.withoutWords)
        forecast = nil
        unknowns = []
    }
}

extension Outcome {
    /// The same outcome, without what a problem quotes.
    fileprivate var withoutWords: Outcome {
        switch self {
        case .applied, .merged: self
        case .conflict(let problem): .conflict(Problem(problem.code, ""))
        case .rejected(let problem): .rejected(Problem(problem.code, ""))
        case .deferred(let problem): .deferred(Problem(problem.code, ""))
        }
    }
}

extension ReplicaTransaction {
    /// An entry that came back and waits for its author.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound``, or ``ProblemCode/guardFailed`` for one that is pending, in effect
    ///   or closed.
    func cameBack(_ mid: CommandID) throws -> OutboxEntry {
        guard let entry = try outboxEntry(mid) else {
            throw Problem(.notFound, "There is no such entry in the outbox.")
        }
        switch entry.state {
        case .attention: return entry
        case .queued, .sent:
            throw Problem(.guardFailed, "The server has not answered #\(entry.number) yet: it is on its way as it is.")
        case .settled:
            throw Problem(.guardFailed, "#\(entry.number) took effect: there is nothing to be done about it.")
        case .closed: throw Problem(.guardFailed, "#\(entry.number) was dealt with already.")
        }
    }
}
