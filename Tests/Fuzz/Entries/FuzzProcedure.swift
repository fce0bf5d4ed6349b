import CaseProtocol
import Workflow

/// A procedure that somebody wrote: what is read has one form, and the check and the drawings take all of it.
enum FuzzProcedure {
    @Sendable static func run(_ bytes: [UInt8]) throws {
        guard let json = try? JSONValue(parsing: bytes), let procedure = try? Procedure(json: json) else { return }
        let again = try? Procedure(json: procedure.json)
        try expect(again == procedure, "a procedure that was written is read otherwise")
        _ = (check(procedure), procedure.graphviz, procedure.mermaid, procedure.prettyJSON)
        _ = Procedure.listing(of: [procedure])
    }
}
