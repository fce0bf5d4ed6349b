internal import CaseCrypto
internal import CaseProtocol
internal import Workflow

/// Who sends a command, from which copy of the data.
struct Sender: Sendable {
    let party: Party
    let replica: ReplicaID
}

/// What became of one command.
struct Performed: Sendable {
    var outcome: Outcome
    /// Whether it had been decided before.
    var isRepeat = false
    /// How many commits it made, follow-ups included.
    var commits = 0
    /// Why actions that should have followed at once did not.
    var refusedFollowUps: [Problem] = []
}

/// The one way by which a case changes. Synchronous: it runs inside a savepoint that somebody else opened and commits.
struct PerformCommand: Sendable {
    /// How many actions may follow from one another before it is a mistake in a procedure.
    static let followUpDepthMax = 8

    let catalogue: Catalogue
    let random: any RandomSource
    /// The server's own replica.
    let machine: ReplicaID
    let receipts: ReceiptMaker
    #if PLANTED_BUGS
        /// Bug 3: where records are kept for a second transaction.
        var later: PlantedRecords?
    #endif

    /// Performs `envelope` once, however often it is sent: under its number, or under its `mid` from another replica of
    /// the same person. Effect, outcome and counter are written together.
    ///
    /// - Parameter device: the device's signature on it, checked.
    /// - Throws: a ``Problem`` that stops the push: ``ProblemCode/replicaForeign``, ``ProblemCode/gap``,
    ///   ``ProblemCode/mutationMismatch``. Nothing is written then.
    func perform(
        _ envelope: CommandEnvelope, from sender: Sender, at now: Timestamp, in transaction: any CaseTransaction,
        signedBy device: DeviceSignature? = nil, depth: Int = 0
    ) throws -> Performed {
        let hash = SHA256.hash(envelope.hashedBytes)
        if let known = try known(envelope, hash: hash, from: sender, at: now, in: transaction) { return known }
        let replica = ReplicaRecord(id: sender.replica, user: sender.party.id, last: envelope.n)

        #if PLANTED_BUGS
            try PlantedBreak.happens(at: envelope.mid)
        #endif
        // A session may be older than the last day on which its holder acts for somebody, and than their leaving a firm.
        let party = try sender.party.affiliated(in: transaction).on(ServerCore.day(at: now))
        let present = Sender(party: party, replica: sender.replica)
        let effect = try DecideCommand(
            catalogue: catalogue, random: random, receipts: receipts, sender: present, now: now, device: device
        )
        .decide(envelope, hash: hash, in: transaction)
        if case .deferred = effect.outcome { return Performed(outcome: effect.outcome) }
        let record = CommandRecord(
            envelope, hash: hash, from: sender, at: now, effect.outcome, commit: effect.commit)
        #if PLANTED_BUGS
            if PlantedBug.isOn(.refusedNumberNotUsed), case .rejected = effect.outcome, !sender.party.isSystem {
                return Performed(outcome: effect.outcome)
            }
            if let later, !sender.party.isSystem {
                later.pairs.append((replica, record))
                return Performed(outcome: effect.outcome, commits: effect.commit == nil ? 0 : 1)
            }
        #endif
        try transaction.put(replica)
        try transaction.put(record)

        if case .rejected = effect.outcome { try RefusedOpening(envelope, by: sender.party)?.remember(in: transaction) }

        var performed = Performed(outcome: effect.outcome, commits: effect.commit == nil ? 0 : 1)
        for next in effect.followUps {
            guard depth < Self.followUpDepthMax else { throw EndlessFollowUps(caseID: next.caseID) }
            let followed = try perform(next, bySystemAt: now, in: transaction, depth: depth + 1)
            // What rests on it is written by now, and was checked: nothing of it may stand alone.
            if case .open = next, let problem = followed.outcome.problem {
                throw RefusedOpeningElsewhere(problem: problem)
            }
            performed.commits += followed.commits
            performed.refusedFollowUps += followed.refusedFollowUps
            if let problem = followed.outcome.problem { performed.refusedFollowUps.append(problem) }
        }
        return performed
    }

    /// What became of a command that was decided before, under its number, or under its `mid` from another replica of the
    /// same person: then its number is used up here as well. `nil` for one that is to be decided, whose number is the next.
    ///
    /// - Throws: a ``Problem``, as ``perform(_:from:at:in:signedBy:depth:)`` does.
    func known(
        _ envelope: CommandEnvelope, hash: Digest, from sender: Sender, at now: Timestamp,
        in transaction: any CaseTransaction
    ) throws -> Performed? {
        var replica =
            try transaction.replica(sender.replica)
            ?? ReplicaRecord(id: sender.replica, user: sender.party.id, last: 0)
        guard replica.user == sender.party.id else { throw Problem.replicaForeign }
        if let decided = try decided(envelope, hash: hash, of: replica, in: transaction) { return decided }
        guard envelope.n == replica.last + 1 else { throw Problem.gap(expected: replica.last + 1) }
        guard let known = try transaction.command(envelope.mid) else { return nil }
        replica.last = envelope.n
        let isOwn = try transaction.replica(known.replica)?.user == sender.party.id
        let outcome = isOwn && known.hash == hash ? known.outcome : .rejected(.idUnavailable)
        try transaction.put(replica)
        try transaction.put(sentAgain(envelope, hash: hash, from: sender, at: now, outcome))
        return Performed(outcome: outcome, isRepeat: outcome == known.outcome)
    }

    /// What became of a number that is used up; `nil` for one that is not.
    private func decided(
        _ envelope: CommandEnvelope, hash: Digest, of replica: ReplicaRecord, in transaction: any CaseTransaction
    ) throws -> Performed? {
        guard envelope.n <= replica.last else { return nil }
        #if PLANTED_BUGS
            if PlantedBug.isOn(.copyKeepsIdentity), let stored = try transaction.command(replica.id, n: envelope.n) {
                return Performed(outcome: stored.outcome, isRepeat: true)
            }
        #endif
        guard let stored = try transaction.command(replica.id, n: envelope.n), stored.hash == hash else {
            throw Problem.mutationMismatch
        }
        return Performed(outcome: stored.outcome, isRepeat: true)
    }

    /// Uses up the number of a command that is not ``known(_:hash:from:at:in:)``, without looking at what it asks for.
    func refuse(
        _ envelope: CommandEnvelope, hash: Digest, because problem: Problem, from sender: Sender, at now: Timestamp,
        in transaction: any CaseTransaction
    ) throws -> Performed {
        let outcome = Outcome.rejected(problem)
        try transaction.put(ReplicaRecord(id: sender.replica, user: sender.party.id, last: envelope.n))
        try transaction.put(CommandRecord(envelope, hash: hash, from: sender, at: now, outcome, commit: nil))
        try RefusedOpening(envelope, by: sender.party)?.remember(in: transaction)
        return Performed(outcome: outcome)
    }

    private func sentAgain(
        _ envelope: CommandEnvelope, hash: Digest, from sender: Sender, at now: Timestamp, _ outcome: Outcome
    ) -> CommandRecord {
        SentAgain(envelope).record(
            replica: sender.replica, number: envelope.n, mid: random.id(at: now), hash: hash, claimedAt: envelope.at,
            receivedAt: now, outcome: outcome)
    }

    /// Performs a command of the machine itself, under the server's own replica and its next number.
    func perform(
        _ command: CaseCommand, bySystemAt now: Timestamp, in transaction: any CaseTransaction, depth: Int = 0
    ) throws -> Performed {
        let last = try transaction.replica(machine)?.last ?? 0
        let envelope = try CommandEnvelope(n: last + 1, mid: random.id(at: now), at: now, command)
        let sender = Sender(party: .system, replica: machine)
        return try perform(envelope, from: sender, at: now, in: transaction, depth: depth)
    }
}

extension Party {
    /// With the organisations that they act for now, of those that they acted for when they were looked up.
    fileprivate func affiliated(in snapshot: any CaseSnapshot) throws -> Party {
        guard !affiliations.isEmpty else { return self }
        return Party(
            id: id, name: name, organisation: organisation, appointments: appointments,
            affiliations: try snapshot.account(id)?.party.affiliations ?? [])
    }
}

extension CommandRecord {
    /// Of a command under its own `mid`.
    fileprivate init(
        _ envelope: CommandEnvelope, hash: Digest, from sender: Sender, at now: Timestamp, _ outcome: Outcome,
        commit: Int?
    ) {
        self.init(
            replica: sender.replica, n: envelope.n, mid: envelope.mid, hash: hash, cmd: envelope.cmd, v: envelope.v,
            args: envelope.args, claimedAt: envelope.at, receivedAt: now, outcome: outcome, commit: commit)
    }
}

/// A procedure's actions follow from one another without end.
struct EndlessFollowUps: Error {
    let caseID: CaseID
}

/// The rules refused a case that they themselves had another one open.
struct RefusedOpeningElsewhere: Error {
    let problem: Problem
}

#if PLANTED_BUGS
    /// Bug 3: what is recorded of commands after their effects. Safe to share: the simulator has one thread.
    final class PlantedRecords: @unchecked Sendable {
        var pairs: [(ReplicaRecord, CommandRecord)] = []
    }
#endif
