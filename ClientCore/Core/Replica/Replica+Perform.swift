public import CaseProtocol
import Workflow

extension Replica {
    /// The largest command that is accepted, in bytes as sent: what a push can always carry.
    public static let commandBytesMax = Limits.standard.bodyBytesMax / 2

    /// Predicts what a command does, queues it and shows its effect as provisional; durable when it returns.
    ///
    /// - Throws: a ``Problem`` when the rules refuse it on what is known here, or nobody is signed in; nothing is queued.
    @discardableResult
    public func perform(_ command: CaseCommand) throws -> Prediction {
        try performEach([{ _ in command }])[0]
    }

    /// Performs several commands in order, all or none. Each rests on the one before: if the server refuses one, it
    /// refuses those after it as well.
    ///
    /// - Throws: the first ``Problem``; nothing is queued.
    @discardableResult
    public func perform(all commands: [CaseCommand]) throws -> [Prediction] {
        try performEach(commands.map { command in { _ in command } })
    }

    /// As ``perform(all:)``, each command made when those before it are predicted.
    func performEach(_ makers: [(any ReplicaTransaction) throws -> CaseCommand]) throws -> [Prediction] {
        try store.write { transaction in
            let party = try transaction.signedInParty(at: now)
            let catalogue = try known.catalogue(in: transaction)
            var predictions: [Prediction] = []
            var previous: Int?
            for make in makers {
                let (prediction, n) = try transaction.queue(
                    try make(transaction), mid: newID(), at: now, by: party, catalogue: catalogue, resting: previous)
                predictions.append(prediction)
                previous = n
            }
            return predictions
        }
    }
}

extension ReplicaTransaction {
    /// Predicts a command and appends it to the outbox. Returns the prediction and the command's number.
    func queue(
        _ command: CaseCommand, mid: CommandID, at now: Timestamp, by party: Party, catalogue: Catalogue,
        resting previous: Int?
    ) throws -> (Prediction, Int) {
        var meta = try knownMeta()
        // A case that the server has not opened yet takes nothing if it never does.
        let opening = try pendingOutbox().first { $0.caseID == command.caseID && $0.envelope.cmd == "case.open" }
        let after = Set([opening?.envelope.n, previous].compactMap(\.self)).sorted()
        let envelope = try CommandEnvelope(
            n: meta.next, mid: mid, at: now, after: after.isEmpty ? nil : after, command)
        let size = try CanonicalJSON.encode(envelope).count
        guard size <= Replica.commandBytesMax else {
            throw Problem(
                .tooLong, "This is too large to send: \(size) bytes, where \(Replica.commandBytesMax) are allowed.")
        }
        let decision = try predict(command, envelope: envelope, by: party, catalogue: catalogue, knowing: meta)
        let header = try effectiveHeader(of: command.caseID)
        let reference = header.displayReference(of: command.caseID)
        try put(
            OutboxEntry(
                position: meta.nextPosition, replica: meta.replica, envelope: envelope, caseID: command.caseID,
                reference: reference, unknowns: decision.unknowns))
        meta.next += 1
        meta.nextPosition += 1
        try setMeta(meta)
        let prediction = Prediction(
            mid: mid, caseID: command.caseID, reference: reference, stage: header?.stage, outcome: decision.outcome,
            unknowns: decision.unknowns)
        return (prediction, envelope.n)
    }

    /// Decides a command on what is known here and lays the rows that it changes over the server's.
    ///
    /// The moment is the one at which the person acted, so that a replay predicts the same dates.
    ///
    /// - Throws: a ``Problem`` when the rules refuse it; nothing is changed then.
    func predict(
        _ command: CaseCommand, envelope: CommandEnvelope, by party: Party, catalogue: Catalogue,
        knowing meta: ReplicaMeta
    ) throws -> Decision {
        let before = try effectiveState(of: command.caseID)
        var context = DecisionContext(
            now: envelope.at, mid: envelope.mid, catalogue: catalogue, isAuthoritative: false)
        context.claimedAt = envelope.at
        context.otherCases = try otherCases(in: command, catalogue)
        let reading = ClockReading(envelope.at, meta)
        context.now = reading.now
        let decision: Decision
        do {
            decision =
                try reading.isTrusted
                ? decide(command, on: before, by: party, in: context)
                : decideWithoutClock(command, on: before, by: party, in: context)
        } catch {
            throw error.problem(of: command, on: before, in: catalogue)
        }
        var state = before ?? CaseState(caseID: command.caseID)
        for row in apply(decision.events, to: &state) {
            try put(HeldRow(row), in: .predicted)
            try reindex(row.id)
        }
        return decision
    }
}

extension CaseHeader? {
    /// What to call a case: its number, else its label, else an alias, else the end of its id.
    func displayReference(of caseID: CaseID) -> String {
        self?.references.first ?? String(caseID.description.suffix(8))
    }
}
