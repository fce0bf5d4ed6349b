import CaseProtocol
import GRDB
import Server

/// What the ledger says was erased: nothing else may lack its bytes.
struct Erasures {
    private(set) var cases: Set<CaseID> = []
    /// Hashes of commands, in hexadecimal.
    private(set) var commands: Set<String> = []

    init() {}

    init(_ db: Database) throws {
        let rows = try db.all(
            """
            SELECT version.bytes FROM row JOIN version ON version.row_key = row.key
            WHERE row.kind = '\(RowKind.erasure)' AND version.bytes IS NOT NULL
            """
        ) { Row(bytes: try $0.bytes(0)) }
        for row in rows.compactMap(\.self) {
            guard let erasure = ErasureRecord(row) else { continue }
            cases.insert(erasure.caseID)
            commands.formUnion(erasure.commands)
        }
    }
}
