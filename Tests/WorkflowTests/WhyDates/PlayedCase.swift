import CaseProtocol

@testable import Workflow

/// A case of any shipped procedure, played act by act through `decide` and `apply` as the server does it. What an act has to
/// give and a test does not care about is filled in.
struct PlayedCase {
    static let caseID = CaseID(high: 0x7001, low: 0x8000_0000_0000_0003)

    let procedure: Procedure
    let catalogue: Catalogue
    private(set) var state = CaseState(caseID: Self.caseID)
    private(set) var today = CivilDate.day("2026-11-02")
    private var commands: UInt64 = 0
    /// The case that acts name beside their own.
    var named: OtherCase?

    init(_ procedure: Procedure, in catalogue: Catalogue = .standard) {
        self.procedure = procedure
        self.catalogue = catalogue
    }

    var context: DecisionContext {
        var context = DecisionContext(
            now: Timestamp(milliseconds: Int64(today.dayNumber) * 86_400_000 + 9 * 3_600_000),
            mid: CommandID(high: 0x7004, low: 0x8000_0000_0000_0000 + commands * 10_000), catalogue: catalogue,
            isAuthoritative: true,
            number: CaseNumber.make(prefix: procedure.numberPrefix, year: today.year, serial: 42))
        context.otherCases = named.map { [$0] } ?? []
        context.accounts = ["party": Self.person("interestedParty:TR"), "fact": Self.person("facilitator")]
        return context
    }

    /// Somebody who holds the roles, as in `minister:KE`; another person for every word after `#`.
    static func person(_ roles: String) -> Party {
        let parts = roles.split(separator: "#")
        let appointments = parts[0].split(separator: "+").compactMap { try? Appointment(parsing: String($0)) }
        precondition(!appointments.isEmpty, "\(roles) is no role")
        let sum = roles.utf8.reduce(UInt64(7)) { ($0 &* 31 &+ UInt64($1)) % 1_000_003 }
        return Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0001_0000 + sum), name: "Holder of \(roles)",
            appointments: appointments)
    }

    /// Opens the case on a day.
    mutating func open(_ action: ActionID, by role: String, on day: String, _ given: [String: JSONValue] = [:]) throws {
        today = .day(day)
        let rules = procedure.rules(for: action).filter { $0.from == .nothing }
        try first(of: rules, given) { copy, fields in
            try copy.perform(
                .open(
                    CaseOpen(
                        caseID: Self.caseID, procedure: copy.procedure.id, version: copy.procedure.version,
                        action: action, label: "K7QF-1", fields: fields)), by: Self.person(role))
        }
    }

    /// Takes an action on a day by the first of its rules that lets it.
    mutating func act(
        _ action: ActionID, by role: String, on day: String, _ given: [String: JSONValue] = [:],
        deadline: DeadlineKey? = nil
    ) throws {
        today = .day(day)
        let roles = Set(caseRoles(of: Self.person(role), in: state))
        let rules = procedure.rules(for: action).filter { rule in
            !roles.isDisjoint(with: rule.roles)
                && (state.header.flatMap { procedure.stage($0.stage) }.map(rule.from.includes) ?? false)
        }
        try first(of: rules, given) { copy, fields in
            try copy.perform(
                .act(
                    CaseAct(caseID: Self.caseID, action: action, from: nil, fields: fields, deadline: deadline)),
                by: Self.person(role))
        }
    }

    /// Puts the case into somebody's hands.
    mutating func assign(to role: String, by head: String) throws {
        try perform(
            .assign(CaseAssign(caseID: Self.caseID, person: Self.person(role).id, desk: nil)), by: Self.person(head))
    }

    /// Sends what the scheduler would send on a day, one act after the other. Returns the actions.
    @discardableResult
    mutating func runScheduler(on day: String) throws -> [ActionID] {
        today = .day(day)
        var done: [ActionID] = []
        while let act = lapses(in: state, on: today, catalogue: catalogue).first {
            try perform(.act(act), by: .system)
            done.append(act.action)
        }
        return done
    }

    /// The limit of this key that started last.
    func clock(_ key: DeadlineKey) -> Deadline? { state.deadlines.last { $0.key == key } }

    private mutating func perform(_ command: CaseCommand, by party: Party) throws {
        commands += 1
        let decision = try decide(command, on: state.rows.isEmpty ? nil : state, by: party, in: context)
        _ = apply(decision.events, to: &state)
        for action in decision.followUps {
            commands += 1
            let next = try decide(
                .act(CaseAct(caseID: Self.caseID, action: action, from: nil, fields: [:])), on: state, by: .system,
                in: context)
            _ = apply(next.events, to: &state)
        }
    }

    private mutating func first(
        of rules: [Rule], _ given: [String: JSONValue],
        _ step: (inout PlayedCase, [String: JSONValue]) throws -> Void
    ) throws {
        guard !rules.isEmpty else { throw NoWay(stage: state.header?.stage, given: given) }
        var failures: [any Error] = []
        for rule in rules {
            var copy = self
            do {
                try step(&copy, filled(rule, given))
                self = copy
                return
            } catch { failures.append(error) }
        }
        // The rule that came furthest is not known: the first one's reason is told.
        throw failures[0]
    }

    /// No rule of the action is for that person at that stage.
    struct NoWay: Error {
        let stage: StageID?
        let given: [String: JSONValue]
    }
}

extension PlayedCase {
    /// What `rule` requires, what is given over it.
    private func filled(_ rule: Rule, _ given: [String: JSONValue]) -> [String: JSONValue] {
        var fields = given
        let asked = rule.requiresWhen.filter { fields[$0.other.rawValue]?.word == $0.value }.map(\.field)
        for id in rule.requires + asked where fields[id.rawValue] == nil {
            guard let spec = procedure.fields.first(where: { $0.id == id }) else { continue }
            if spec.isLasting, state.header?.row[id.rawValue] != nil { continue }
            fields[id.rawValue] = rule.choices[id]?.last.map { .string($0) } ?? wanted(id, by: rule) ?? sample(of: spec)
        }
        // What is confidential comes with a version for the public file.
        for case .twin(let paper, let twin, let reason) in rule.guards
        where fields[paper.rawValue] != nil && fields[reason.rawValue] == nil {
            fields[twin.rawValue] = fields[twin.rawValue] ?? "What there is to say in public."
        }
        return fields
    }

    /// The word or number that a guard of the rule asks for.
    private func wanted(_ field: FieldID, by rule: Rule) -> JSONValue? {
        for condition in rule.guards {
            switch condition {
            case .fieldIs(field, let words):
                return words[0] == "true" ? true : words[0] == "false" ? false : .string(words[0])
            case .number(field, _, _): return "60"
            default: continue
            }
        }
        return nil
    }

    private func sample(of spec: FieldSpec) -> JSONValue {
        if spec.id == Seating.name { return "Alpha Steel" }
        if spec.id == Seating.party { return .string(state.openSeats.last?.name ?? "Alpha Steel") }
        switch spec.type {
        case .text: return "What there is to say."
        case .date(let past): return .string(past ? today.description : today.adding(days: 30).description)
        case .bool: return true
        case .choice(let words): return .string(words[0])
        case .code(let list): return .string(catalogue.codeLists[list]?.codes.last?.code ?? "")
        case .hsCode: return "0902.40"
        case .money: return "12000.50 USD"
        case .list: return ["KE"]
        case .number: return "60"
        case .integer(let range): return .int(Int64(range.lowerBound))
        case .caseReference: return "K7QF-1"
        case .party: return "Alpha Steel"
        }
    }
}
