import CaseProtocol
import Testing
import Workflow

/// A case and a later version of its procedure to which it may be moved.
struct MigrationScene {
    private(set) var scenario: Scenario
    var mapping = MigrationMapping()
    var catalogue: Catalogue
    let later: Procedure
    private var acts: UInt64 = 0

    init(_ scenario: Scenario, to later: Procedure) {
        self.scenario = scenario
        self.later = later
        catalogue = Catalogue([.ntbTripartite, later])
    }

    var context: DecisionContext {
        var context = scenario.context
        context.catalogue = catalogue
        // Far from the ids of what the scenario made.
        context.mid = CommandID(high: 0x7003, low: 0x8000_0000_0000_0000 + acts * 10_000)
        return context
    }

    var plan: CaseMigration? { migration(of: scenario.state, to: later, mapping: mapping, in: context) }

    mutating func wait(until day: String) { scenario.wait(until: day) }

    /// Does a plan, as the system.
    mutating func migrate(_ plan: CaseMigration? = nil) throws {
        try perform(.migrate(try #require(plan ?? self.plan), mapping))
    }

    mutating func perform(_ act: CaseAct, by party: Party = .system) throws {
        acts += 1
        var state = scenario.state
        let decision = try decide(.act(act), on: state, by: party, in: context)
        _ = apply(decision.events, to: &state)
        scenario.replaceState(state)
    }

    /// What somebody is refused; `nil` when they are not.
    func refusal(of act: CaseAct, by party: Party = .system) -> Refusal? {
        var copy = self
        do {
            try copy.perform(act, by: party)
            return nil
        } catch { return error as? Refusal }
    }

    func sentences(_ key: DeadlineKey) -> [String] {
        scenario.clock(key).map { explanation(of: $0, on: scenario.state, in: context) } ?? []
    }
}

extension Procedure {
    /// Version 9 of the complaints procedure, changed in some parts.
    static func changed(
        stages: [Stage] = ntbTripartite.stages, rules: [Rule] = ntbTripartite.rules,
        deadlines: [DeadlineSpec] = ntbTripartite.deadlines, cast: Cast = ntbTripartite.cast
    ) -> Procedure {
        Procedure(
            id: ntbTripartite.id, version: 9, title: ntbTripartite.title, numberPrefix: ntbTripartite.numberPrefix,
            cast: cast, calendar: ntbTripartite.calendar, stages: stages, rules: rules, deadlines: deadlines,
            fields: ntbTripartite.fields, edits: ntbTripartite.edits)
    }

    /// With another time for screening.
    static func screening(_ length: DeadlineSpec.Length, as key: DeadlineKey = "screen") -> Procedure {
        changed(
            deadlines: ntbTripartite.deadlines.map { spec in
                guard spec.key == "screen" else { return spec }
                return DeadlineSpec(
                    key, spec.kind, length, owner: spec.owner, lapse: spec.lapse, title: spec.title, source: spec.source
                )
            })
    }

    /// With `submitted` called `received`.
    static let renamed = changed(
        stages: ntbTripartite.stages.map { stage in
            guard stage.id == "submitted" else { return stage }
            return Stage("received", public: stage.publicName, owner: stage.owner, clocks: stage.clocks, stage.summary)
        })
}
