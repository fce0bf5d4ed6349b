import CaseProtocol

@testable import Workflow

/// Searches plays that use every rule of a procedure: from every opening, and from history that was taken over. First a
/// short while through everything, breadth first; then for each rule that was not used by that, among the rules that help to
/// it. A case that differs in nothing that matters from one before is not followed. The same table is searched alike each time.
struct TableSearch {
    let procedure: Procedure
    private let interest: FieldInterest
    /// For every rule that was used, the first play of it.
    private(set) var found: [Int: Play] = [:]
    /// How the case came there.
    private(set) var trails: [Int: [String]] = [:]
    /// The last refusal of a rule that was tried and never used.
    private(set) var refusals: [Int: Refusal] = [:]
    private(set) var tries = 0
    /// How many rules the routes were the first to use.
    private(set) var byRoute = 0
    private var roots: [TablePlayer] = []
    /// Every case that was followed.
    private var pool: [TablePlayer] = []

    init(_ procedure: Procedure) {
        self.procedure = procedure
        interest = FieldInterest(procedure)
    }

    var missing: [Int] { procedure.rules.indices.filter { found[$0] == nil } }

    /// - Parameter routes: plays that somebody wrote down.
    mutating func run(with routes: () throws -> [TablePlayer] = { [] }) throws {
        open()
        takeOver()
        explore()
        let before = found.count
        for player in (try? routes()) ?? [] { _ = noting(player) }
        byRoute = found.count - before
        for goal in missing where found[goal] == nil { pursue(goal) }
        guard !missing.isEmpty else { return }
        let found = found.count
        for player in try routes() { _ = noting(player) }
        byRoute += self.found.count - found
    }

    private mutating func explore() {
        var seen: Set<String> = []
        var waiting = roots
        var next = 0
        while next < waiting.count, !missing.isEmpty, tries < 1_000 {
            let player = waiting[next]
            next += 1
            let rules = procedure.rules.indices.filter { isWorthTrying($0) }
            for follower in followers(of: player, by: rules) where seen.insert(follower.outline(for: missing)).inserted
            {
                waiting.append(follower)
            }
        }
        pool = waiting
    }

    /// A rule that was used is used again only to get on.
    private func isWorthTrying(_ index: Int) -> Bool {
        guard found[index] != nil else { return true }
        let rule = procedure.rules[index]
        if rule.effects.contains(.recuse) || rule.effects.contains(.suspend) { return false }
        let ends = rule.to.stages.compactMap { procedure.stage($0) }
        if !ends.isEmpty, ends.allSatisfy(\.isFinal) {
            return missing.contains { index in ends.contains { procedure.rules[index].from.names($0) } }
        }
        return rule.to != .stay || !rule.effects.isEmpty
            || rule.takes.contains { interest.fields.contains($0) && procedure.field($0)?.isOnHeader ?? false }
    }

    /// The search for one rule, the case that seems nearest first.
    private mutating func pursue(_ goal: Int) {
        let quest = Quest(goal, in: procedure)
        let rules = quest.helpers.sorted()
        var seen: Set<String> = []
        var waiting: [(distance: Int, order: Int, player: TablePlayer)] = []
        @discardableResult func consider(_ player: TablePlayer) -> Bool {
            guard seen.insert(player.outline(for: rules)).inserted else { return false }
            waiting.append((quest.distance(of: player), waiting.count, player))
            return true
        }
        let near = pool.enumerated().map { (distance: quest.distance(of: $0.element), order: $0.offset) }
            .sorted { ($0.distance, $0.order) < ($1.distance, $1.order) }
        for root in roots { consider(root) }
        // A few from every stage, the nearest last.
        var places: [StageID: Int] = [:]
        let chosen = near.filter { place in
            guard let stage = pool[place.order].stage?.id, pool[place.order].isTakenUp else { return false }
            places[stage, default: 0] += 1
            return places[stage, default: 0] <= 4
        }
        for place in chosen.reversed() { consider(pool[place.order]) }
        let triesMax = tries + 600
        var expanded = 0
        while found[goal] == nil, tries < triesMax, expanded < waiting.count {
            // Of those that seem equally near the one that came last: it has gone on from another.
            waiting[expanded...].sort { ($0.distance, $1.order) < ($1.distance, $0.order) }
            let player = waiting[expanded].player
            expanded += 1
            for follower in followers(of: player, by: rules) {
                if consider(follower) { pool.append(follower) }
            }
        }
    }

    private mutating func open() {
        for (index, rule) in procedure.rules.enumerated() where rule.from == .nothing {
            let empty = TablePlayer(procedure)
            for role in rule.roles {
                for opener in Players.openers(role) {
                    let variants = FormVariants(rule: rule, play: empty, interest: interest)
                    for values in variants.all {
                        var player = empty
                        let command = CaseCommand.open(
                            CaseOpen(
                                caseID: TablePlayer.caseID, procedure: procedure.id, version: procedure.version,
                                action: rule.action, label: "K7QF-1", fields: empty.asked(values)))
                        tries += 1
                        do {
                            try player.perform(command, by: opener)
                            roots.append(noting(player))
                        } catch { refusals[index] = error }
                    }
                }
            }
        }
    }

    private mutating func takeOver() {
        for stage in procedure.stages where stage.takesHistory {
            for reporting in procedure.cast.isComplaint ? ["KE", nil] : ["KE"] {
                guard let player = try? TablePlayer.imported(procedure, at: stage.id, reporting: reporting) else {
                    continue
                }
                roots.append(noting(player))
            }
        }
    }

    /// What becomes of the case by one of these rules, or by waiting.
    private mutating func followers(of player: TablePlayer, by rules: [Int]) -> [TablePlayer] {
        guard let stage = player.stage else { return [] }
        var followers = player.afterWaiting(for: rules)
        tries += followers.count
        var actors: [[RoleID]: [Party]] = [:]
        for index in rules where procedure.rules[index].from.includes(stage) {
            let rule = procedure.rules[index]
            guard player.mayTry(rule) else { continue }
            let people = actors[rule.roles] ?? player.actors(for: rule)
            actors[rule.roles] = people
            followers += attempt(index, rule, player, by: people)
        }
        return followers.map { noting($0) }
    }

    private mutating func attempt(_ index: Int, _ rule: Rule, _ player: TablePlayer, by people: [Party])
        -> [TablePlayer]
    {
        var followers: [TablePlayer] = []
        for actor in people where player.mayTry(rule, by: actor) {
            for values in FormVariants(rule: rule, play: player, interest: interest).all {
                tries += 1
                var next = player
                do {
                    try next.play(rule, by: actor, values)
                    followers.append(next)
                } catch { refusals[index] = error }
            }
            if !followers.isEmpty { return followers }
        }
        return followers
    }

    /// Keeps the first play of each rule.
    private mutating func noting(_ player: TablePlayer) -> TablePlayer {
        var player = player
        for play in player.plays where found[play.rule] == nil {
            found[play.rule] = play
            trails[play.rule] = player.trail
        }
        player.plays = []
        return player
    }
}

extension Origin {
    /// Whether it names this stage, which has ended: not a rule for all stages.
    fileprivate func names(_ stage: Stage) -> Bool {
        switch self {
        case .stages(let stages): stages.contains(stage.id)
        case .nothing, .anyOpen, .any: false
        }
    }
}
