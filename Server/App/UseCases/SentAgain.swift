internal import CaseCrypto
internal import CaseProtocol

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

    /// The `mid` under which the sender knows the command of `record`.
    static func sentMid(of record: CommandRecord) -> CommandID {
        guard record.cmd == cmd, let sent = try? JSONValue(parsing: record.args.utf8),
            let mid = sent.object?["mid"]?.string.flatMap({ CommandID($0) })
        else { return record.mid }
        return mid
    }
}

extension OutcomeRecord {
    /// What the sender of `record` is told.
    init(_ record: CommandRecord) {
        self.init(n: record.n, mid: SentAgain.sentMid(of: record), outcome: record.outcome)
    }
}
