internal import CaseCrypto
public import CaseProtocol

/// A command under a `mid` that was used before: sent again from another replica (a restored one), or wrongly.
///
/// A `mid` has one record. This one stands under a `mid` of the server's and keeps what was sent in its arguments, so
/// that the number is used up, its outcome reaches the sender, and nothing that a person wrote is dropped.
struct SentAgain: Hashable, Sendable {
    /// The name of such records; not a command that anybody can send.
    private static let cmd = "command.again"

    let mid: CommandID
    let envelope: JSONValue

    init(_ envelope: CommandEnvelope) {
        mid = envelope.mid
        self.envelope = [
            "args": .string(envelope.args), "at": .string(envelope.at.description), "cmd": .string(envelope.cmd),
            "mid": .string(envelope.mid.description), "v": .int(Int64(envelope.v)),
        ]
    }

    func record(
        replica: ReplicaID, number n: Int, mid fresh: CommandID, hash: Digest, claimedAt: Timestamp,
        receivedAt: Timestamp, outcome: Outcome
    ) -> CommandRecord {
        CommandRecord(
            replica: replica, n: n, mid: fresh, hash: hash, cmd: Self.cmd, v: 1, args: envelope.canonicalText,
            claimedAt: claimedAt, receivedAt: receivedAt, outcome: outcome, commit: nil)
    }

    /// The command of `record` as its sender sent it; the record's own members for any that was sent once.
    static func sentEnvelope(of record: CommandRecord) -> CommandEnvelope {
        var envelope = CommandEnvelope(
            n: record.n, mid: record.mid, cmd: record.cmd, v: record.v, at: record.claimedAt, args: record.args)
        guard record.cmd == cmd, let sent = (try? JSONValue(parsing: record.args.utf8))?.object,
            let mid = sent["mid"]?.string.flatMap({ CommandID($0) }), let name = sent["cmd"]?.string,
            let version = sent["v"]?.int, let args = sent["args"]?.string
        else { return envelope }
        envelope.mid = mid
        envelope.cmd = name
        envelope.v = version
        envelope.args = args
        return envelope
    }

    static func erased(_ record: CommandRecord) -> CommandRecord {
        var erased = record
        if record.cmd == cmd, var sent = (try? JSONValue(parsing: record.args.utf8))?.object {
            sent["args"] = ""
            erased.args = JSONValue.object(sent).canonicalText
        } else {
            erased.args = ""
        }
        return erased
    }

    /// The `mid` under which the sender knows the command of `record`.
    static func sentMid(of record: CommandRecord) -> CommandID {
        sentEnvelope(of: record).mid
    }
}

extension CommandRecord {
    /// Whether it is about this case, by its own arguments, and still holds them. What was refused because nobody can read it
    /// is about every case that it names.
    public func isAbout(_ caseID: CaseID) -> Bool {
        let args = sentEnvelope.args
        guard !args.isEmpty else { return false }
        guard let members = (try? JSONValue(parsing: args.utf8))?.object else {
            return args.lowercased().contains(caseID.description)
        }
        return members["case"]?.string.flatMap { CaseID($0) } == caseID
    }

    /// Without what was written; what it was sent under stays, so that it is known again.
    public var erased: CommandRecord { SentAgain.erased(self) }

    /// What the sender sent: its ``CommandEnvelope/hashedBytes`` are what ``hash`` covers.
    public var sentEnvelope: CommandEnvelope { SentAgain.sentEnvelope(of: self) }
}

extension OutcomeRecord {
    /// What the sender of `record` is told.
    init(_ record: CommandRecord) {
        self.init(n: record.n, mid: SentAgain.sentMid(of: record), outcome: record.outcome)
    }
}
