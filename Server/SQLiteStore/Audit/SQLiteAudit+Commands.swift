import CaseCrypto
import CaseProtocol
import Server

extension SQLiteAudit {
    /// Each command has the hash of what was sent, and the commit that it made carries that hash under its signature.
    mutating func checkCommands() throws {
        var commands = try SortedLines(
            db,
            """
            SELECT replica, n, mid, hash, cmd, v, args, claimed_at, received_at, outcome, commit_number, command_hash
            FROM (SELECT \(CommandRecord.columns) FROM command) LEFT JOIN
                (SELECT number, command_hash FROM commit_log) ON number = commit_number
            ORDER BY replica, n
            """
        ) { (record: try CommandRecord($0), signed: try $0.optionalBytes(11)) }
        while let (record, signed) = try commands.next() {
            report.commandCount += 1
            let place = "command \(record.n) of replica \(record.replica)"
            let sent = CommandEnvelope(
                n: record.n, mid: record.mid, cmd: record.cmd, v: record.v, at: record.claimedAt, args: record.args)
            if SHA256.hash(sent.hashedBytes) != record.hash {
                report.note(place, "its hash is not that of what was sent")
            }
            guard let commit = record.commit else { continue }
            if signed == nil {
                report.note(place, "there is no commit \(commit)")
            } else if signed != record.hash.bytes {
                report.note(place, "commit \(commit) was signed for another command")
            }
        }
    }
}
