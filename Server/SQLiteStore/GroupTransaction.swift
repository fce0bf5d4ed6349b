import GRDB
import Server

/// Carries out a group of bodies in one transaction: a savepoint for each, so that one which fails undoes itself alone.
struct GroupTransaction {
    let sealer: CommitSealer

    /// Runs the group and answers its members once it is durable; what breaks the transaction fails them all.
    ///
    /// - Parameter committed: called before the first answer, with whom the group concerns.
    /// - Returns: the error that failed the group; `nil` when it is durable.
    @discardableResult
    func commit(
        _ group: ArraySlice<GroupMember>, _ db: Database, committed: (Touched) -> Void
    ) -> (any Error)? {
        do {
            try db.beginTransaction(.immediate)
            let note = TouchedNote()
            let transaction = SQLiteTransaction(db: db, sealer: sealer, note: note)
            let answers = try group.map { try run($0, transaction) }
            try db.commit()
            committed(note.touched)
            for answer in answers { answer() }
            return nil
        } catch {
            // Whatever this says, the error that matters is the one that brought us here.
            if db.isInsideTransaction { try? db.rollback() }
            for member in group { member.fail(error) }
            return error
        }
    }

    /// Runs one member in its savepoint. Returns how to answer it once the group is durable.
    ///
    /// - Throws: what breaks the whole group.
    private func run(_ member: GroupMember, _ transaction: SQLiteTransaction) throws -> @Sendable () -> Void {
        let db = transaction.db
        try db.run("SAVEPOINT member")
        let (error, answer) = member.run(transaction)
        if let error, error.breaksTransaction { throw error }
        guard db.isInsideTransaction else {
            throw error ?? DatabaseError(resultCode: .SQLITE_ABORT, message: "the transaction was rolled back")
        }
        if error != nil { try db.run("ROLLBACK TO member") }
        try db.run("RELEASE member")
        return answer
    }
}

extension DatabaseError: StoreCondition {
    /// Locks pass, and so may whatever breaks a transaction.
    var isOfTheStore: Bool {
        breaksTransaction
            || [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_ABORT, .SQLITE_READONLY, .SQLITE_CANTOPEN].contains(resultCode)
    }
}

extension Error {
    /// Whether SQLite may have rolled back, or been unable to keep, the transaction around the statement that failed.
    fileprivate var breaksTransaction: Bool {
        guard let error = self as? DatabaseError else { return false }
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_INTERRUPT: return true
        default: return false
        }
    }
}
