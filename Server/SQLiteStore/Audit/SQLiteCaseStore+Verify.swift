public import CaseCrypto
import GRDB
public import Server

extension SQLiteCaseStore {
    /// Walks the ledger and everything derived from it; see ``verify(folder:key:progress:)``.
    public func verify(progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) throws -> AuditReport {
        try Self.verify(folder: folder, key: signer, progress: progress)
    }

    /// Walks the ledger in `folder` and everything derived from it, in one read transaction of its own; a server may go
    /// on writing meanwhile. Holds a row at a time, not all.
    ///
    /// - Parameters:
    ///   - key: the server's, from `keys/ledger.key`.
    ///   - progress: told after each commit how many of how many are checked.
    /// - Returns: what was found; damage is a finding, not an error. Passwords, devices, codes, settings and what else is not in
    ///   the ledger is checked for its form alone: docs/operations.md, “What verify does not see”, has every such column.
    /// - Throws: SQLite's errors when there is no file to open.
    public static func verify(
        folder: String, key: VerifyingKey, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws -> AuditReport {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        configuration.label = "tatua.verify"
        var report = AuditReport()
        do {
            let queue = try DatabaseQueue(path: path(in: folder), configuration: configuration)
            try queue.read { report = audit($0, in: folder, key: key, progress: progress) }
        } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
            // Thrown by the opening, or by the end of a transaction that came upon the damage.
            report.note("file", error.message ?? "it is damaged")
        }
        return report
    }

    /// - Parameter folder: where the files of evidence lie; `nil` where there are none.
    static func audit(
        _ db: Database, in folder: String?, key: VerifyingKey, progress: (Int, Int) -> Void
    ) -> AuditReport {
        var audit = SQLiteAudit(db: db)
        audit.attempt("schema") { try $0.checkSchema() }
        audit.attempt("file") { try $0.checkFile() }
        audit.attempt("erasure") { $0.erasures = try Erasures($0.db) }
        audit.attempt("commit_log") { try $0.checkChain(key: key, progress: progress) }
        audit.attempt("row") { try $0.checkRows() }
        audit.attempt("compartment") { try $0.checkCompartments() }
        audit.attempt("placement") { try $0.checkPlacements() }
        audit.attempt("membership") { try $0.checkMemberships() }
        audit.attempt("appointment") { try $0.checkAppointments() }
        audit.attempt("account") { try $0.checkAccounts() }
        audit.attempt("organisation") { try $0.checkOrganisationStatements() }
        audit.attempt("terms") { try $0.checkTerms() }
        audit.attempt("affiliation, letter") { try $0.checkOrganisations() }
        audit.attempt("reference, deadline_due, card, blob_ref") { try $0.checkProjections() }
        audit.attempt("compartment_digest, audience_digest") { try $0.checkDigests() }
        audit.attempt("command") { try $0.checkCommands(key: key) }
        audit.attempt("receipt") { try $0.checkReceipts(key: key) }
        if let folder { audit.attempt("blob") { try $0.checkBlobs(in: folder) } }
        return audit.report
    }
}
