import CaseProtocol
import Testing
import Workflow

/// The inbox says who owes a step, and only what they can do.
@Suite struct InboxTests {
    private func mine(_ scene: Scenario, _ party: Party) -> [DeadlineKey?] {
        dueSteps(on: scene.state, for: party, in: scene.context).filter(\.isMine).map(\.deadline)
    }

    @Test func `in a national matter the chair confirms, not the focal point who proposed`() throws {
        var path = Scenario.Path()
        path.imposing = "KE"
        let scene = try Scenario.at("resolutionProposed", path)
        #expect(mine(scene, People.kenya).isEmpty)
        #expect(mine(scene, People.kenyaChair) == ["confirmation"])
    }

    @Test func `a suspended case waits for whoever may resume it and for nothing else`() throws {
        var scene = try Scenario.at("consultation")
        try scene.act("suspend", by: People.kenya)
        let steps = dueSteps(on: scene.state, for: People.kenya, in: scene.context)
        #expect(steps.map(\.deadline) == [nil] && steps.allSatisfy { $0.isMine && $0.title.contains("resume") })
        #expect(mine(scene, People.tanzania).isEmpty)
    }

    @Test func `who waits for the complainant's answer is not late with the screening`() throws {
        var scene = try Scenario.at("submitted")
        scene.wait(days: 10)
        try scene.runScheduler()
        try scene.act("askInfo", by: People.eac)
        #expect(mine(scene, People.kenya).isEmpty && mine(scene, People.amina) == ["infoAnswer"])
        try scene.act("supplyInfo", by: People.amina)
        #expect(mine(scene, People.kenya) == ["screen"] && mine(scene, People.eac) == ["screen"])
    }

    @Test(arguments: ["draft", "infoRequested"] as [StageID])
    func `what began as a call is written and answered by every focal point of the country`(stage: StageID) throws {
        var path = Scenario.Path()
        path.isLead = true
        let scene = try Scenario.at(stage, path)
        #expect(mine(scene, People.kenyaDeputy).count == 1)
    }
}

@Suite struct LapseDayTests {
    @Test func `a lapse is dated by the day after the last one, the notice by the run`() throws {
        var scene = try Scenario.at("infoRequested")
        scene.wait(days: 45)
        try scene.runScheduler()
        #expect(scene.events("fallDormant").first?["occurredOn"] == "2026-12-03")
        #expect(scene.clock("infoAnswer")?.row["lapsedOn"] == "2026-12-03")
        #expect(scene.clock("wakeWindow")?.startedOn == scene.today)
        #expect(scene.events("fallDormant").first?["recordedAt"]?.string?.hasPrefix(scene.today.description) == true)
    }

    @Test func `silence is dated by the law and still leaves twelve months from its notice`() throws {
        var scene = try Scenario.at("resolutionProposed")
        scene.wait(days: 100)
        try scene.runScheduler()
        #expect(scene.events("silence").first?["occurredOn"] == "2026-11-17")
        #expect(scene.clock("reopenWindow")?.startedOn == scene.today)
    }
}

@Suite struct SuspendedRightsTests {
    @Test func `a sleeping complaint that is suspended is woken, and the suspension ends`() throws {
        var scene = try Scenario.at("dormant")
        try scene.act("suspend", by: People.kenya)
        try scene.act("wake", by: People.amina)
        #expect(scene.stage == "submitted" && scene.state.header?.isSuspended == false)
        #expect(scene.clock("screen")?.isRunning == true)
    }

    @Test func `a suspended complaint goes on elsewhere`() throws {
        var scene = try Scenario.at("consultation")
        try scene.act("suspend", by: People.kenya)
        #expect(scene.refusal(of: "transfer", by: People.kenya) == nil)
        #expect(scene.refusal(of: "openDispute", by: People.kenyaLegal) == nil)
    }
}

/// The public card gives nobody away, in none of its words.
@Suite struct CardContentTests {
    private func scene(_ field: String, _ value: JSONValue) throws -> Scenario {
        var path = Scenario.Path()
        path.filing = [field: value]
        return try Scenario.at("consultation", path)
    }

    @Test(arguments: [("place", "Gate of Rift Valley Tea Ltd"), ("product", "Tea of Amina Wanjiru")])
    func `place and product are checked with the text`(field: String, value: String) throws {
        guard
            case .guardFailed("publishCard", _)? = try scene(field, .string(value)).refusal(
                of: "publishCard", by: People.kenya)
        else {
            Issue.record("\(field) gave the complainant away")
            return
        }
    }

    @Test func `they are checked again when the card is approved`() throws {
        var scene = try Scenario.at("consultation")
        try scene.act("publishCard", by: People.kenya)
        let edit = CaseEdit(
            caseID: Scenario.caseID, fields: ["product": "Rift Valley Tea"],
            base: ["product": scene.state.header?.row.rev(of: "product") ?? 0])
        try scene.perform(.edit(edit), by: People.kenya)
        guard case .guardFailed("approveCard", _)? = scene.refusal(of: "approveCard", by: People.kenyaMember) else {
            Issue.record("an edit gave the complainant away")
            return
        }
        #expect(scene.refusal(of: "declineCard", by: People.kenyaMember) == nil)
    }

    @Test(arguments: [("withdraw", People.amina), ("transfer", People.kenya)] as [(ActionID, Party)])
    func `a card that waits goes with the case`(action: ActionID, party: Party) throws {
        var scene = try Scenario.at("consultation")
        try scene.act("publishCard", by: People.kenya)
        try scene.act(action, by: party)
        #expect(scene.state.rows(.proposal).map { $0["state"]?.string } == ["declined"])
        #expect(scene.refusal(of: "approveCard", by: People.kenyaMember) != nil)
    }
}

@Suite struct SentenceTests {
    private func sentences(_ key: DeadlineKey, _ scene: Scenario) throws -> [String] {
        explanation(of: try #require(scene.clock(key)), on: scene.state, in: scene.context)
    }

    @Test func `transmission names the desk that it goes to`() throws {
        let scene = try Scenario.at("transmitted")
        #expect(scene.events("transmit").first?["recipients"] == ["focalPoint:TZ"])
    }

    @Test func `a date that was set is told as it was set, while paused and afterwards`() throws {
        var scene = try Scenario.at("timeBound")
        scene.wait(days: 3)
        try scene.act("suspend", by: People.kenya)
        let set = "It runs to the date that was set: Wednesday 2027-03-31."
        #expect(try sentences("target", scene).contains(set))
        scene.wait(days: 10)
        try scene.act("resume", by: People.kenya)
        #expect(try sentences("target", scene).contains(set))
        #expect(try sentences("target", scene).contains("The last day is Saturday 2027-04-10."))
        #expect(try sentences("target", scene).contains { $0.hasPrefix("Source: ") && !$0.contains("our standard") })
    }

    @Test func `a filing counts from the day it was received, and says so`() throws {
        var scene = try Scenario.at("draft")
        scene.wait(days: 3)
        try scene.act("submit", by: People.amina, on: "2026-11-03")
        #expect(
            try sentences("screen", scene).first
                == "“Screen the complaint” counts from Thursday 2026-11-05, the day “submit” was received; that day is day 0."
        )
    }

    @Test func `a right is somebody's, not owed by them`() throws {
        #expect(try sentences("appeal", Scenario.at("rejected")).contains("The right of the complainant."))
    }
}
