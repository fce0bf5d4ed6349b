import CaseCrypto
import CaseProtocol
import GRDB
import Server

/// `Row` is one of ours in this module; GRDB's is spelled in full.
typealias Row = CaseProtocol.Row

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Prepared once per connection, then found again by its text.
extension Database {
    /// Runs a statement that answers nothing.
    func run(_ sql: String, _ values: (any DatabaseValueConvertible)?...) throws {
        try cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
    }

    /// The first line of the answer.
    func first<Value>(
        _ sql: String, _ values: (any DatabaseValueConvertible)?..., read: (Columns) throws -> Value
    ) throws -> Value? {
        let cursor = try GRDB.Row.fetchCursor(cachedStatement(sql: sql), arguments: StatementArguments(values))
        return try cursor.next().map { try read(Columns($0)) }
    }

    /// Every line of the answer, in its order.
    func all<Value>(
        _ sql: String, _ values: (any DatabaseValueConvertible)?..., read: (Columns) throws -> Value
    ) throws -> [Value] {
        let cursor = try GRDB.Row.fetchCursor(cachedStatement(sql: sql), arguments: StatementArguments(values))
        var answer: [Value] = []
        while let row = try cursor.next() { answer.append(try read(Columns(row))) }
        return answer
    }
}

/// Bytes as SQLite takes them.
func blob(_ bytes: [UInt8]) -> Data { Data(bytes) }
func blob<Kind>(_ id: TypedID<Kind>) -> Data { Data(id.bytes) }

/// One line of an answer, read by position. What is not of the type asked for throws instead of trapping: the file may
/// be damaged.
struct Columns {
    private let row: GRDB.Row

    init(_ row: GRDB.Row) { self.row = row }

    func int(_ index: Int) throws -> Int {
        guard let value = try optionalInt(index) else { throw damage(index) }
        return value
    }

    func optionalInt(_ index: Int) throws -> Int? {
        switch (row[index] as DatabaseValue).storage {
        case .null: return nil
        case .int64(let value): return Int(value)
        case .double, .string, .blob: throw damage(index)
        }
    }

    func flag(_ index: Int) throws -> Bool { try int(index) != 0 }
    func moment(_ index: Int) throws -> Timestamp { Timestamp(milliseconds: Int64(try int(index))) }

    func optionalMoment(_ index: Int) throws -> Timestamp? {
        try optionalInt(index).map { Timestamp(milliseconds: Int64($0)) }
    }

    func text(_ index: Int) throws -> String {
        guard let value = try optionalText(index) else { throw damage(index) }
        return value
    }

    func optionalText(_ index: Int) throws -> String? {
        switch (row[index] as DatabaseValue).storage {
        case .null: return nil
        case .string(let value): return value
        case .int64, .double, .blob: throw damage(index)
        }
    }

    func bytes(_ index: Int) throws -> [UInt8] {
        guard let value = try optionalBytes(index) else { throw damage(index) }
        return value
    }

    func optionalBytes(_ index: Int) throws -> [UInt8]? {
        if row.hasNull(atIndex: index) { return nil }
        return try row.withUnsafeData(atIndex: index) { data in
            guard let data else { throw damage(index) }
            return Array(data)
        }
    }

    func id<Kind>(_ index: Int) throws -> TypedID<Kind> {
        guard let id = TypedID<Kind>(bytes: try bytes(index)) else { throw damage(index) }
        return id
    }

    func optionalID<Kind>(_ index: Int) throws -> TypedID<Kind>? {
        row.hasNull(atIndex: index) ? nil : try id(index)
    }

    func digest(_ index: Int) throws -> Digest {
        guard let digest = Digest(bytes: try bytes(index)) else { throw damage(index) }
        return digest
    }

    func compartment(_ index: Int) throws -> Compartment {
        guard let compartment = Compartment(try text(index)) else { throw damage(index) }
        return compartment
    }

    /// A stored row, from its bytes.
    func storedRow(_ index: Int) throws -> Row {
        guard let row = Row(bytes: try bytes(index)) else { throw damage(index) }
        return row
    }

    private func damage(_ index: Int) -> StoreError {
        let names = Array(row.columnNames)
        return .damaged("column \(index) of (\(names.joined(separator: ", "))) does not hold what it should")
    }
}
