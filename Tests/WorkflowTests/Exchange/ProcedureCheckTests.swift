import CaseProtocol
import Testing
import Workflow

/// What the check finds in a table, and that it finds nothing where nothing is wrong.
@Suite struct ProcedureCheckTests {
    @Test func `the toy table is in order`() {
        #expect(check(ToyTable().procedure) == [])
    }

    @Test(arguments: Catalogue.standard.procedures)
    func `a procedure that ships has no error`(procedure: Procedure) {
        let errors = check(procedure).filter { $0.severity == .error }
        #expect(errors == [], "\(procedure.id): \(errors.map(\.description).joined(separator: "\n"))")
    }

    @Test func `the table of the joint mechanism has no warning either`() {
        #expect(check(.ntbTripartite) == [])
    }

    @Test(arguments: Spoilt.all)
    func `one spoilt row is one finding, which names the row`(spoilt: Spoilt) {
        var table = ToyTable()
        spoilt.spoil(&table)
        let findings = check(table.procedure)
        #expect(findings.contains { $0.kind == spoilt.kind && $0.row == spoilt.row }, "\(findings)")
        // Without an opening nothing can be reached either; a limit of which one rule is wrong may lapse elsewhere.
        let consequences: Set<ProcedureFinding.Kind> = [
            .unreachable, .dateLacking, .notADate, .ownerIdle, .lapseOutOfPlace, .beyondRole,
        ]
        let others = findings.filter { $0.kind != spoilt.kind && !consequences.contains($0.kind) }
        #expect(others == [])
    }

    @Test func `every kind of finding has a table that shows it`() {
        #expect(Set(Spoilt.all.map(\.kind)) == Set(ProcedureFinding.Kind.allCases))
    }

    @Test func `rules that a condition tells apart are not ambiguous`() {
        var table = ToyTable()
        table.add(guards: [.fieldIs("kind", ["plain"])])
        table.add(guards: [.fieldIs("kind", ["formal"])])
        #expect(check(table.procedure) == [])
    }

    @Test func `rules for different people or from different stages are not ambiguous`() {
        var table = ToyTable()
        table.add(by: [.focalPoint])
        table.add(by: [.complainant])
        table.rules.append(ToyTable.rule("more", from: .stages(["answered"]), to: .stay, by: [.focalPoint]))
        #expect(check(table.procedure) == [])
    }

    @Test func `a flag that one rule sets may be asked for by another`() {
        var table = ToyTable()
        table.add("approve", effects: [.flag("approved")])
        table.add("print", guards: [.has("approved")])
        #expect(check(table.procedure) == [])
    }

    @Test func `a finding reads as a line with its row`() {
        let finding = ProcedureFinding(kind: .unknownField, row: "rule 14 (requestPanel)", sentence: "No such field.")
        #expect(finding.description == "error: rule 14 (requestPanel): No such field.")
        #expect(ProcedureFinding(kind: .unusedField, row: nil, sentence: "Idle.").description == "warning: Idle.")
    }

    @Test func `the largest table that may be loaded is checked, with one finding a rule at most`() {
        var table = ToyTable()
        for index in 0..<1_995 { table.add(guards: [.fieldIs("kind", [index.isMultiple(of: 2) ? "plain" : "formal"])]) }
        let findings = check(table.procedure)
        #expect(findings.count == 1_993)
        #expect(findings.allSatisfy { $0.kind == .ambiguous })
    }
}
