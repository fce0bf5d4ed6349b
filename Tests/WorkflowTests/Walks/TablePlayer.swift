import CaseProtocol
import Testing

@testable import Workflow

/// One case of any procedure, played through the real rules: every command goes to ``decide(_:on:by:in:)``, every fact to
/// ``apply(_:to:)``, and when days pass the scheduler sends what it would send. Day 0 is Monday, 2 November 2026.
struct TablePlayer {
    static let caseID = CaseID(high: 0x7011, low: 0x8000_0000_0000_0001)
    static let dayZero = CivilDate.day("2026-11-02")

    let procedure: Procedure
    private(set) var catalogue: Catalogue
    let others: [OtherCase]
    var state = CaseState(caseID: Self.caseID)
    private(set) var today = Self.dayZero
    private var commands: UInt64 = 0
    /// What was played so far, for people.
    private(set) var trail: [String] = []
    /// The plays since it was last emptied, each with the rule that it used.
    var plays: [Play] = []

    init(_ procedure: Procedure, in catalogue: Catalogue = .standard) {
        self.procedure = procedure
        // Another version of the procedure is not what is played here.
        let effects = procedure.rules.flatMap(\.effects)
        // A request for data names a case of another kind.
        let asks = effects.contains(.link(.asksDataFor))
        let remedies = asks ? [catalogue.current("unfair.antidumping")].compactMap(\.self) : []
        let targets =
            (effects.contains(.convertToComplaint) ? Conversion.mechanisms : [])
            + (effects.contains(.convertToRemedy) ? RemedyConversion.remedies : [])
        self.catalogue = Catalogue(
            [procedure] + targets.compactMap(catalogue.current) + remedies, features: catalogue.features)
        others = Self.others(remedies.first ?? procedure, self.catalogue)
        switchFeatures(on: true)
    }

    /// The case as it stood when a rule was used.
    init(before play: Play, of procedure: Procedure) {
        self.init(procedure)
        catalogue = play.context.catalogue
        state = play.before
        today = play.context.today
        commands = play.context.mid.low % 0x8000_0000_0000_0000 / 10_000 + 1
    }

    /// The case as the rule left it.
    init(after play: Play, of procedure: Procedure) {
        self.init(before: play, of: procedure)
        state = play.after
    }

    /// Switches every feature that a rule of the procedure asks for.
    mutating func switchFeatures(on isOn: Bool) {
        for case .feature(let name) in procedure.rules.flatMap(\.guards) {
            if isOn { catalogue.features.insert(name) } else { catalogue.features.remove(name) }
        }
    }

    /// The same case on another day, with nothing done in between.
    mutating func jump(to day: CivilDate) { today = day }

    var stage: Stage? { state.header.flatMap { procedure.stage($0.stage) } }

    func context(naming other: OtherCase? = nil) -> DecisionContext {
        var context = DecisionContext(
            now: Timestamp(milliseconds: Int64(today.dayNumber) * 86_400_000 + 9 * 3_600_000),
            mid: CommandID(high: 0x7012, low: 0x8000_0000_0000_0000 + commands * 10_000), catalogue: catalogue,
            isAuthoritative: true,
            number: CaseNumber.make(prefix: procedure.numberPrefix, year: today.year, serial: 42))
        context.accounts = Players.accounts
        context.otherCases = other.map { [$0] } ?? []
        return context
    }

    /// Performs a command and what the server does next by itself.
    mutating func perform(_ command: CaseCommand, by party: Party, naming other: OtherCase? = nil) throws(Refusal) {
        commands += 1
        let context = context(naming: other)
        let before = state
        let decision = try decide(command, on: state.rows.isEmpty ? nil : state, by: party, in: context)
        let used = usedRule(command, by: party, in: context)
        _ = apply(decision.events, to: &state)
        if let used {
            trail.append("\(today) \(procedure.rules[used].action) by \(party.name)")
            plays.append(
                Play(
                    rule: used, command: command, party: party, context: context, before: before, decision: decision,
                    after: state))
        }
        for action in decision.followUps {
            try perform(.act(CaseAct(caseID: Self.caseID, action: action, from: nil)), by: .system)
        }
        if case .assign = command { return }
        if procedure.cast == .remedy { assignInvestigator() }
    }

    /// Lets days pass: on each day on which a limit is over the scheduler sends what it sends.
    mutating func wait(until day: CivilDate) throws(Refusal) {
        while true {
            let next = state.deadlines.filter(\.isRunning).compactMap { $0.dueOn?.adding(days: 1) }
                .filter { $0 > today && $0 <= day }.min()
            guard let next else { break }
            today = next
            try runScheduler()
        }
        today = max(today, day)
    }

    mutating func runScheduler() throws(Refusal) {
        // What one lapse ends or moves, the next round does not send again.
        for _ in 0..<20 {
            let before = state
            for act in lapses(in: state, on: today, catalogue: catalogue) {
                // What another lapse has overtaken is refused, as on the server.
                do { try perform(.act(act), by: .system) } catch {}
            }
            if state == before { return }
        }
    }

    /// The rule that the engine takes for a command, by its place in the table: the first that permits it.
    func usedRule(_ command: CaseCommand, by party: Party, in context: DecisionContext) -> Int? {
        switch command {
        case .open(let open):
            let roles = party.appointments.map { $0.role == .focalPoint ? RoleID.nfpReporting : $0.role }
            return procedure.rules.firstIndex { rule in
                rule.from == .nothing && rule.action == open.action && rule.roles.contains { roles.contains($0) }
            }
        case .act(let act):
            guard let standing = try? Standing(state, party), let stage else { return nil }
            let rules = standing.permitted(procedure.rules(for: act.action)).filter { $0.from.includes(stage) }
            let rule = rules.first { rule in
                (try? ActCheck(act: act, rule: rule, procedure: procedure, standing: standing, context: context)) != nil
            }
            return rule.flatMap { procedure.rules.firstIndex(of: $0) }
        default: return nil
        }
    }

    /// Two more cases of a procedure, one that goes on and one that has ended, for acts that name one.
    private static func others(_ procedure: Procedure, _ catalogue: Catalogue) -> [OtherCase] {
        [false, true].enumerated().compactMap { index, isFinal in
            guard let stage = procedure.stages.first(where: { $0.isFinal == isFinal && $0.takesHistory }) else {
                return nil
            }
            var other = CaseState(caseID: CaseID(high: 0x7013, low: 0x8000_0000_0000_0001 + UInt64(index)))
            let context = DecisionContext(
                now: Timestamp(milliseconds: Int64(dayZero.dayNumber) * 86_400_000),
                mid: CommandID(high: 0x7014, low: 0x8000_0000_0000_0001 + UInt64(index)), catalogue: catalogue,
                isAuthoritative: true)
            let history = HistoryRecord(
                caseID: other.caseID, procedure: procedure.id, number: "OLD-\(index)", publishedStatus: nil,
                stage: stage.id, fields: HistoryFields.of(procedure), entries: [], flags: [])
            guard let decision = try? decide(.recordHistory(history), on: nil, by: .system, in: context) else {
                return nil
            }
            _ = apply(decision.events, to: &other)
            return OtherCase(other, in: catalogue)
        }
    }
}

extension TablePlayer {
    /// A case that ran elsewhere, at a stage, not adopted.
    static func imported(
        _ procedure: Procedure, at stage: StageID, reporting: String? = "KE", _ more: [String: JSONValue] = [:]
    ) throws(Refusal) -> TablePlayer {
        var player = TablePlayer(procedure)
        let fields = HistoryFields.of(procedure, reporting: reporting).merging(more) { $1 }
        let history = HistoryRecord(
            caseID: caseID, procedure: procedure.id, number: "OLD-7", publishedStatus: nil, stage: stage,
            fields: fields,
            entries: [], flags: [])
        try player.perform(.recordHistory(history), by: .system)
        return player
    }
}

/// One use of one rule.
struct Play {
    let rule: Int
    let command: CaseCommand
    let party: Party
    let context: DecisionContext
    let before: CaseState
    let decision: Decision
    let after: CaseState
}

/// What a register says of a case that ran elsewhere.
enum HistoryFields {
    static func of(_ procedure: Procedure, reporting: String? = "KE") -> [String: JSONValue] {
        var fields: [String: JSONValue] = [:]
        if case .complaint = procedure.cast {
            fields["reportingCountry"] = reporting.map { .string($0) }
            fields["imposingCountry"] = "TZ"
        } else {
            fields["country"] = "KE"
        }
        return fields
    }
}
