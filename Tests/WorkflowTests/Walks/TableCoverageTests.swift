import CaseProtocol
import Testing

@testable import Workflow

/// Every rule of every shipped procedure, used at least once by a play through the real rules.
@Suite struct TableCoverageTests {
    private static let knownWarnings: [ProcedureID: Set<String>] = [:]

    @Test(arguments: TableWalks.ids)
    func `every rule is used by a play`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        let walk = TableWalks.of(procedure)
        let missing = walk.missing.map { index in
            let rule = procedure.rules[index]
            return
                "#\(index) \(rule.action) from \(rule.from) by \(rule.roles) if \(rule.guards): \(walk.refusals[index].map { "\($0)" } ?? "never tried")"
        }
        #expect(missing.isEmpty, "\(procedure.id): not used: \(missing.joined(separator: "\n"))")
    }

    @Test(arguments: TableWalks.ids)
    func `every play does what its rule says and no more`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        let walk = TableWalks.of(procedure)
        let faults = procedure.rules.indices.compactMap { walk.found[$0] }
            .flatMap { PlayCheck(play: $0, procedure: procedure).faults }
        #expect(faults.isEmpty, "\(procedure.id): \(faults.joined(separator: "\n"))")
    }

    @Test(arguments: TableWalks.ids)
    func `the check of tables finds no error in a shipped procedure`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        let findings = check(procedure, codeLists: .standard, calendars: .standard)
        let errors = findings.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(procedure.id): \(errors)")
        // Known, and looked at: each of them is meant so.
        let warnings = findings.filter { $0.severity == .warning }.map { "\($0)" }
        #expect(Set(warnings).isSubset(of: Self.knownWarnings[procedure.id] ?? []), "\(procedure.id): \(warnings)")
    }

    @Test func `the comparison of a play with its rule can fail`() throws {
        let procedure = Procedure.ntbTripartite
        let walk = TableWalks.of(procedure)
        let plays = procedure.rules.indices.compactMap { walk.found[$0] }
        // A play held against the next rule of the table, of another action.
        for (play, other) in zip(plays, plays.dropFirst())
        where procedure.rules[other.rule].action != procedure.rules[play.rule].action {
            let wrong = Play(
                rule: other.rule, command: play.command, party: play.party, context: play.context, before: play.before,
                decision: play.decision, after: play.after)
            #expect(!PlayCheck(play: wrong, procedure: procedure).faults.isEmpty, "#\(play.rule)")
        }
    }
}
