import CaseProtocol
import Testing
import Workflow

/// What `tatuad procedure` prints.
@Suite struct ProcedureListingTests {
    @Test func `procedures are listed in columns`() {
        let longer = Procedure(
            id: "toy.longer", version: 12, title: "Longer", numberPrefix: "T", stages: [], rules: [], deadlines: [],
            fields: [], edits: [])
        #expect(
            Procedure.listing(of: [ToyTable().procedure, longer]) == [
                "toy@1          Toy: 3 stages, 5 rules, 2 clocks, 3 fields",
                "toy.longer@12  Longer: 0 stages, 0 rules, 0 clocks, 0 fields",
            ])
    }

    @Test func `a report names every finding and sums up`() {
        var table = ToyTable()
        #expect(
            ProcedureFinding.report(check(table.procedure), on: table.procedure, in: "a.json") == [
                "a.json: toy, version 1: in order."
            ])
        table.add(by: [])
        table.fields.append(FieldSpec("idle", .bool, label: "Idle", help: "?"))
        #expect(
            ProcedureFinding.report(check(table.procedure), on: table.procedure, in: "a.json") == [
                "a.json: error: rule 6 (more): It is for nobody.",
                "a.json: warning: field idle: No rule and no edit takes it.",
                "a.json: toy, version 1: 1 error, 1 warning.",
            ])
    }
}
