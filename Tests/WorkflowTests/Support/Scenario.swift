import CaseProtocol
import Testing
import Workflow

/// A case as the server has it, played command by command. Day 0 is Monday, 2 November 2026, noon in Nairobi.
struct Scenario {
    static let caseID = CaseID(high: 0x7001, low: 0x8000_0000_0000_0001)
    static let dayZero = CivilDate.day("2026-11-02")
    static let table = Procedure.ntbTripartite

    private(set) var state = CaseState(caseID: Self.caseID)
    private(set) var today = Self.dayZero
    /// Whose view decides: the server's, or a client's that sees less.
    var isAuthoritative = true
    /// Whose accounts the server knows by id.
    var accounts: [Party] = [People.kenyaLegal, People.eac]
    private var commands: UInt64 = 0
    /// The rows of the last command.
    private(set) var changed: [Row] = []

    var stage: StageID? { state.header?.stage }

    /// An id apart enough from the next for what the command makes.
    private var mid: CommandID { CommandID(high: 0x7002, low: 0x8000_0000_0000_0000 + commands * 10_000) }

    var context: DecisionContext {
        var context = DecisionContext(
            now: Timestamp(milliseconds: Int64(today.dayNumber) * 86_400_000 + 9 * 3_600_000), mid: mid,
            isAuthoritative: isAuthoritative,
            number: isAuthoritative ? CaseNumber.make(prefix: "NTB", year: today.year, serial: 42) : nil)
        guard isAuthoritative else { return context }
        context.accounts = Dictionary(uniqueKeysWithValues: accounts.map { ($0.id.description, $0) })
        return context
    }

    /// Puts other rows in place of all.
    mutating func replaceState(_ state: CaseState) { self.state = state }

    mutating func wait(days: Int) { today = today.adding(days: days) }
    mutating func wait(until day: String) { today = .day(day) }

    /// Performs a command. The server's follow-ups are left to ``transmit()``.
    @discardableResult
    mutating func perform(_ command: CaseCommand, by party: Party) throws -> Decision {
        commands += 1
        let decision = try decide(command, on: state.rows.isEmpty ? nil : state, by: party, in: context)
        changed = apply(decision.events, to: &state)
        return decision
    }

    /// Opens a case by the sample filing.
    @discardableResult
    mutating func open(
        _ action: ActionID = "open", by party: Party = People.amina, _ fields: [String: JSONValue]? = nil
    ) throws -> Decision {
        try perform(
            .open(
                CaseOpen(
                    caseID: Self.caseID, procedure: "ntb.tripartite", version: 1, action: action, label: "K7QF-1",
                    fields: fields ?? Sample.of(["ntbCategory", "place", "description"]))), by: party)
    }

    /// Takes an action with the sample values of what its first permitted rule requires, `fields` over them.
    @discardableResult
    mutating func act(
        _ action: ActionID, by party: Party, _ fields: [String: JSONValue] = [:], from: StageID? = nil,
        on day: String? = nil, deadline: DeadlineKey? = nil
    ) throws -> Decision {
        let roles = caseRoles(of: party, in: state)
        let rule = Self.table.rules(for: action).first { !Set($0.roles).isDisjoint(with: roles) }
        let values = (rule.map { Sample.required(by: $0) } ?? [:]).merging(fields) { $1 }
        return try perform(
            .act(
                CaseAct(
                    caseID: Self.caseID, action: action, from: from, fields: values,
                    occurredOn: day.map { .day($0) }, deadline: deadline)), by: party)
    }

    /// What an act is refused with; `nil` when it is not.
    func refusal(
        of action: ActionID, by party: Party, _ fields: [String: JSONValue] = [:], from: StageID? = nil,
        on day: String? = nil, deadline: DeadlineKey? = nil
    ) -> Refusal? {
        var copy = self
        do {
            try copy.act(action, by: party, fields, from: from, on: day, deadline: deadline)
            return nil
        } catch { return error as? Refusal }
    }

    /// What a command is refused with; `nil` when it is not.
    func refusal(of command: CaseCommand, by party: Party) -> Refusal? {
        var copy = self
        do {
            try copy.perform(command, by: party)
            return nil
        } catch { return error as? Refusal }
    }

    /// Sends what the scheduler would send today. Returns the actions.
    @discardableResult
    mutating func runScheduler() throws -> [ActionID] {
        let acts = lapses(in: state, on: today, catalogue: .standard)
        for act in acts { try perform(.act(act), by: .system) }
        return acts.map(\.action)
    }

    func clock(_ key: DeadlineKey) -> Deadline? { state.deadlines.last { $0.key == key } }

    /// The rows of the case that `party` may see.
    func rows(seenBy party: Party) -> [Row] {
        state.rows.values.filter { !audiences(of: $0.compartment, in: state).isDisjoint(with: party.audiences) }
    }

    /// The same case as `party`'s replica holds it.
    func replica(of party: Party) -> Scenario {
        var copy = self
        copy.state = CaseState(caseID: Self.caseID, rows: rows(seenBy: party))
        copy.isAuthoritative = false
        return copy
    }

    /// The event rows of an action.
    func events(_ action: ActionID) -> [Row] {
        state.rows(.event).filter { $0["action"]?.string == action.rawValue }
    }
}
