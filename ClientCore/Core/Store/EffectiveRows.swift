public import CaseProtocol
public import Workflow

/// What people see: predicted rows over the server's.
extension ReplicaSnapshot {
    /// The row as it is here; `nil` when it is not.
    public func effectiveRow(_ id: RowID) throws -> Row? {
        try (row(id, in: .predicted) ?? row(id, in: .server))?.row
    }

    /// The rows of a case, by ascending id.
    public func effectiveRows(of caseID: CaseID) throws -> [Row] {
        Self.overlaid(try rows(of: caseID, in: .server), by: try rows(of: caseID, in: .predicted))
    }

    /// The rows of a kind, by ascending id.
    public func effectiveRows(ofKind kind: RowKind) throws -> [Row] {
        Self.overlaid(try rows(ofKind: kind, in: .server), by: try rows(ofKind: kind, in: .predicted))
    }

    /// The case as it is here; `nil` when nothing of it is.
    public func effectiveState(of caseID: CaseID) throws -> CaseState? {
        let rows = try effectiveRows(of: caseID)
        return rows.isEmpty ? nil : CaseState(caseID: caseID, rows: rows)
    }

    /// The header of a case; `nil` when it is not visible here.
    public func effectiveHeader(of caseID: CaseID) throws -> CaseHeader? {
        try effectiveRow(RowID(caseID)).flatMap { CaseHeader($0) }
    }

    private static func overlaid(_ server: [HeldRow], by predicted: [HeldRow]) -> [Row] {
        guard !predicted.isEmpty else { return server.compactMap(\.row) }
        var rows = Dictionary(server.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        for row in predicted { rows[row.id] = row }
        return rows.values.sorted { $0.id < $1.id }.compactMap(\.row)
    }
}

extension ReplicaTransaction {
    /// Brings words and references of a row in line with what it is now.
    public func reindex(_ id: RowID) throws {
        guard let row = try effectiveRow(id) else {
            try setWords([], of: id, caseID: CaseID(id))
            try setReferences([], of: CaseID(id))
            return
        }
        try setWords(row.caseID == nil ? [] : SearchText.tokens(of: row), of: id, caseID: row.caseID ?? CaseID(id))
        if row.kind == .caseHeader {
            let references = CaseHeader(row)?.references ?? []
            try setReferences(Array(Set(references.map(ReferenceText.folded))).sorted(), of: CaseID(id))
        }
    }
}
