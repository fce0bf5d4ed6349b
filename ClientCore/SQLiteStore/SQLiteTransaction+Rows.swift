import CaseProtocol
import ClientCore
import Foundation
import GRDB

extension RowLayer {
    fileprivate var table: String {
        switch self {
        case .server: "s_row"
        case .predicted: "p_row"
        }
    }
}

extension SQLiteTransaction {
    func row(_ id: RowID, in layer: RowLayer) throws -> HeldRow? {
        try held(layer, "WHERE id = ?", [id.data]).first
    }

    func rows(of caseID: CaseID, in layer: RowLayer) throws -> [HeldRow] {
        try held(layer, "WHERE case_id = ? ORDER BY id", [caseID.data])
    }

    func rows(ofKind kind: RowKind, in layer: RowLayer) throws -> [HeldRow] {
        try held(layer, "WHERE kind = ? ORDER BY id", [kind.rawValue])
    }

    func rowIDs(in compartment: Compartment, layer: RowLayer) throws -> [RowID] {
        try ids("SELECT id FROM \(layer.table) WHERE compartment = ? ORDER BY id", [compartment.description])
    }

    func rowIDs(in layer: RowLayer) throws -> [RowID] { try ids("SELECT id FROM \(layer.table) ORDER BY id", []) }

    func put(_ row: HeldRow, in layer: RowLayer) throws {
        try run(
            "INSERT OR REPLACE INTO \(layer.table) (id, kind, compartment, case_id, bytes) VALUES (?, ?, ?, ?, ?)",
            [
                row.id.data, row.kind.rawValue, row.compartment.description, row.caseID?.data,
                try cells.written(row.bytes, at: .row(layer.table, row.id, row.kind, row.compartment)),
            ])
    }

    func removeRow(_ id: RowID, in layer: RowLayer) throws {
        try run("DELETE FROM \(layer.table) WHERE id = ?", [id.data])
    }

    func removeRows(in layer: RowLayer) throws { try run("DELETE FROM \(layer.table)", []) }

    private func held(_ layer: RowLayer, _ clause: String, _ arguments: StatementArguments) throws -> [HeldRow] {
        let statement = try database.cachedStatement(
            sql: "SELECT id, kind, compartment, bytes FROM \(layer.table) \(clause)")
        return try GRDB.Row.fetchAll(statement, arguments: arguments).map { stored in
            guard let id = RowID(bytes: stored["id"] as Data), let compartment = Compartment(stored["compartment"])
            else { throw ReplicaFault.damaged("The replica's database holds a row that cannot be read.") }
            let kind = RowKind(stored["kind"])
            let bytes = try cells.read(stored["bytes"], at: .row(layer.table, id, kind, compartment))
            return HeldRow(id: id, kind: kind, compartment: compartment, bytes: bytes)
        }
    }

    private func ids(_ sql: String, _ arguments: StatementArguments) throws -> [RowID] {
        try Data.fetchAll(database.cachedStatement(sql: sql), arguments: arguments).compactMap { RowID(bytes: $0) }
    }
}
