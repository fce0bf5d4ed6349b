import CaseProtocol
import Testing
import Workflow

/// Day 0 is Monday, 2 November 2026; screening is due within 5 working days, on Monday the 9th.
@Suite struct MigrationTests {
    @Test func `a limit that is longer in the new version is counted from its first day and moves`() throws {
        var scene = MigrationScene(try .at("submitted"), to: .screening(.workingDays(10)))
        let plan = try #require(scene.plan)
        #expect(plan.fromVersion == 1 && plan.toVersion == 9)
        #expect(plan.fromStage == "submitted" && plan.toStage == "submitted")
        #expect(plan.refusals.isEmpty)
        let change = try #require(plan.dates.first)
        #expect(plan.dates.count == 1 && change.key == "screen" && change.isMoved)
        #expect(change.before == .day("2026-11-09") && change.after == .day("2026-11-16"))
        #expect(change.why.contains("10 working days") && change.why.contains("5 working days"))

        let row = try #require(scene.scenario.clock("screen")).row.id
        try scene.migrate()
        #expect(scene.scenario.state.header?.version == 9)
        let moved = try #require(scene.scenario.clock("screen"))
        #expect(moved.row.id == row && moved.dueOn == .day("2026-11-16") && moved.row["length"] == 10)
        #expect(moved.startedOn == .day("2026-11-02") && moved.isRunning)
    }

    @Test func `what was moved says so for ever`() throws {
        var scene = MigrationScene(try .at("submitted"), to: .screening(.workingDays(10)))
        try scene.migrate()
        let sentences = scene.sentences("screen")
        #expect(
            sentences.contains {
                $0.hasPrefix("It was moved from Monday 2026-11-09 to Monday 2026-11-16 on 2026-11-02")
            })
        #expect(sentences.contains("The last day is Monday 2026-11-16."))
        let event = try #require(scene.scenario.events("migrate").first)
        #expect(event["role"] == "system" && event["fromVersion"] == 1 && event["toVersion"] == 9)
        #expect(event["to"] == nil)
    }

    @Test func `a case whose limits stay the same changes its version and nothing else`() throws {
        var scene = MigrationScene(try .at("submitted"), to: .changed())
        let before = scene.scenario.state
        #expect(scene.plan?.dates == [])
        try scene.migrate()
        #expect(scene.scenario.state.header?.version == 9)
        #expect(scene.scenario.clock("screen")?.dueOn == .day("2026-11-09"))
        #expect(scene.scenario.clock("screen")?.row["moved"] == nil)
        #expect(scene.scenario.state.rows.count == before.rows.count + 1)
    }

    @Test(arguments: [("2026-11-09", true), ("2026-11-10", false)])
    func `a last day may move while it is today, and never once it has passed`(today: String, moves: Bool) throws {
        var scene = MigrationScene(try .at("submitted"), to: .screening(.workingDays(10)))
        scene.wait(until: today)
        let change = try #require(scene.plan?.dates.first)
        #expect(change.isMoved == moves)
        #expect(change.why.contains("passed") != moves)
        try scene.migrate()
        #expect(scene.scenario.clock("screen")?.dueOn == .day(moves ? "2026-11-16" : "2026-11-09"))
        #expect(scene.scenario.state.header?.version == 9)
    }

    @Test(arguments: [("2026-11-04", true), ("2026-11-05", false)])
    func `a limit that is shorter in the new version ends today at the soonest`(today: String, moves: Bool) throws {
        var scene = MigrationScene(try .at("submitted"), to: .screening(.workingDays(2)))
        scene.wait(until: today)
        #expect(scene.plan?.dates.first?.isMoved == moves)
        try scene.migrate()
        #expect(scene.scenario.clock("screen")?.dueOn == .day(moves ? "2026-11-04" : "2026-11-09"))
    }

    @Test func `a limit that was paused stays, with the days that were left`() throws {
        let scenario = try Scenario.at("infoRequested")
        let paused = try #require(scenario.clock("screen"))
        try #require(paused.state == .paused)
        let scene = MigrationScene(scenario, to: .screening(.workingDays(10)))
        let change = try #require(scene.plan?.dates.first { $0.key == "screen" })
        #expect(!change.isMoved && change.before == nil && change.why.contains("paused"))
    }

    @Test func `a stage that the new version does not have has to be mapped`() throws {
        var scene = MigrationScene(try .at("submitted"), to: .renamed)
        let refusals = try #require(scene.plan?.refusals)
        #expect(refusals.count == 1 && refusals[0].contains("“submitted”"))
        #expect(scene.refusal(of: .migrate(try #require(scene.plan), scene.mapping)) != nil)
        scene.mapping = MigrationMapping(stages: ["submitted": "received"])
        #expect(scene.plan?.refusals == [] && scene.plan?.toStage == "received")
        try scene.migrate()
        #expect(scene.scenario.stage == "received")
        #expect(scene.scenario.events("migrate").first?["from"] == "submitted")
        #expect(scene.scenario.events("migrate").first?["to"] == "received")
    }

    @Test func `no case ends by a migration`() throws {
        var scene = MigrationScene(try .at("submitted"), to: .renamed)
        scene.mapping = MigrationMapping(stages: ["submitted": "rejected"])
        #expect(scene.plan?.refusals.count == 1)
    }

    @Test func `a running limit that the new version does not have has to be mapped, and takes the new key`() throws {
        var scene = MigrationScene(try .at("submitted"), to: .screening(.workingDays(5), as: "screening"))
        #expect(scene.plan?.refusals.count == 1)
        scene.mapping = MigrationMapping(limits: ["screen": "screening"])
        #expect(scene.plan?.refusals == [] && scene.plan?.dates == [])
        try scene.migrate()
        #expect(scene.scenario.clock("screen") == nil)
        #expect(scene.scenario.clock("screening")?.dueOn == .day("2026-11-09"))
    }

    @Test func `a proposal that nobody could answer any more holds the case`() throws {
        let rules = Procedure.ntbTripartite.rules.filter { rule in
            !rule.effects.contains(.settle(.resolution)) && !rule.effects.contains(.rejectProposal(.resolution))
        }
        let scene = MigrationScene(try .at("resolutionProposed"), to: .changed(rules: rules))
        #expect(scene.plan?.refusals.contains { $0.contains("resolution") } == true)
        #expect(MigrationScene(scene.scenario, to: .changed()).plan?.refusals == [])
    }

    @Test func `a version that gives its cases to other people takes none over`() throws {
        let scene = MigrationScene(try .at("submitted"), to: .changed(cast: .remedy))
        #expect(scene.plan?.refusals.count == 1)
    }

    @Test func `there is nothing to migrate on a case that has ended or is there already`() throws {
        #expect(MigrationScene(try .at("rejected"), to: .changed()).plan == nil)
        var scene = MigrationScene(try .at("submitted"), to: .changed())
        try scene.migrate()
        #expect(scene.plan == nil)
    }

    @Test func `a case under a version that is not known here stays`() throws {
        var scene = MigrationScene(try .at("submitted"), to: .changed())
        scene.catalogue = Catalogue([.changed()])
        #expect(scene.plan?.refusals.count == 1)
    }

    @Test func `only the system migrates, and only what was shown`() throws {
        var scene = MigrationScene(try .at("submitted"), to: .screening(.workingDays(10)))
        let plan = try #require(scene.plan)
        let act = CaseAct.migrate(plan, scene.mapping)
        guard case .unknownAction = scene.refusal(of: act, by: People.kenya) else {
            Issue.record("a focal point was not told that there is no such action")
            return
        }
        var other = plan
        other.dates[0].after = .day("2026-11-17")
        guard case .guardFailed = scene.refusal(of: .migrate(other, scene.mapping)) else {
            Issue.record("another date than the one counted was taken")
            return
        }
        // The day after the last one the date is no longer one that moves.
        scene.wait(until: "2026-11-10")
        #expect(scene.refusal(of: act) != nil)
        scene.wait(until: "2026-11-09")
        #expect(scene.refusal(of: act) == nil)
    }

    @Test func `a mapping of what does not exist is named`() {
        let mapping = MigrationMapping(stages: ["nowhere": "received"], limits: ["screen": "nothing"])
        #expect(mapping.faults(from: [.ntbTripartite], to: .renamed).count == 2)
        let right = MigrationMapping(stages: ["submitted": "received"])
        #expect(right.faults(from: [.ntbTripartite], to: .renamed).isEmpty)
    }
}
