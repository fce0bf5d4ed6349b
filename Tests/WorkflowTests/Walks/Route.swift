import CaseProtocol
import Testing

@testable import Workflow

/// Steps that somebody wrote down, for rules to which the search does not find by itself: an action after the other, each by
/// whoever may take it, its form filled in but for the values given.
struct Route {
    var player: TablePlayer

    /// Opens a case.
    init(
        _ procedure: Procedure, opening action: ActionID = "open", by role: RoleID? = nil, features: Bool = true,
        _ values: [String: JSONValue] = [:]
    ) throws {
        player = TablePlayer(procedure)
        player.switchFeatures(on: features)
        let rule = try #require(procedure.rules.first { $0.from == .nothing && $0.action == action })
        let opener = try #require(Players.openers(role ?? rule.roles[0]).first)
        let form = FormVariants(rule: rule, play: player, interest: FieldInterest(procedure)).all[0]
        try player.perform(
            .open(
                CaseOpen(
                    caseID: TablePlayer.caseID, procedure: procedure.id, version: procedure.version, action: action,
                    label: "K7QF-1", fields: player.asked(form.merging(values) { $1 }.filter { !$0.value.isNull }))),
            by: opener)
    }

    /// Goes on with a case.
    init(_ player: TablePlayer) { self.player = player }

    /// Takes an action as the first rule that permits it says; `null` leaves a field out.
    ///
    /// - Parameters:
    ///   - role: whose rule it is, where several may.
    ///   - waiting: whether to wait for the day on which it is lawful.
    mutating func act(
        _ action: ActionID, by role: RoleID? = nil, waiting: Bool = true, _ values: [String: JSONValue] = [:]
    ) throws {
        let stage = try #require(player.stage)
        let rules = player.procedure.rules(for: action).filter {
            $0.from.includes(stage) && (role.map($0.roles.contains) ?? true)
        }
        var refusal: Refusal?
        for rule in rules {
            let interest = FieldInterest(player.procedure)
            for actor in player.actors(for: rule)
            where role.map({ caseRoles(of: actor, in: player.state).contains($0) }) ?? true {
                let form = FormVariants(rule: rule, play: player, interest: interest).all[0]
                let taken = values.filter { rule.takes.contains(FieldID($0.key)) }
                var next = player
                do {
                    try next.play(
                        rule, by: actor, waiting: waiting, form.merging(taken) { $1 }.filter { !$0.value.isNull })
                    player = next
                    return
                } catch { refusal = soonest(refusal, error) }
            }
        }
        throw refusal ?? Refusal.unknownAction(action, allowed: [])
    }

    /// One action after the other, with what they need said beside their forms.
    mutating func act(_ actions: [ActionID], _ values: [String: JSONValue] = [:]) throws {
        for action in actions { try act(action, values) }
    }

    /// Lets the days pass until a limit is over.
    mutating func outlast(_ key: DeadlineKey) throws {
        let due = try #require(player.state.latestDeadline(key)?.dueOn, "\(key) does not run")
        try player.wait(until: due.adding(days: 1))
    }

    /// The same case on another day, with nothing done in between.
    mutating func jump(to day: CivilDate) { player.jump(to: day) }

    /// What somebody is told who takes an action on a day; `nil` when it is done.
    func problem(
        of action: ActionID, by role: RoleID? = nil, on day: CivilDate, _ values: [String: JSONValue] = [:]
    ) -> Problem? {
        var route = self
        route.jump(to: day)
        do {
            try route.act(action, by: role, waiting: false, values)
            return nil
        } catch {
            let command = CaseCommand.act(CaseAct(caseID: TablePlayer.caseID, action: action, from: nil))
            return (error as? Refusal)?.problem(of: command, on: player.state, in: player.catalogue)
        }
    }

    mutating func switchFeatures(on isOn: Bool) { player.switchFeatures(on: isOn) }

    /// Of two refusals the one that names a day.
    private func soonest(_ first: Refusal?, _ second: Refusal) -> Refusal {
        guard let first else { return second }
        if case .tooEarly = second { return second }
        return first
    }
}
