import CaseProtocol

@testable import Workflow

/// What helps to use one rule: the rules by which a case comes to a stage where it is used and holds what it asks for, and
/// those that help to these.
struct Quest {
    let goal: Rule
    /// The places of the helping rules in the table, the goal's among them.
    private(set) var helpers: Set<Int> = []
    /// How many moves a stage is away from one where the rule is used, other conditions aside.
    private let away: [StageID: Int]

    init(_ index: Int, in procedure: Procedure) {
        goal = procedure.rules[index]
        var away: [StageID: Int] = [:]
        for stage in procedure.stages where goal.from.includes(stage) { away[stage.id] = 0 }
        var steps = 0
        while true {
            let before = away
            for rule in procedure.rules where rule.to.stages.contains(where: { before[$0] == steps }) {
                for stage in rule.from.stages(of: procedure) where away[stage] == nil { away[stage] = steps + 1 }
            }
            steps += 1
            if away.count == before.count { break }
        }
        self.away = away
        var waiting = [index]
        for (index, rule) in procedure.rules.enumerated() where rule.to != .stay && rule.from != .nothing {
            let isCloser = rule.from.stages(of: procedure).contains { from in
                guard let start = away[from] else { return false }
                return rule.to.stages.contains { (away[$0] ?? .max) < start }
            }
            if isCloser { waiting.append(index) }
        }
        while let next = waiting.popLast() {
            guard helpers.insert(next).inserted else { continue }
            let asked = procedure.rules[next]
            for (index, rule) in procedure.rules.enumerated()
            where !helpers.contains(index) && rule.from != .nothing && rule.helps(asked, procedure) {
                waiting.append(index)
            }
        }
    }

    /// How far the case seems from it: stages above all, then conditions that do not hold.
    func distance(of player: TablePlayer) -> Int {
        guard let header = player.state.header, let far = away[header.stage] else { return 1_000 }
        let lacking = goal.guards.filter { !player.mayHold($0, for: goal) }.count
        return far * 3 + lacking * 2 + (header.isAdopted ? 0 : 2) + (header.isSuspended ? 2 : 0)
    }
}

extension TablePlayer {
    /// Whether a condition of a rule holds of the case as it stands, or may once its form is filled in.
    fileprivate func mayHold(_ condition: Guard, for goal: Rule) -> Bool {
        guard let header = state.header else { return false }
        return switch condition {
        case .has(let field), .notSigner(let field): header.row[field.rawValue]?.isBlank == false
        case .fieldIs(let field, let words):
            goal.takes.contains(field) || words.contains(header.row[field.rawValue]?.word ?? "")
        case .lapsed(let key), .within(let key): state.latestDeadline(key) != nil
        case .pending(let kind): state.pendingProposal(kind) != nil
        case .seated(let role): state.seats.contains { $0.role == role }
        case .namesParty(let roles): state.seats.contains { roles.contains($0.role) }
        case .nationalMatter: header.isNationalMatter
        case .noReportingCountry: header.reporting == nil
        case .fromLead: header.isFromLead
        case .filedForAnother: state.isFiledForAnother
        case .cardPublished: state.publicCard != nil
        default: true
        }
    }
}

extension Rule {
    /// Whether it brings about something that the other rule asks for.
    fileprivate func helps(_ other: Rule, _ procedure: Procedure) -> Bool {
        if other.roles.contains(where: { Seat.roles.contains($0) && effects.contains(.seat($0)) }) { return true }
        return other.guards.contains { gives($0, to: other, procedure) }
    }

    /// Whether it can make a condition of the other rule hold.
    fileprivate func gives(_ condition: Guard, to other: Rule, _ procedure: Procedure) -> Bool {
        switch condition {
        case .has(let field), .notSigner(let field): puts(field, procedure)
        case .hasNot(let field): effects.contains(.clear(field))
        case .fieldIs(let field, _), .leadTime(_, let field): !other.takes.contains(field) && puts(field, procedure)
        case .lapsed(let key), .within(let key): starts(key)
        case .pending(let kind): effects.contains(.propose(kind))
        case .cardPublished: effects.contains(.publishCard)
        case .seated(let role): effects.contains(.seat(role))
        case .namesParty(let roles): roles.contains { effects.contains(.seat($0)) }
        case .linked(let kind): effects.contains(.link(kind))
        case .suspended: effects.contains(.suspend)
        case .datesToConfirm: effects.contains(.external) && startsSomething
        case .filedForAnother: requires.contains(AssistedTrader.name)
        case .noFiler, .noReportingCountry: effects.contains(.adopt)
        case .namedRuns, .namedOverrun, .namedOverdue: startsSomething
        default: false
        }
    }

    private func puts(_ field: FieldID, _ procedure: Procedure) -> Bool {
        (takes.contains(field) && procedure.field(field)?.isOnHeader ?? false)
            || effects.contains { effect in
                switch effect {
                case .flag(field), .sign(field), .set(field, _): true
                case .markTransmitted: field == "transmittedOn"
                case .markInitiated: field == "initiatedOn"
                case .markSubmitted: field == "submittedOn"
                default: false
                }
            }
    }

    private func starts(_ key: DeadlineKey) -> Bool {
        effects.contains { effect in
            switch effect {
            case .start(key), .startForParties(key, _): true
            default: false
            }
        }
    }

    private var startsSomething: Bool {
        effects.contains { if case .start = $0 { true } else if case .startForParties = $0 { true } else { false } }
    }
}
