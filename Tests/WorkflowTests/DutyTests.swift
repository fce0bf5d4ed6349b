import CaseProtocol
import Testing
import Workflow

/// A duty is met only by whoever owes it.
@Suite struct DutyTests {
    private func reply(after action: ActionID, by party: Party) throws -> Deadline.State? {
        var scene = try Scenario.at("consultation")
        try scene.act(action, by: party)
        return scene.clock("nationalReply")?.state
    }

    @Test func `the imposing side replies by a note or by calling a meeting; what others do cancels or leaves it`()
        throws
    {
        #expect(try reply(after: "progressNote", by: People.tanzania) == .met)
        #expect(try reply(after: "progressNote", by: People.kenya) == .running)
        #expect(try reply(after: "progressNote", by: People.eac) == .running)
        #expect(try reply(after: "callBilateral", by: People.tanzania) == .met)
        #expect(try reply(after: "callBilateral", by: People.kenya) == .cancelled)
        #expect(try reply(after: "enterMatrix", by: People.eac) == .cancelled)
    }

    @Test func `a matrix ends the wait for a meeting without saying that it was held`() throws {
        var scene = try Scenario.at("bilateral")
        try scene.act("enterMatrix", by: People.kenyaChair)
        #expect(scene.clock("bilateralMeeting")?.state == .cancelled)
    }

    @Test func `in a national matter the focal point replies too`() throws {
        var path = Scenario.Path()
        path.imposing = "KE"
        var scene = try Scenario.at("consultation", path)
        try scene.act("progressNote", by: People.kenya)
        #expect(scene.clock("nationalReply")?.state == .met)
    }
}

/// The day of a session or of an action is the one that was set for it, never an earlier one.
@Suite struct SetDateTests {
    @Test func `a session without a date starts no clock, and one that was held does not lend its own`() throws {
        var scene = try Scenario.at("consultation")
        try scene.act("tableRegional", by: People.eac, ["sessionOn": "2026-11-10"])
        scene.wait(days: 20)
        try scene.act("escalate", by: People.eac)
        #expect(scene.state.deadlines.allSatisfy { $0.key != "session" || !$0.isOpen })
        #expect(scene.state.header?.text("sessionOn") == nil)
    }

    @Test(arguments: ["regionalForum", "policyOrgan"] as [StageID])
    func `the secretariat sets the session once its day is known, and again when it moves`(stage: StageID) throws {
        var scene = try Scenario.at(stage)
        for day in ["2027-02-10", "2027-05-10"] {
            try scene.act("setSession", by: People.eac, ["sessionOn": .string(day)])
            #expect(scene.stage == stage && scene.clock("session")?.dueOn == .day(day))
        }
        #expect(scene.state.deadlines.count { $0.key == "session" && $0.isOpen } == 1)
    }

    @Test func `no clock runs to a day that is over`() throws {
        let scene = try Scenario.at("consultation")
        #expect(
            scene.refusal(of: "enterMatrix", by: People.kenyaChair, ["targetOn": "2026-11-01"])?.problem.path
                == "fields.targetOn")
        #expect(scene.refusal(of: "tableRegional", by: People.eac, ["sessionOn": "2026-11-01"]) != nil)
        #expect(scene.refusal(of: "tableRegional", by: People.eac, ["sessionOn": "2026-11-02"]) == nil)
    }

    @Test func `adoption takes the date that was set elsewhere, or is given it, unless it is over`() throws {
        let both: [String: JSONValue] = ["reportingCountry": "KE", "imposingCountry": "TZ"]
        var known = try Scenario.imported(at: "timeBound", both.merging(["targetOn": "2027-01-31"]) { $1 })
        try known.act("adopt", by: People.kenya)
        #expect(known.clock("target")?.dueOn == .day("2027-01-31"))
        var given = try Scenario.imported(at: "timeBound", both)
        try given.act("adopt", by: People.kenya, ["targetOn": "2027-02-28"])
        #expect(given.clock("target")?.dueOn == .day("2027-02-28"))
        var over = try Scenario.imported(at: "regionalForum", both.merging(["sessionOn": "2019-01-31"]) { $1 })
        try over.act("adopt", by: People.eac)
        #expect(over.clock("session") == nil)
    }
}

/// Cases that ran elsewhere go on here with the rights and duties that they would have.
@Suite struct AdoptionTests {
    private func adopted(_ stage: StageID, resolvedOn: String) throws -> Scenario {
        let fields: [String: JSONValue] = [
            "reportingCountry": "KE", "imposingCountry": "TZ", "resolvedOn": .string(resolvedOn),
        ]
        var scene = try Scenario.imported(at: stage, fields)
        try scene.act("adopt", by: People.kenya)
        return scene
    }

    @Test(arguments: ["resolved", "notAnNtb"] as [StageID])
    func `what was resolved within a year can be reopened`(stage: StageID) throws {
        var scene = try adopted(stage, resolvedOn: "2026-03-15")
        #expect(scene.clock("reopenWindow")?.dueOn == .day("2027-03-15"))
        try scene.act("reopen", by: People.kenya)
        #expect(scene.stage == "consultation")
    }

    @Test(arguments: ["2019", "2025-11-01"])
    func `what was resolved longer ago, or nobody knows when, cannot`(resolvedOn: String) throws {
        let scene = try adopted("resolved", resolvedOn: resolvedOn)
        #expect(scene.state.deadlines.isEmpty)
        #expect(scene.refusal(of: "reopen", by: People.kenya) != nil)
    }

    @Test(arguments: ["draft", "lead", "infoRequested", "dormant", "resolutionProposed"] as [StageID])
    func `history does not stand where a filer or a proposal that is not here would be waited for`(stage: StageID) {
        do {
            _ = try Scenario.imported(at: stage)
            Issue.record("history at \(stage)")
        } catch {
            guard case Refusal.unknownCode("stage", value: stage.rawValue, let near) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(near.contains("consultation") && !near.contains(stage.rawValue))
        }
    }

    @Test func `where there is no filer the focal point finds out what is missing`() throws {
        var scene = try Scenario.imported(at: "submitted")
        try scene.act("adopt", by: People.kenya)
        try scene.act("askInfo", by: People.kenya)
        try scene.act("supplyInfo", by: People.kenya)
        #expect(scene.stage == "submitted" && scene.clock("screen")?.isRunning == true)
        #expect(try Scenario.at("infoRequested").refusal(of: "supplyInfo", by: People.kenya) != nil)
    }
}
