import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Does what a procedure asks for, filling in its forms.
struct RolePlayer {
    let server: TestServer

    private func guess() -> FormGuess {
        let context = DecisionContext(
            now: server.clock.now(), mid: CommandID(high: 0, low: 0), isAuthoritative: true)
        return FormGuess(today: context.today, lists: .standard)
    }

    /// Opens a case under the present version.
    func open(
        _ procedure: ProcedureID, _ action: ActionID = "open", by person: TestPerson,
        _ fields: [String: JSONValue] = [:]
    ) async throws -> CaseID {
        let table = try #require(server.core.rules.current(procedure))
        let rule = try #require(table.rules(for: action).first { $0.from == .nothing })
        let caseID: CaseID = server.id()
        let outcome = try await person.send(
            .open(
                CaseOpen(
                    caseID: caseID, procedure: procedure, version: table.version, action: action, label: nil,
                    fields: guess().values(for: rule, of: table).merging(fields) { $1 })))
        try #require(outcome == .applied, "\(procedure) \(action): \(outcome)")
        return caseID
    }

    /// Takes an action that must be taken.
    func act(
        _ action: ActionID, on caseID: CaseID, by person: TestPerson, _ fields: [String: JSONValue] = [:],
        rule index: Int = 0
    ) async throws {
        let header = try #require(try await server.header(caseID))
        let table = try #require(server.core.rules.procedure(of: header))
        let stage = try #require(table.stage(header.stage))
        let rules = table.rules(for: action).filter { $0.from.includes(stage) }
        try #require(rules.count > index, "\(action) at \(stage.id) of \(table.id)")
        let given = guess().values(for: rules[index], of: table).merging(fields) { $1 }.filter { !$0.value.isNull }
        let outcome = try await person.act(action, on: caseID, given)
        try #require(outcome.problem == nil, "\(table.id) \(action): \(outcome)")
    }
}

extension JSONValue {
    fileprivate var isNull: Bool { self == .null }
}
