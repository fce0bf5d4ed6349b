import CaseProtocol
import Synchronization
import Testing

@testable import Workflow

/// The search of each shipped procedure, done once for all suites.
enum TableWalks {
    /// By id, so that a failed test is called by a word and not by a whole table.
    static let ids = Catalogue.standard.procedures.map { TableName(id: $0.id, version: $0.version) }

    static func procedure(_ name: TableName) throws -> Procedure {
        try #require(Catalogue.standard.procedure(name.id, version: name.version))
    }

    private final class Search: Sendable {
        let done = Mutex<TableSearch?>(nil)
    }
    private static let searches = Dictionary(ids.map { ($0, Search()) }, uniquingKeysWith: { first, _ in first })

    /// Whoever asks while another searches waits for what that finds.
    static func of(_ procedure: Procedure) -> TableSearch {
        searches[TableName(id: procedure.id, version: procedure.version)]?.done.withLock { done in
            if let done { return done }
            var search = TableSearch(procedure)
            do {
                try search.run { try Routes.of(procedure) }
            } catch { Issue.record("\(procedure.id): a route ends: \(error)") }
            done = search
            return search
        } ?? TableSearch(procedure)
    }
}

/// What a table is called.
struct TableName: Hashable, Sendable, CustomTestStringConvertible {
    let id: ProcedureID
    let version: Int
    var testDescription: String { "\(id) \(version)" }
}
