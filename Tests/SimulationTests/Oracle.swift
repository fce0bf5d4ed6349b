import CaseProtocol
import ClientCore
import Server
import Workflow

/// What every replica must hold, by the definition of visibility and without the pull's algorithm.
extension World {
    /// Every case that anybody opened.
    func allCases() throws -> Set<CaseID> {
        var cases: Set<CaseID> = []
        for person in people { cases.formUnion(try person.replica.cases().map(\.caseID)) }
        return cases
    }

    /// The rows of `cases` that the server would show a person: those in compartments open to one of their audiences.
    func visibleRows(to person: Person, of cases: Set<CaseID>) async throws -> [RowID: [UInt8]] {
        let audiences = try person.replica.party.audiences
        return try await store.read { snapshot in
            var rows: [RowID: [UInt8]] = [:]
            for caseID in cases {
                let placements = try snapshot.placements(of: caseID)
                for row in try snapshot.rows(of: caseID)
                where !(placements[row.compartment] ?? []).isDisjoint(with: audiences) {
                    rows[row.id] = row.canonicalBytes
                }
            }
            return rows
        }
    }

    /// The rows of cases that a person's replica holds.
    func heldRows(of person: Person) throws -> [RowID: [UInt8]] {
        try person.replica.store.read { snapshot in
            var rows: [RowID: [UInt8]] = [:]
            for id in try snapshot.rowIDs(in: .server) {
                guard let row = try snapshot.row(id, in: .server), row.caseID != nil else { continue }
                rows[id] = row.bytes
            }
            return rows
        }
    }
}
