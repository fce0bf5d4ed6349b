import CaseCrypto
import CaseProtocol
import Server

extension SQLiteAudit {
    /// Each command has the hash of what was sent, and the commit that it made carries that hash under its signature.
    ///
    /// - Parameter key: the server's: devices sign for the ledger that it signs.
    mutating func checkCommands(key: VerifyingKey) throws {
        let devices = try SigningDevices(db)
        var commands = try SortedLines(
            db,
            """
            SELECT replica, n, mid, hash, cmd, v, args, claimed_at, received_at, outcome, commit_number, command_hash,
                device_key, device_signature, by_user, commit_replica
            FROM (SELECT \(CommandRecord.columns) FROM command) LEFT JOIN
                (SELECT number, command_hash, device_key, device_signature, by_user, replica AS commit_replica
                    FROM commit_log) ON number = commit_number
            ORDER BY replica, n
            """
        ) {
            (
                record: try CommandRecord($0), signed: try $0.optionalBytes(11),
                made: try SignedCommit($0)
            )
        }
        while let (record, signed, made) = try commands.next() {
            report.commandCount += 1
            let place = "command \(record.n) of replica \(record.replica)"
            let isErased = record.sentEnvelope.args.isEmpty && erasures.commands.contains(record.hash.hex)
            if !isErased, SHA256.hash(record.sentEnvelope.hashedBytes) != record.hash {
                report.note(place, "its hash is not that of what was sent")
            }
            checkOutcome(of: record, at: place)
            guard let commit = record.commit else { continue }
            if signed == nil {
                report.note(place, "there is no commit \(commit)")
            } else if signed != record.hash.bytes {
                report.note(place, "commit \(commit) was signed for another command")
            }
            if let made { check(made, of: record, number: commit, against: devices, key: key) }
        }
        try checkCounters()
    }

    /// What was refused changed nothing, and what opens or records a case changes something.
    private mutating func checkOutcome(of record: CommandRecord, at place: String) {
        switch record.outcome {
        case .rejected, .deferred:
            if record.commit != nil { report.note(place, "it was refused and yet made a commit") }
        case .applied where ["case.open", "case.recordHistory", "note.add", "evidence.add"].contains(record.cmd):
            if record.commit == nil { report.note(place, "it took effect and yet made no commit") }
        case .applied, .merged, .conflict: break
        }
    }

    /// Numbers are dense up to each replica's counter, and every commit of a case's command has the command that made it.
    private mutating func checkCounters() throws {
        var forged = try SortedLines(
            db,
            """
            SELECT replica.id, replica.last, count(command.n), coalesce(max(command.n), 0)
            FROM replica LEFT JOIN command ON command.replica = replica.id
            GROUP BY replica.id HAVING replica.last <> count(command.n) OR replica.last <> coalesce(max(command.n), 0)
            """
        ) { (id: try $0.id(0) as ReplicaID, last: try $0.int(1), count: try $0.int(2)) }
        while let (id, last, count) = try forged.next() {
            report.note("replica \(id)", "it counts to \(last) and \(count) commands are kept")
        }
        var orphans = try SortedLines(
            db,
            """
            SELECT number FROM commit_log LEFT JOIN command ON command.commit_number = commit_log.number
            WHERE command.commit_number IS NULL
                AND commit_log.command IN (\(CaseCommand.names.map { "'\($0)'" }.joined(separator: ", "))) ORDER BY number
            """
        ) { try $0.int(0) }
        while let number = try orphans.next() {
            report.note("commit \(number)", "the command that made it is gone")
        }
    }
}
