/// A register of real cases in comma-separated text, told by the names of its columns.
public enum RegisterFile: String, Hashable, Sendable, CaseIterable {
    /// Disputes of the WTO: `wto-disputes.csv`.
    case disputes
    /// Anti-dumping, countervailing and safeguard cases: `trade-remedy-cases.csv`.
    case remedies

    /// What people call the file.
    public var name: String {
        switch self {
        case .disputes: "wto-disputes.csv"
        case .remedies: "trade-remedy-cases.csv"
        }
    }

    /// The columns that must be there; others are passed over.
    public var columns: [String] {
        switch self {
        case .disputes: DisputeRecord.Column.allCases.map(\.rawValue)
        case .remedies: RemedyRecord.Column.allCases.map(\.rawValue)
        }
    }

    /// The column of the number by which the register knows a case.
    public var numberColumn: String {
        switch self {
        case .disputes: DisputeRecord.Column.number.rawValue
        case .remedies: RemedyRecord.Column.number.rawValue
        }
    }

    /// The register that has these columns; `nil` for none.
    public init?(columns: some Sequence<String>) {
        let given = Set(columns)
        guard let file = Self.allCases.first(where: { given.isSuperset(of: $0.columns) }) else { return nil }
        self = file
    }

    /// Reads a file of either register.
    ///
    /// - Returns: `nil` when it is neither; else the register and its rows, in order.
    /// - Throws: ``CSVFault`` where the text is not a table.
    public static func read(_ bytes: [UInt8]) throws(CSVFault) -> (file: RegisterFile, rows: [RegisterRow])? {
        let table = try CSVTable(parsing: bytes)
        guard let file = RegisterFile(columns: table.columns) else { return nil }
        return (file, table.rows.map { RegisterRow($0, columns: table.columns) })
    }
}
