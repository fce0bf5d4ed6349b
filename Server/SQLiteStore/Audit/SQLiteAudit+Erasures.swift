import CaseProtocol
import GRDB
import Server

/// What the ledger says was erased: nothing else may lack its bytes.
struct Erasures {
    private(set) var cases: Set<CaseID> = []
    /// Hashes of commands, in hexadecimal.
    private(set) var commands: Set<String> = []
    private(set) var people: Set<UserID> = []
    /// Of rows that named a person: before which version all are gone.
    private(set) var gone: [RowID: Int] = [:]

    init() {}

    /// Whether the record says that this version of a row outside cases was erased.
    func covers(_ id: RowID?, rev: Int) -> Bool { id.flatMap { gone[$0] }.map { rev < $0 } ?? false }

    init(_ db: Database) throws {
        let rows = try db.all(
            """
            SELECT version.bytes FROM row JOIN version ON version.row_key = row.key
            WHERE row.kind = '\(RowKind.erasure)' AND version.bytes IS NOT NULL
            """
        ) { Row(bytes: try $0.bytes(0)) }
        for row in rows.compactMap(\.self) {
            if let person = PersonErasureRecord(row) {
                people.insert(person.user)
                gone.merge(person.rows) { max($0, $1) }
            }
            guard let erasure = ErasureRecord(row) else { continue }
            cases.insert(erasure.caseID)
            commands.formUnion(erasure.commands)
        }
    }
}
