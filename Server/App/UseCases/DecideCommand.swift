internal import CaseCrypto
internal import CaseProtocol
internal import Workflow

/// Decides one command that was not decided before and commits what it makes happen.
struct DecideCommand {
    /// What a decision led to.
    struct Effect {
        var outcome: Outcome
        var commit: Int?
        /// What the system does next.
        var followUps: [CaseCommand] = []
    }

    let catalogue: Catalogue
    let random: any RandomSource
    let receipts: ReceiptMaker
    let sender: Sender
    let now: Timestamp
    /// The sender's device's signature on the command.
    var device: DeviceSignature?

    /// A refusal is an outcome, not an error: only faults are thrown.
    func decide(_ envelope: CommandEnvelope, hash: Digest, in transaction: any CaseTransaction) throws -> Effect {
        do {
            let command = try envelope.command()
            try checkAuthority(command)
            try checkIDs(of: command, mid: envelope.mid)
            try checkDependencies(of: envelope, in: transaction)
            return try commit(command, envelope: envelope, hash: hash, in: transaction)
        } catch let problem as Problem {
            return Effect(outcome: .rejected(problem))
        } catch let refusal as Refusal {
            let isOrphan = try refusal == .notFound && isRefusedOpening(before: envelope, in: transaction)
            return Effect(outcome: .rejected(isOrphan ? Self.openingRefused : refusal.problem))
        }
    }

    private func isRefusedOpening(before envelope: CommandEnvelope, in transaction: any CaseTransaction) throws -> Bool
    {
        guard let command = try? envelope.command() else { return false }
        return try RefusedOpening.precedes(command, by: sender.party, in: transaction)
    }

    private static let openingRefused = Problem(
        .dependencyRefused, "It is about a case whose opening was refused.", path: "args.case")

    /// Nothing is written before the last check has passed: a refusal leaves no trace but its record.
    private func commit(
        _ command: CaseCommand, envelope: CommandEnvelope, hash: Digest, in transaction: any CaseTransaction
    ) throws -> Effect {
        let file = try CaseFile(command, for: sender.party, in: transaction)
        try checkAssignee(command, in: transaction)
        var context = DecisionContext(now: now, mid: envelope.mid, catalogue: catalogue, isAuthoritative: true)
        let serial = try NumberSerial(
            for: command, state: file.state, catalogue: catalogue, on: context.today, random: random,
            in: transaction)
        context.claimedAt = envelope.at
        context.number = serial?.number
        context.otherCases = try NamedCases(
            in: command, for: sender.party, catalogue: catalogue, in: transaction
        ).all
        context.origin = try origin(of: command, in: transaction)
        context.accounts = try namedAccounts(in: command, on: file.state, in: transaction)
        let decision: Decision
        do {
            decision = try Workflow.decide(command, on: file.state, by: sender.party, in: context)
        } catch {
            throw error.problem(of: command, on: file.state, in: catalogue)
        }
        if case .deferred = decision.outcome { return Effect(outcome: decision.outcome) }
        for case .open(let opened) in decision.elsewhere where try transaction.isKnown(RowID(opened.caseID)) {
            throw Problem.idUnavailable
        }

        var next = file.state ?? CaseState(caseID: command.caseID)
        var rows = apply(decision.events, to: &next)
        if let receipt = try receipts.row(
            of: command, envelope.mid, before: file.state, after: next, by: catalogue, at: now, in: transaction)
        {
            next.put(receipt)
            rows.append(receipt)
        }
        for row in rows where row.rev == 1 {
            guard file.state?[row.id] == nil, try !transaction.isKnown(row.id) else { throw Problem.idUnavailable }
        }
        var effect = Effect(outcome: decision.outcome)
        if !rows.isEmpty {
            effect.commit = try transaction.append(
                CommitDraft(
                    at: now, by: sender.party.id, replica: sender.party.isSystem ? nil : sender.replica,
                    command: envelope.cmd, commandHash: hash, device: device, rows: rows,
                    placements: file.changedPlacements(in: next)))
        }
        if decision.usesNumber { try serial?.use(in: transaction) }
        effect.followUps =
            decision.followUps.map { .act(CaseAct(caseID: command.caseID, action: $0, from: nil)) }
            + decision.elsewhere + readerNotes(before: file.state, after: next).map { .act($0) }
        return effect
    }

    /// Some things only the machine does.
    private func checkAuthority(_ command: CaseCommand) throws(Problem) {
        if sender.party.isSystem { return }
        switch command {
        case .recordHistory:
            throw Problem(
                .notPermitted, "Cases of other registers are recorded by the server's import.",
                allowed: [RoleID.system.rawValue])
        case .act(let act) where act.action == "lapse":
            throw Problem(
                .notPermitted, "That a time limit has lapsed is stated by the server.", path: "action",
                allowed: [RoleID.system.rawValue])
        case .open, .act, .edit, .assign, .addNote, .addEvidence, .settle, .draftText, .releaseText, .withdrawText,
            .setConfidence, .requestIdentity, .answerIdentity:
            return
        }
    }

    /// The ids of what a command makes derive from its `mid`. One chosen so that they meet the case's or the note's own
    /// would make one row of two.
    private func checkIDs(of command: CaseCommand, mid: CommandID) throws(Problem) {
        var ids = [RowID(command.caseID)]
        let chosen = command.chosenRow
        if let chosen { ids.append(chosen) }
        for id in ids {
            let first: RowID = mid.derived(0)
            let distance = (id.low &- first.low) & 0x3FFF_FFFF_FFFF_FFFF
            guard id.high != first.high || distance > Self.derivedMax else { throw .idUnavailable }
        }
        if chosen == RowID(command.caseID) { throw .idUnavailable }
    }

    /// More rows than any command makes.
    private static let derivedMax: UInt64 = 65_536

    private func checkDependencies(of envelope: CommandEnvelope, in transaction: any CaseTransaction) throws {
        #if PLANTED_BUGS
            if PlantedBug.isOn(.dependencyNotCascaded) { return }
        #endif
        for number in envelope.after ?? [] {
            guard number < envelope.n, let earlier = try transaction.command(sender.replica, n: number) else {
                throw Problem(
                    .malformedCommand, "It says that it rests on command \(number), which is not an earlier one.",
                    path: "after")
            }
            if case .rejected = earlier.outcome {
                throw Problem(
                    .dependencyRefused, "It rests on command \(number), which was refused.", path: "after")
            }
        }
    }

    /// Whoever gets a case must be a colleague. The rules cannot check it: people are not rows of the case.
    private func checkAssignee(_ command: CaseCommand, in transaction: any CaseTransaction) throws {
        guard case .assign(let assign) = command, let person = assign.person else { return }
        if let header = try transaction.row(RowID(assign.caseID)).flatMap({ CaseHeader($0) }),
            header.cast.isByAssignment
        {
            let investigator = Appointment(.investigator, scope: header.fileCountry)
            guard try transaction.account(person)?.party.appointments.contains(investigator) ?? false else {
                throw Problem(.notFound, "There is no such investigator of the authority.", path: "person")
            }
            return
        }
        let desks = sender.party.desks
        if desks.isEmpty { return }
        guard let assignee = try transaction.account(person)?.party, !assignee.desks.isDisjoint(with: desks) else {
            throw Problem(.notFound, "There is no such person at your desk.", path: "person")
        }
    }
}

extension Party {
    /// The countries and bodies for which this person holds an office.
    fileprivate var desks: Set<String> {
        let official = Party.officials
        return Set(appointments.filter { official.contains($0.role) }.compactMap(\.desk))
    }
}

extension CaseCommand {
    /// The id that the author chose for the row that it makes, besides the case's own.
    fileprivate var chosenRow: RowID? {
        switch self {
        case .addNote(let note): note.note
        case .addEvidence(let evidence): evidence.evidence
        case .draftText(let draft): draft.draft
        case .setConfidence(let set): set.row
        case .requestIdentity(let ask): ask.request
        case .open, .act, .edit, .assign, .recordHistory, .settle, .releaseText, .withdrawText, .answerIdentity: nil
        }
    }
}
