import CaseProtocol
import Testing
import Workflow

@Suite struct ResolutionTests {
    private func national(_ stage: StageID) throws -> Scenario {
        var path = Scenario.Path()
        path.imposing = "KE"
        return try .at(stage, path)
    }

    @Test func `the reporting side confirms what the imposing side proposed`() throws {
        var scene = try Scenario.at("resolutionProposed")
        #expect(scene.clock("confirmation")?.dueOn == .day("2026-11-16"))
        try scene.act("confirm", by: People.kenya, ["complainantConsulted": true])
        #expect(scene.stage == "resolved" && scene.state.header?.text("resolvedOn") == "2026-11-02")
        #expect(scene.state.rows(.proposal).map { $0["state"]?.string } == ["accepted"])
        #expect(scene.clock("confirmation")?.state == .met && scene.clock("reopenWindow")?.isRunning == true)
    }

    @Test func `a measure that was found lawful ends as not a barrier`() throws {
        #expect(try Scenario.at("notAnNtb").stage == "notAnNtb")
    }

    @Test func `the imposing focal point cannot confirm the own proposal`() throws {
        let scene = try Scenario.at("resolutionProposed")
        #expect(
            scene.refusal(of: "confirm", by: People.tanzania, Sample.of(["resolvedOn"]))
                == .notPermitted(
                    "confirm", capacities: [.nfpImposing], allowed: [.nfpReporting, .recOfficer, .nmcChair]))
    }

    @Test func `who proposes a resolution does not confirm it, whatever else they are`() throws {
        let roles = ["focalPoint:TZ", "focalPoint:KE"].compactMap { try? Appointment(parsing: $0) }
        let both = Party(id: People.uganda.id, name: "Both", appointments: roles)
        var scene = try Scenario.at("consultation")
        try scene.act("proposeResolution", by: both)
        #expect(scene.refusal(of: "confirm", by: both) == .secondPersonNeeded("confirm"))
        #expect(scene.refusal(of: "confirm", by: People.kenya) == nil)
    }

    @Test func `one country on both sides: the chair or the secretariat confirms, not the focal point`() throws {
        let scene = try national("resolutionProposed")
        #expect(caseRoles(of: People.kenya, in: scene.state) == [.nfpReporting, .nfpImposing])
        #expect(
            scene.refusal(of: "confirm", by: People.kenyaDeputy)
                == .guardFailed(
                    "confirm", "One country is on both sides here: the committee's chair or the secretariat does this.")
        )
        #expect(scene.refusal(of: "confirm", by: People.kenyaChair) == nil)
        #expect(scene.refusal(of: "confirm", by: People.eac, ["forumDecision": .null]) == nil)
        #expect(scene.clock("confirmation")?.owner == .nmcChair)
    }

    @Test func `between two countries the secretariat confirms by a forum's decision, the chair not at all`() throws {
        let scene = try Scenario.at("resolutionProposed")
        #expect(
            scene.refusal(of: "confirm", by: People.eac, ["forumDecision": .null]) == .missingFields(["forumDecision"]))
        #expect(scene.refusal(of: "confirm", by: People.eac) == nil)
        #expect(
            scene.refusal(of: "confirm", by: People.kenyaChair)
                == .guardFailed("confirm", "This is for matters with one country on both sides."))
    }

    @Test func `fourteen days of silence resolve it, marked as unconfirmed`() throws {
        var scene = try Scenario.at("resolutionProposed")
        scene.wait(days: 15)
        #expect(try scene.runScheduler() == ["silence"])
        #expect(scene.stage == "resolved" && scene.state.header?.row["unconfirmed"] == true)
        #expect(scene.clock("confirmation")?.state == .lapsed)
        #expect(try scene.runScheduler() == [])
    }

    @Test(arguments: [People.amina, People.kenya])
    func `the complainant and the reporting focal point may contest`(party: Party) throws {
        var scene = try Scenario.at("resolutionProposed")
        try scene.act("contest", by: party)
        #expect(scene.stage == "consultation")
        #expect(scene.state.rows(.proposal).map { $0["state"]?.string } == ["declined"])
        #expect(scene.clock("nationalReply")?.isRunning == true && scene.clock("stale")?.isRunning == true)
        #expect(scene.refusal(of: "proposeResolution", by: People.tanzania) == nil)
    }

    @Test func `a barrier that returns within twelve months is reopened with new evidence`() throws {
        var scene = try Scenario.at("resolved")
        scene.wait(until: "2027-11-02")
        var inTime = scene
        try inTime.act("reopen", by: People.kenya)
        #expect(inTime.stage == "consultation" && inTime.state.header?.text("resolvedOn") == nil)
        scene.wait(days: 1)
        #expect(
            scene.refusal(of: "reopen", by: People.kenya)
                == .tooLate(
                    "reopen", limit: "the time to “Reopen if the barrier returns”", closedOn: .day("2027-11-02")))
    }

    @Test func `reopening a case that was resolved by silence takes the mark away`() throws {
        var scene = try Scenario.at("resolutionProposed")
        scene.wait(days: 15)
        try scene.runScheduler()
        try scene.act("reopen", by: People.kenya)
        #expect(scene.state.header?.row["unconfirmed"] == nil)
    }

    @Test func `a case that ended is not confirmed, contested or noted upon`() throws {
        let scene = try Scenario.at("resolved")
        for (action, party) in [
            ("confirm", People.kenya), ("contest", People.amina), ("progressNote", People.tanzania),
        ] {
            let refusal = scene.refusal(of: ActionID(action), by: party)
            guard case .wrongStage(ActionID(action), at: "resolved", let allowed)? = refusal else {
                Issue.record("\(action): \(String(describing: refusal))")
                continue
            }
            #expect(!allowed.contains("resolved") && !allowed.isEmpty)
        }
    }

    @Test func `a progress note lets the clock of silence begin anew`() throws {
        var scene = try Scenario.at("consultation")
        #expect(scene.clock("stale")?.dueOn == .day("2027-01-01"))
        scene.wait(days: 10)
        try scene.act("progressNote", by: People.tanzania)
        let clocks = scene.state.deadlines.filter { $0.key == "stale" }
        #expect(clocks.map(\.state) == [.met, .running])
        #expect(clocks.last?.dueOn == .day("2027-01-11"))
    }

    @Test func `the matrix runs to the date that was agreed, a session to its day if that is known`() throws {
        #expect(try Scenario.at("timeBound").clock("target")?.dueOn == .day("2027-03-31"))
        #expect(try Scenario.at("regionalForum").clock("session") == nil)
        var scene = try Scenario.at("timeBound")
        try scene.act("tableRegional", by: People.eac, ["sessionOn": "2027-02-10"])
        #expect(scene.clock("session")?.dueOn == .day("2027-02-10"))
        #expect(scene.clock("target")?.state == .cancelled)
    }

    @Test func `an old target date does not stand in for a new one`() throws {
        var scene = try Scenario.at("timeBound")
        try scene.act("proposeResolution", by: People.tanzania)
        try scene.act("contest", by: People.kenya)
        #expect(
            scene.refusal(of: "enterMatrix", by: People.kenyaChair, ["targetOn": .null]) == .missingFields(["targetOn"])
        )
    }

    @Test(arguments: ["submitted", "consultation", "resolutionProposed"] as [StageID])
    func `the filer withdraws at every stage, and every clock ends`(stage: StageID) throws {
        var scene = try Scenario.at(stage)
        try scene.act("withdraw", by: People.amina)
        #expect(scene.stage == "withdrawn")
        #expect(scene.state.deadlines.allSatisfy { !$0.isOpen } && !scene.state.deadlines.isEmpty)
    }

    @Test func `a transferred case keeps a link to what goes on`() throws {
        let scene = try Scenario.at("transferred")
        #expect(scene.state.header?.text("supersededBy") == "AfCFTA-000-099")
    }

    @Test func `an overdue acknowledgement is marked once and then owed by the chair too`() throws {
        var scene = try Scenario.at("transmitted")
        scene.wait(days: 15)
        #expect(try scene.runScheduler() == ["lapse"])
        #expect(scene.clock("acknowledge")?.isLate == true)
        #expect(scene.events("lapse").map { $0["deadline"]?.string } == ["acknowledge"])
        #expect(try scene.runScheduler() == [])
        let steps = dueSteps(on: scene.state, for: People.tanzaniaChair, in: scene.context)
        #expect(steps.contains { $0.deadline == "acknowledge" && $0.isOverdue && $0.isMine })
        try scene.act("acknowledge", by: People.tanzania)
        #expect(scene.clock("acknowledge")?.state == .lapsed && scene.clock("acknowledge")?.isLate == false)
    }
}

@Suite struct SuspensionTests {
    @Test func `suspending freezes obligations and targets, not windows, and resuming gives the days back`() throws {
        var scene = try Scenario.at("consultation")
        scene.wait(days: 10)
        try scene.act("suspend", by: People.kenya)
        #expect(scene.clock("nationalReply")?.row["unitsLeft"] == 20 && scene.clock("stale")?.row["unitsLeft"] == 50)
        #expect(try scene.runScheduler() == [])
        scene.wait(days: 100)
        #expect(try scene.runScheduler() == [])
        try scene.act("resume", by: People.eac)
        #expect(scene.clock("nationalReply")?.dueOn == scene.today.adding(days: 20))
        #expect(scene.state.header?.isSuspended == false)
    }

    @Test func `a suspended case takes what ends it or the pause, and nothing else`() throws {
        var scene = try Scenario.at("consultation")
        try scene.act("suspend", by: People.kenya)
        #expect(scene.refusal(of: "progressNote", by: People.tanzania) == .suspended("progressNote"))
        #expect(moves(for: People.kenya, on: scene.state, in: scene.context).map(\.action) == ["transfer", "resume"])
        #expect(moves(for: People.amina, on: scene.state, in: scene.context).map(\.action) == ["withdraw"])
        #expect(scene.refusal(of: "withdraw", by: People.amina) == nil)
    }

    @Test func `a window runs on while a case is suspended`() throws {
        var scene = try Scenario.at("dormant")
        try scene.act("suspend", by: People.kenya)
        #expect(scene.clock("wakeWindow")?.isRunning == true)
        scene.wait(days: 367)
        #expect(try scene.runScheduler() == ["abandon"])
    }

    @Test func `a clock that waits for an answer stays paused when the case is resumed`() throws {
        var scene = try Scenario.at("infoRequested")
        try scene.act("suspend", by: People.kenya)
        try scene.act("resume", by: People.kenya)
        #expect(scene.clock("screen")?.state == .paused && scene.clock("infoAnswer")?.isRunning == true)
    }

    @Test func `a case that is not suspended cannot be resumed`() throws {
        let scene = try Scenario.at("consultation")
        #expect(scene.refusal(of: "resume", by: People.kenya) == .guardFailed("resume", "The case is not suspended."))
    }
}
