import CaseProtocol
import Testing

@testable import Workflow

/// The rules that every procedure has, once for each.
@Suite struct CommonRuleTests {
    /// The case, of all that the walk came to, on which an action is open and most limits of different kinds run.
    private static func player(of procedure: Procedure, for action: ActionID) -> (TablePlayer, Rule, Party)? {
        let walk = TableWalks.of(procedure)
        let players = procedure.rules.indices.compactMap { walk.found[$0] }.map {
            TablePlayer(before: $0, of: procedure)
        }
        let open = players.compactMap { player -> (TablePlayer, Rule, Party)? in
            guard let stage = player.stage, player.isTakenUp,
                let rule = procedure.rules(for: action).first(where: { $0.from.includes(stage) }),
                let actor = player.actors(for: rule).first, !player.state.isRecused(actor.id)
            else { return nil }
            return (player, rule, actor)
        }
        return open.enumerated().max { first, second in
            let kinds = { (player: TablePlayer) in
                Set(
                    player.state.deadlines.filter { $0.isRunning && ($0.dueOn ?? player.today) > player.today }.map(
                        \.kind)
                ).count
            }
            return (kinds(first.element.0), -first.offset) < (kinds(second.element.0), -second.offset)
        }?.element
    }

    @Test(arguments: TableWalks.ids)
    func `a suspension stops obligations and targets, never gates, windows or caps`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        guard let (player, suspend, officer) = Self.player(of: procedure, for: "suspend") else {
            Issue.record("\(procedure.id): nothing can be suspended")
            return
        }
        var case1 = player
        let before = case1.state.deadlines.filter(\.isRunning)
        try case1.play(suspend, by: officer, ["reason": "The parties wait."])
        #expect(case1.state.header?.isSuspended == true)
        func now(_ limit: Deadline) throws -> Deadline {
            try #require(case1.state.deadlines.first { $0.row.id == limit.row.id })
        }
        for limit in before {
            let held = try now(limit)
            let stops = limit.kind == .obligation || limit.kind == .target
            #expect(held.state == (stops ? .paused : .running), "\(procedure.id) \(limit.key)")
            if !stops { #expect(held.dueOn == limit.dueOn, "\(procedure.id) \(limit.key)") }
        }
        case1.jump(to: case1.today.adding(days: 10))
        let resume = try #require(procedure.rules(for: "resume").first)
        try case1.play(resume, by: officer, [:])
        #expect(case1.state.header?.isSuspended == false)
        for limit in before {
            let after = try now(limit)
            guard let due = limit.dueOn, let newDue = after.dueOn else { continue }
            #expect(after.isRunning, "\(procedure.id) \(limit.key)")
            if limit.kind == .obligation || limit.kind == .target {
                #expect(newDue > due || due <= player.today, "\(procedure.id) \(limit.key)")
            } else {
                #expect(newDue == due, "\(procedure.id) \(limit.key)")
            }
        }
    }

    @Test(arguments: TableWalks.ids)
    func `an extension keeps the first date on record, and neither a cap nor a gate is extended`(
        _ name: TableName
    ) throws {
        let procedure = try TableWalks.procedure(name)
        guard !procedure.rules(for: "extend").isEmpty else { return }
        let retake = try #require(TableWalks.of(procedure).retakes("extend").first, "\(procedure.id)")
        let key = try #require(retake.act.deadline)
        let limit = try #require(retake.state.deadlines.last { $0.key == key && $0.isRunning })
        let last = try #require(limit.dueOn).adding(days: 30)
        var player = TablePlayer(before: retake.play, of: procedure)
        var act = retake.act
        act.fields["extendedTo"] = .string("\(last)")
        try player.perform(.act(act), by: retake.party)
        let extended = try #require(player.state.deadlines.first { $0.row.id == limit.row.id })
        #expect(extended.dueOn == last)
        let kept = extended.row["extensions"]?.array?.first?.object?["from"]?.string
        #expect(kept == limit.dueOn?.description)
        #expect(extended.row["extensions"]?.array?.first?.object?["documentRef"]?.string?.isEmpty == false)

        guard let rule = procedure.rules(for: "extend").first else { return }
        let walk = TableWalks.of(procedure)
        for play in procedure.rules.indices.compactMap({ walk.found[$0] }) {
            let player = TablePlayer(before: play, of: procedure)
            guard let stage = player.stage, rule.from.includes(stage), player.isTakenUp,
                let actor = player.actors(for: rule).first
            else { continue }
            for fixed in player.state.deadlines where fixed.isRunning && (fixed.kind == .cap || fixed.kind == .gate) {
                var form = act
                form.from = nil
                form.deadline = fixed.key
                form.fields["agreedOn"] = .string("\(player.today)")
                let refusal = #expect(throws: Refusal.self, "\(procedure.id) \(fixed.key)") {
                    try decide(.act(form), on: player.state, by: actor, in: player.context())
                }
                guard let refusal else { continue }
                if case .recused = refusal { continue }
                let code = refusal.problem(of: .act(form), on: player.state, in: player.catalogue).code
                #expect(code == .guardFailed, "\(procedure.id) \(fixed.key) \(refusal)")
            }
        }
    }

    @Test(arguments: TableWalks.ids)
    func `an overrun is explained once`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        guard !procedure.rules(for: "explain").isEmpty else { return }
        let retake = try #require(TableWalks.of(procedure).retakes("explain").first, "\(procedure.id)")
        #expect(retake.refusal == nil)
        var again = retake
        again.state = retake.play.after
        #expect(again.refusal.map { again.problem(of: $0).code } == .guardFailed)
    }

    @Test(arguments: TableWalks.ids)
    func `history is adopted at every open stage that takes it, once`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        let adopt = procedure.rules.filter { $0.action == "adopt" }
        for stage in procedure.stages where stage.takesHistory && !stage.isFinal {
            let rule = try #require(adopt.first { $0.from.includes(stage) }, "\(procedure.id) \(stage.id)")
            var player = try TablePlayer.imported(procedure, at: stage.id)
            let form = FormVariants(rule: rule, play: player, interest: FieldInterest(procedure)).all[0]
            let actor = try #require(player.actors(for: rule).first, "\(procedure.id) \(stage.id): nobody can adopt")
            let act = CaseAct(caseID: TablePlayer.caseID, action: "adopt", from: nil, fields: form)
            try player.perform(.act(act), by: actor)
            #expect(player.state.header?.isAdopted == true)
            #expect(throws: Refusal.self) { try decide(.act(act), on: player.state, by: actor, in: player.context()) }
            // What starts with it is owed from then on, not long since.
            for limit in player.state.deadlines { #expect((limit.dueOn ?? player.today) >= player.today) }
        }
    }

    @Test(arguments: TableWalks.ids)
    func `nobody acts on history that is not adopted`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        let stage = try #require(procedure.stages.first { $0.takesHistory && !$0.isFinal })
        let player = try TablePlayer.imported(procedure, at: stage.id)
        for rule in procedure.rules where rule.from.includes(stage) && !rule.guards.contains(.notAdopted) {
            guard let actor = player.actors(for: rule).first else { continue }
            let act = CaseAct(caseID: TablePlayer.caseID, action: rule.action, from: stage.id)
            let refusal = #expect(throws: Refusal.self) {
                try decide(.act(act), on: player.state, by: actor, in: player.context())
            }
            #expect(
                refusal == .notAdopted(rule.action), "\(procedure.id) \(rule.action): \(String(describing: refusal))")
        }
    }
}
