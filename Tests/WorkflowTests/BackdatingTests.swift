import CaseProtocol
import Testing
import Workflow

/// What an officer says of the day on which they acted never shortens somebody else's time.
@Suite struct BackdatingTests {
    @Test func `a backdated proposal leaves the other side its fourteen days`() throws {
        var scene = try Scenario.imported(at: "consultation")
        try scene.act("adopt", by: People.kenya)
        scene.wait(days: 20)
        try scene.act("proposeResolution", by: People.tanzania, on: "2026-11-05")
        #expect(scene.clock("confirmation")?.startedOn == scene.today)
        #expect(try scene.runScheduler() == [])
        #expect(scene.events("proposeResolution").first?["occurredOn"] == "2026-11-05")
    }

    @Test(arguments: [("askInfo", "infoAnswer"), ("reject", "appeal")] as [(ActionID, DeadlineKey)])
    func `the complainant's time counts from the day of receipt`(action: ActionID, key: DeadlineKey) throws {
        var scene = try Scenario.at("submitted")
        scene.wait(days: 4)
        try scene.act(action, by: People.kenya, on: "2026-11-03")
        #expect(scene.clock(key)?.startedOn == scene.today)
    }

    @Test func `a backdated confirmation does not shorten the right to reopen`() throws {
        var scene = try Scenario.at("resolutionProposed")
        scene.wait(days: 10)
        try scene.act("confirm", by: People.kenya, on: "2026-11-03")
        #expect(scene.clock("reopenWindow")?.startedOn == scene.today)
    }

    @Test func `what the actor owes oneself counts from the day of the act`() throws {
        var scene = try Scenario.at("consultation")
        scene.wait(days: 10)
        var reporting = scene
        try scene.act("progressNote", by: People.tanzania, on: "2026-11-05")
        #expect(scene.clock("stale")?.startedOn == .day("2026-11-05"))
        try reporting.act("progressNote", by: People.kenya, on: "2026-11-05")
        #expect(reporting.clock("stale")?.startedOn == reporting.today)
    }

    @Test func `no officer acts before the day on which the stage was reached`() throws {
        var scene = try Scenario.at("registered")
        scene.wait(days: 5)
        try scene.act("transmit", by: .system)
        scene.wait(days: 5)
        let problem = scene.refusal(of: "acknowledge", by: People.tanzania, on: "2026-11-06")?.problem
        #expect(problem?.path == "occurredOn" && problem?.from == .day("2026-11-07"))
        #expect(scene.refusal(of: "acknowledge", by: People.tanzania, on: "2026-11-07") == nil)
        var imported = try Scenario.imported(at: "consultation")
        try imported.act("adopt", by: People.kenya)
        #expect(imported.refusal(of: "proposeResolution", by: People.tanzania, on: "2025-01-01") != nil)
    }

    @Test func `adoption, suspension and resumption are dated by the day of receipt`() throws {
        var imported = try Scenario.imported(at: "consultation")
        #expect(imported.refusal(of: "adopt", by: People.kenya, on: "1999-01-01")?.problem.path == "occurredOn")
        try imported.act("adopt", by: People.kenya, on: "2026-11-02")
        var scene = try Scenario.at("consultation")
        scene.wait(days: 10)
        #expect(scene.refusal(of: "suspend", by: People.kenya, on: "2026-11-05")?.problem.path == "occurredOn")
        try scene.act("suspend", by: People.kenya)
        scene.wait(days: 2)
        #expect(scene.refusal(of: "resume", by: People.kenya, on: "2026-11-10")?.problem.path == "occurredOn")
    }

    @Test func `a device whose clock is a day ahead acts today, one further ahead is refused`() throws {
        var scene = try Scenario.at("consultation")
        #expect(scene.refusal(of: "progressNote", by: People.tanzania, on: "2026-11-04") != nil)
        try scene.act("progressNote", by: People.tanzania, on: "2026-11-03")
        #expect(scene.events("progressNote").first?["occurredOn"] == "2026-11-02")
    }

    @Test func `an officer who acted in time is in time, whenever it is received`() throws {
        var scene = try Scenario.at("resolved")
        scene.wait(until: "2027-11-05")
        try scene.runScheduler()
        #expect(scene.refusal(of: "reopen", by: People.kenya) != nil)
        #expect(scene.refusal(of: "reopen", by: People.kenya, on: "2027-11-03") != nil)
        #expect(scene.refusal(of: "reopen", by: People.kenya, on: "2027-11-02") == nil)
    }

    @Test func `the call back counts from the day on which the report came in`() throws {
        var scene = Scenario()
        scene.wait(days: 2)
        try scene.open("recordLead", by: People.kenya, Sample.of(["phone", "text", "receivedAt"]))
        #expect(scene.clock("callBack")?.startedOn == .day("2026-11-01"))
    }

    @Test func `the newest clock is the one that runs, whatever day the older says`() throws {
        var scene = try Scenario.at("resolutionProposed")
        scene.wait(days: 3)
        try scene.act("contest", by: People.kenya, on: "2026-11-03")
        scene.wait(days: 3)
        try scene.act("proposeResolution", by: People.tanzania, on: "2026-11-03")
        scene.wait(days: 14)
        #expect(try scene.runScheduler() == [])
        scene.wait(days: 1)
        #expect(try scene.runScheduler() == ["silence"])
    }

    @Test func `a device dates what an officer does, not what a filer sends or what stops the clocks`() throws {
        var scene = try Scenario.at("consultation")
        func day(_ action: ActionID, _ party: Party) -> CivilDate? {
            legalDay(of: action, by: party, on: scene.state, in: scene.context)
        }
        #expect(day("progressNote", People.tanzania) == scene.today)
        #expect(day("withdraw", People.amina) == nil && day("suspend", People.kenya) == nil)
        scene.wait(days: -3)
        #expect(day("progressNote", People.tanzania) == nil)
    }

    @Test func `a note from an earlier stage keeps its day where the case stands now`() throws {
        var scene = try Scenario.at("consultation")
        scene.wait(days: 5)
        try scene.act("callBilateral", by: People.tanzania)
        try scene.act("progressNote", by: People.tanzania, from: "consultation", on: "2026-11-03")
        #expect(scene.events("progressNote").first?["occurredOn"] == "2026-11-03")
    }

    @Test func `what was done on a call without signal keeps its day when both arrive later`() throws {
        var scene = Scenario()
        scene.wait(days: 8)
        try scene.open("recordLead", by: People.kenya, Sample.of(["phone", "text", "receivedAt"]))
        #expect(scene.refusal(of: "convertLead", by: People.kenya, on: "2026-11-03") == nil)
    }
}
