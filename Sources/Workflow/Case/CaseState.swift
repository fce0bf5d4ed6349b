public import CaseProtocol

/// What is known of one case: its rows. The server knows all of them, a client those that it may see.
public struct CaseState: Hashable, Sendable {
    public let caseID: CaseID
    public private(set) var rows: [RowID: Row]

    public init(caseID: CaseID, rows: some Sequence<Row> = []) {
        self.caseID = caseID
        self.rows = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { $0.rev >= $1.rev ? $0 : $1 })
    }

    public subscript(id: RowID) -> Row? { rows[id] }

    /// Puts a row in place of its earlier version.
    public mutating func put(_ row: Row) { rows[row.id] = row }

    /// The rows of a kind, in order of id, which is the order of making within one command.
    public func rows(_ kind: RowKind) -> [Row] {
        rows.values.filter { $0.kind == kind }.sorted { $0.id < $1.id }
    }

    /// The header; `nil` when the case does not exist, as far as is known here.
    public var header: CaseHeader? { rows[RowID(caseID)].flatMap { CaseHeader($0) } }

    public var deadlines: [Deadline] { rows(.deadline).compactMap { Deadline($0) } }
}
