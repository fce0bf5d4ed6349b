import CaseProtocol
import Testing
import Workflow

/// What the imposing side gets is what was transmitted, not how it came about.
@Suite struct TransmissionTests {
    private static let parties = Compartment(caseID: Scenario.caseID, .parties)
    private static let noteID = RowID(high: 0x7009, low: 0x8000_0000_0000_0001)

    private static func note(_ text: String) -> CaseCommand {
        .addNote(NoteAdd(caseID: Scenario.caseID, note: noteID, text: text, confidentiality: .parties))
    }

    private static func edit(_ fields: [String: JSONValue], on scene: Scenario) -> CaseCommand {
        let base = fields.mapValues { _ in 0 }.merging(scene.revs(of: fields.keys)) { $1 }
        return .edit(CaseEdit(caseID: Scenario.caseID, fields: fields, base: base))
    }

    /// A complaint with a past: a text that was edited away, questions, a rejection and an appeal, remarks, a conflict.
    private static func eventful() throws -> Scenario {
        var scene = try Scenario.at("submitted")
        try scene.perform(edit(["description": "They asked for a bribe"], on: scene), by: People.amina)
        let seen = scene.revs(of: ["description"])
        try scene.perform(edit(["description": "Four days of waiting"], on: scene), by: People.amina)
        let stale = CaseEdit(caseID: Scenario.caseID, fields: ["description": "A bribe, I say"], base: seen)
        try scene.perform(.edit(stale), by: People.amina)
        try scene.perform(note("The customs officer wanted a bribe"), by: People.amina)
        try scene.act("askInfo", by: People.kenya)
        try scene.act("supplyInfo", by: People.amina)
        try scene.act("reject", by: People.kenya)
        try scene.act("allowAppeal", by: People.kenyaChair)
        try scene.act("suspend", by: People.kenya)
        try scene.act("resume", by: People.kenya)
        try scene.act("register", by: People.kenya)
        return scene
    }

    @Test(arguments: Procedure.ntbTripartite.stages.map(\.id))
    func `while a case is not transmitted only its header and the role of its filer are for all`(stage: StageID) throws
    {
        var path = Scenario.Path()
        path.isLead = stage == "lead" || stage == "closedLead"
        let scene = try Scenario.at(stage, path)
        guard scene.state.header?.isTransmitted == false else { return }
        let shared = scene.state.rows.values.filter { $0.compartment == Self.parties }
        #expect(shared.map(\.kind.rawValue).sorted() == ["case", "party"])
    }

    @Test func `the imposing side gets the complaint as it was transmitted, and none of its past`() throws {
        var scene = try Self.eventful()
        let before = scene.state
        #expect(scene.rows(seenBy: People.tanzania).isEmpty)
        try scene.act("transmit", by: .system)
        let seen = scene.rows(seenBy: People.tanzania)
        #expect(seen.map(\.kind.rawValue).sorted() == ["case", "deadline", "event", "party"])
        #expect(seen.allSatisfy { !$0.json.canonicalText.contains("bribe") })
        #expect(seen.filter { $0.kind != .caseHeader && $0.kind != .party }.allSatisfy { before[$0.id] == nil })
        #expect(before.rows.values.contains { $0.json.canonicalText.contains("bribe") })
    }

    @Test func `the event of the transmission holds what the header held, and the number`() throws {
        let scene = try Scenario.at("transmitted")
        let header = try #require(scene.state.header).row
        let event = try #require(scene.events("transmit").first)
        #expect(scene.events("transmit").count == 1 && event.compartment == Self.parties)
        let told = [
            "ntbCategory", "locationCountry", "place", "incidentOn", "description", "imposingCountry",
            "reportingCountry", "policyOrRegulatory", "number",
        ]
        for field in told { #expect(event[field] != nil && event[field] == header[field], "\(field)") }
        #expect(event["filer"] == nil && event["contact"] == nil)
    }

    @Test func `the filer and the own side keep the whole past, before and after`() throws {
        var scene = try Self.eventful()
        for party in [People.amina, People.kenya, People.kenyaMember] {
            let actions = Set(scene.rows(seenBy: party).compactMap { $0["action"]?.string })
            #expect(
                actions.isSuperset(of: ["open", "submit", "edit", "askInfo", "reject", "register"]), "\(party.name)")
        }
        let count = scene.rows(seenBy: People.amina).count
        try scene.act("transmit", by: .system)
        #expect(scene.rows(seenBy: People.amina).count == count + 2)
    }

    @Test func `until transmission the secretariat sees the header`() throws {
        let scene = try Self.eventful()
        #expect(scene.rows(seenBy: People.eac).map(\.kind.rawValue).sorted() == ["case", "party"])
    }

    @Test func `clocks, remarks and conflicts from before stay where they were`() throws {
        var scene = try Self.eventful()
        try scene.act("transmit", by: .system)
        #expect(scene.clock("screen")?.row.compartment.confidentiality == .confidential)
        #expect(scene.clock("acknowledge")?.row.compartment == Self.parties)
        #expect(scene.state[Self.noteID]?.compartment.confidentiality == .confidential)
        #expect(scene.state.rows(.conflict).map(\.compartment.confidentiality) == [.confidential])
    }

    @Test func `what is told after transmission is for both sides`() throws {
        var scene = try Scenario.at("transmitted")
        try scene.perform(Self.note("Received"), by: People.amina)
        try scene.act("acknowledge", by: People.tanzania)
        #expect(scene.state[Self.noteID]?.compartment == Self.parties)
        #expect(scene.events("acknowledge").map(\.compartment) == [Self.parties])
        #expect(scene.clock("nationalReply")?.row.compartment == Self.parties)
    }

    @Test func `a complaint that is withdrawn before transmission never reaches the other side`() throws {
        var scene = try Scenario.at("submitted")
        try scene.act("withdraw", by: People.amina)
        #expect(scene.events("withdraw").map(\.compartment.confidentiality) == [.confidential])
        #expect(scene.rows(seenBy: People.tanzania).isEmpty)
    }

    @Test func `a conflict after transmission does not quote what was edited away before`() throws {
        var scene = try Scenario.at("submitted")
        try scene.perform(Self.edit(["place": "Booth of Mr. X"], on: scene), by: People.amina)
        let seen = scene.revs(of: ["place"])
        try scene.perform(Self.edit(["place": "Namanga"], on: scene), by: People.amina)
        let kept = scene.revs(of: ["place"])
        try scene.act("register", by: People.kenya)
        try scene.act("transmit", by: .system)
        for (base, told) in [(seen, nil), (kept, "Namanga")] as [([String: Int], JSONValue?)] {
            var copy = scene
            try copy.perform(Self.edit(["place": "Holili"], on: copy), by: People.tanzania)
            let late = CaseEdit(caseID: Scenario.caseID, fields: ["place": "Taveta"], base: base)
            try copy.perform(.edit(late), by: People.kenya)
            let conflict = try #require(copy.state.rows(.conflict).first)
            #expect(conflict["base"] == told && conflict.compartment == Self.parties)
        }
    }

    @Test func `a date explains itself to the imposing side from the transmission on`() throws {
        let replica = try Scenario.at("transmitted").replica(of: People.tanzania)
        let clock = try #require(replica.clock("acknowledge"))
        #expect(
            explanation(of: clock, on: replica.state, in: replica.context).first
                == "“Acknowledge and name the agency” counts from Monday 2026-11-02, the day of “transmit”; that day is day 0."
        )
        #expect(replica.clock("screen") == nil)
    }

    @Test func `a date whose event cannot be seen says so`() throws {
        let scene = try Scenario.at("submitted")
        let clock = try #require(scene.clock("screen"))
        let header = try #require(scene.state.header).row
        let blind = CaseState(caseID: Scenario.caseID, rows: [header, clock.row])
        let sentences = explanation(of: clock, on: blind, in: scene.context)
        #expect(sentences.first?.contains("the day of an event that you do not see") == true)
    }

    @Test func `a secretariat's client cannot tell whether screening is late, and leaves it to the server`() throws {
        var replica = try Scenario.at("submitted").replica(of: People.eac)
        #expect(replica.clock("screen") == nil)
        let decision = try replica.act("askInfo", by: People.eac)
        #expect(decision.unknowns == ["whether the time limit “screen” is over"])
        #expect(try Scenario.at("submitted").refusal(of: "askInfo", by: People.eac) != nil)
        var late = try Scenario.at("submitted")
        late.wait(days: 8)
        try late.runScheduler()
        var informed = late.replica(of: People.eac)
        #expect(try informed.act("askInfo", by: People.eac).unknowns.isEmpty)
    }

    @Test func `before transmission a public text is agreed by the own committee, who alone can read it`() throws {
        var scene = try Scenario.at("registered")
        try scene.act("publishCard", by: People.kenya)
        #expect(scene.state.rows(.proposal).map(\.compartment.confidentiality) == [.confidential])
        #expect(
            scene.refusal(of: "approveCard", by: People.eac)
                == .guardFailed("approveCard", "There is no proposed public text to settle."))
        #expect(scene.refusal(of: "approveCard", by: People.kenyaMember) == nil)
    }

    @Test func `history from elsewhere was public before it came: it stays with the parties`() throws {
        var scene = try Scenario.imported(at: "registered")
        try scene.act("adopt", by: People.kenya)
        #expect(scene.events("adopt").map(\.compartment) == [Self.parties])
    }
}

extension Scenario {
    /// The revisions at which fields of the header were last set.
    func revs(of fields: some Sequence<String>) -> [String: Int] {
        guard let row = state.header?.row else { return [:] }
        return Dictionary(fields.map { ($0, row.rev(of: $0)) }, uniquingKeysWith: { $1 })
    }
}
