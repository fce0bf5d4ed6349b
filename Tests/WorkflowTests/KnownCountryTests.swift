import CaseProtocol
import Testing
import Workflow

/// A case whose sides are not known yet is never one on which nobody can go on.
@Suite struct KnownCountryTests {
    private func nomad(_ stage: StageID) throws -> Scenario {
        var path = Scenario.Path()
        path.opener = People.nomad
        return try Scenario.at(stage, path)
    }

    private func edit(_ fields: [String: JSONValue], _ scene: Scenario) -> CaseCommand {
        let base = fields.mapValues { _ in 0 }.merging(
            fields.keys.map { ($0, scene.state.header?.row.rev(of: $0) ?? 0) }
        ) { $1 }
        return .edit(CaseEdit(caseID: Scenario.caseID, fields: fields, base: base))
    }

    @Test func `a complaint of an account without a country is registered only with one`() throws {
        let scene = try nomad("submitted")
        #expect(
            scene.refusal(of: "register", by: People.eac, ["reportingCountry": .null])
                == .missingFields(["reportingCountry"]))
        #expect(scene.refusal(of: "register", by: People.eac) == nil)
        let known = try Scenario.at("submitted")
        #expect(known.refusal(of: "register", by: People.kenya, ["reportingCountry": .null]) == nil)
    }

    @Test(arguments: ["registered", "transmitted", "consultation", "timeBound"] as [StageID])
    func `an open case is adopted only with both countries`(stage: StageID) throws {
        let scene = try Scenario.imported(at: stage, ["imposingCountry": "SADC"])
        #expect(
            scene.refusal(of: "adopt", by: People.eac, ["imposingCountry": .null, "reportingCountry": .null])
                == .missingFields(["imposingCountry", "reportingCountry"]))
        #expect(scene.refusal(of: "adopt", by: People.eac) == nil)
        let ended = try Scenario.imported(at: "resolved", [:])
        #expect(
            ended.refusal(of: "adopt", by: People.eac, ["imposingCountry": .null, "reportingCountry": .null]) == nil)
    }

    @Test func `a country that is no country is mended by an edit at every open stage, a known one is not`() throws {
        var scene = try Scenario.at("consultation")
        #expect(scene.refusal(of: edit(["imposingCountry": "UG"], scene), by: People.kenya) != nil)
        var rows = scene.state
        if let header = rows.header?.row.updating(["imposingCountry": "SADC"]) { rows.put(header) }
        scene.replaceState(rows)
        try scene.perform(edit(["imposingCountry": "UG"], scene), by: People.kenya)
        #expect(scene.state.header?.imposingCountry == "UG")
    }

    @Test func `where no focal point is known another officer than the rejecter allows the appeal`() throws {
        let scene = try nomad("rejected")
        #expect(scene.refusal(of: "allowAppeal", by: People.eac) == .secondPersonNeeded("allowAppeal"))
        #expect(scene.refusal(of: "allowAppeal", by: People.sadc) == nil)
        // A server decides without reading what was recorded of earlier deeds.
        var unread = scene
        let rows = scene.state.rows.values.filter { $0.kind != .event }
        unread.replaceState(CaseState(caseID: Scenario.caseID, rows: rows))
        #expect(unread.refusal(of: "allowAppeal", by: People.eac) == .secondPersonNeeded("allowAppeal"))
        #expect(try Scenario.at("rejected").refusal(of: "allowAppeal", by: People.eac) != nil)
    }
}

/// What is late goes to people who can do something about it.
@Suite struct EscalationTests {
    private func late(_ stage: StageID) throws -> Scenario {
        var scene = try Scenario.at(stage)
        scene.wait(days: 61)
        try scene.runScheduler()
        return scene
    }

    @Test(arguments: [("transmitted", "acknowledge"), ("consultation", "nationalReply"), ("consultation", "stale")])
    func `what the imposing side owes goes to its own chair`(stage: String, key: String) throws {
        let scene = try late(StageID(stage))
        for (party, isTheirs) in [(People.tanzaniaChair, true), (People.kenyaChair, false)] {
            let step = dueSteps(on: scene.state, for: party, in: scene.context).first { $0.deadline?.rawValue == key }
            #expect(step?.isMine == isTheirs, "\(party.name)")
        }
    }

    @Test func `the imposing country's chair acknowledges in place of a focal point who is late`() throws {
        #expect(try Scenario.at("transmitted").refusal(of: "acknowledge", by: People.tanzaniaChair) != nil)
        var scene = try late("transmitted")
        #expect(scene.refusal(of: "acknowledge", by: People.kenyaChair) != nil)
        #expect(
            !moves(for: People.kenyaChair, on: scene.state, in: scene.context).contains { $0.action == "acknowledge" })
        try scene.act("acknowledge", by: People.tanzaniaChair)
        #expect(scene.stage == "consultation" && scene.clock("acknowledge")?.isLate == false)
    }

    @Test func `only the complaining country's lawyer takes the case to a dispute`() throws {
        let lawyer = Party(
            id: People.uganda.id, name: "Tanzania Legal", appointments: [Appointment(.ministryLegal, scope: "TZ")])
        let scene = try Scenario.at("consultation")
        guard case .guardFailed("openDispute", _)? = scene.refusal(of: "openDispute", by: lawyer) else {
            Issue.record("the other side ended the complaint")
            return
        }
        #expect(scene.refusal(of: "openDispute", by: People.kenyaLegal) == nil)
    }
}
