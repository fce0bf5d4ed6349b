public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Decides the commands of a replica, in order, each once.
    ///
    /// The reply is a hint for people; the replica learns by pull, with the data.
    ///
    /// - Throws: a ``Problem`` for the push as a whole; nothing of it is in effect then.
    public func push(_ request: PushRequest, as person: SignedIn) async throws -> PushReply {
        let identity = try await identity()
        guard request.epoch == identity.epochText else { throw Problem.epochChanged }
        try check(request)
        #if PLANTED_BUGS
            let later = PlantedRecords()
            var planted = performer(identity)
            if PlantedBug.isOn(.recordOutsideTransaction), request.commands.count == 1 { planted.later = later }
            let performer = planted
        #else
            let performer = performer(identity)
        #endif
        let sender = Sender(party: person.party, replica: request.replica)
        let now = clock.now()
        let commands = try checked(request.commands, of: person)

        let pushed: Pushed
        do {
            pushed = try await store.write { transaction in
                try transaction.check(person)
                try request.checkPrior(from: sender, in: transaction)
                try transaction.noteSigning(of: person, commands)
                return try Pushed(
                    commands, from: try transaction.present(sender), at: now, by: performer, in: transaction)
            }
        } catch let problem as Problem {
            throw problem
        } catch  where request.commands.count > 1 || !error.isOfTheStore {
            log.error(
                "a push failed as a whole; trying its commands one by one", metadata: ["error": "\(error.logText)"])
            pushed = try await pushOneByOne(commands, of: person, from: sender, at: now, by: performer)
        }
        #if PLANTED_BUGS
            if !later.pairs.isEmpty {
                try await store.write { transaction in
                    for (replica, record) in later.pairs {
                        try transaction.put(replica)
                        try transaction.put(record)
                    }
                }
            }
        #endif
        counters.performed(pushed.performed)
        for problem in pushed.performed.flatMap(\.refusedFollowUps) {
            log.error("an action that follows by itself was refused", metadata: ["code": "\(problem.code)"])
        }
        return PushReply(last: pushed.last, out: pushed.out)
    }

    /// So that one command that breaks us holds up none before it, and those after it by one round.
    private func pushOneByOne(
        _ commands: [SentCommand], of person: SignedIn, from sender: Sender, at now: Timestamp,
        by performer: PerformCommand
    ) async throws -> Pushed {
        var all = Pushed()
        for (index, command) in commands.enumerated() {
            do {
                all.append(
                    try await store.write { transaction in
                        try transaction.check(person)
                        return try Pushed(
                            [command], from: try transaction.present(sender), at: now, by: performer, in: transaction)
                    })
            } catch let error where error is Problem || error.isOfTheStore {
                if all.out.isEmpty { throw error }
                log.error("a push ended early", metadata: ["error": "\(error.logText)"])
                break
            } catch {
                log.error(
                    "a command could not be decided",
                    metadata: ["error": "\(error.logText)", "requestID": "\(command.envelope.mid)"])
                let stuck = StuckCommand(envelope: command.envelope, sender: sender, now: now)
                let isBeforeOthers = index + 1 < commands.count
                let verdict = try await store.write { transaction in
                    try Pushed(
                        command.envelope,
                        try stuck.failed(isBeforeOthers: isBeforeOthers, by: performer, in: transaction),
                        from: sender, in: transaction)
                }
                all.append(verdict)
                if case .deferred? = verdict.out.last?.outcome { break }
            }
        }
        return all
    }

    /// Checks the whole push before any of it is performed.
    private func check(_ request: PushRequest) throws(Problem) {
        guard request.commands.count <= limits.pushCommandsMax else {
            throw Problem(
                .tooLong, "At most \(limits.pushCommandsMax) commands fit into one push.", path: "commands",
                allowed: [String(limits.pushCommandsMax)])
        }
        guard request.acked >= 0 else {
            throw Problem(.malformedBody, "A number of commands is not negative.", path: "acked")
        }
        for (index, command) in request.commands.enumerated() {
            guard command.n >= 1, command.n < Int(Int32.max) else {
                throw Problem(.malformedBody, "Commands are numbered from 1.", path: "commands[\(index)].n")
            }
            guard command.n == request.commands[0].n + index else {
                var problem = Problem.gap(expected: request.commands[0].n + index)
                problem.path = "commands[\(index)].n"
                throw problem
            }
        }
    }
}

extension PushRequest {
    /// Compares what stands before the first command with what its sender knows there.
    fileprivate func checkPrior(from sender: Sender, in transaction: any CaseTransaction) throws {
        guard let prior, let first = commands.first,
            try transaction.replica(replica)?.user == sender.party.id,
            let stored = try transaction.command(replica, n: first.n - 1)
        else { return }
        guard OutcomeRecord(stored).mid == prior else { throw Problem.mutationMismatch }
    }
}

extension CaseTransaction {
    /// The same sender in the offices that they hold now: they were looked up at the door, and may have been taken away while
    /// the request waited. A change of somebody's roles signs their devices out; a bundle has none, and whoever acts for
    /// another stays signed in when that ends.
    fileprivate func present(_ sender: Sender) throws -> Sender {
        #if PLANTED_BUGS
            if PlantedBug.isOn(.officesAtTheDoor) { return sender }
        #endif
        guard let account = try account(sender.party.id) else { return sender }
        return Sender(party: account.party, replica: sender.replica)
    }

    /// A device of an earlier version said nothing of signing when it signed in; from the first push that it signed on, whoever
    /// has its token and not its key pushes nothing.
    fileprivate func noteSigning(of person: SignedIn, _ commands: [SentCommand]) throws {
        guard let signer = person.signer, !signer.signsAll, !commands.isEmpty,
            commands.allSatisfy({ $0.device != nil }), let hash = person.tokenHash,
            var device = try device(tokenHash: hash), !device.signs
        else { return }
        device.signs = true
        try put(device)
    }
}

/// What became of the commands of one push.
private struct Pushed: Sendable {
    var last = 0
    var out: [OutcomeRecord] = []
    var performed: [Performed] = []

    init() {}

    /// Performs `commands` in order, up to the first that has to wait.
    init(
        _ commands: [SentCommand], from sender: Sender, at now: Timestamp, by performer: PerformCommand,
        in transaction: any CaseTransaction
    ) throws {
        for sent in commands {
            let command = sent.envelope
            let done = try performer.perform(
                command, from: sender, at: now, in: transaction, signedBy: sent.device)
            performed.append(done)
            out.append(OutcomeRecord(n: command.n, mid: command.mid, outcome: done.outcome))
            if case .deferred = done.outcome { break }
        }
        try note(sender, in: transaction)
    }

    /// One command of which it is known already what became of it.
    init(
        _ command: CommandEnvelope, _ done: Performed, from sender: Sender, in transaction: any CaseTransaction
    ) throws {
        performed = [done]
        out = [OutcomeRecord(n: command.n, mid: command.mid, outcome: done.outcome)]
        try note(sender, in: transaction)
    }

    private mutating func note(_ sender: Sender, in transaction: any CaseTransaction) throws {
        let replica = try transaction.replica(sender.replica)
        guard replica.map({ $0.user == sender.party.id }) ?? true else { throw Problem.replicaForeign }
        last = replica?.last ?? 0
    }

    mutating func append(_ other: Pushed) {
        last = other.last
        out += other.out
        performed += other.performed
    }
}
