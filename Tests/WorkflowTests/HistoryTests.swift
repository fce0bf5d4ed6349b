import CaseProtocol
import Testing
import Workflow

@Suite struct HistoryTests {
    private func record(
        number: String = "NTB-000-324", procedure: ProcedureID = "ntb.tripartite", stage: StageID = "consultation",
        fields: [String: JSONValue] = [:], entries: [HistoryEntry] = [], flags: [String] = []
    ) -> CaseCommand {
        .recordHistory(
            HistoryRecord(
                caseID: Scenario.caseID, procedure: procedure, number: number, publishedStatus: "In process",
                stage: stage, fields: fields, entries: entries, flags: flags))
    }

    @Test func `a record needs its number and nothing else, and the number is an alias`() throws {
        var scene = Scenario()
        try scene.perform(record(), by: .system)
        let header = try #require(scene.state.header)
        #expect(header.number == nil && header.aliases == ["NTB-000-324"] && header.references == ["NTB-000-324"])
        #expect(header.isImported && !header.isAdopted && header.isFiled && header.stage == "consultation")
        #expect(scene.state.deadlines.isEmpty)
        #expect(Scenario().refusal(of: record(number: " "), by: .system) == .missingFields(["number"]))
    }

    @Test func `facts of the source are kept as they are, odd ones flagged`() throws {
        var scene = Scenario()
        try scene.perform(
            record(
                fields: ["imposingCountry": "SADC", "place": "Walvsi Bay", "incidentOn": "2019-07"],
                entries: [
                    HistoryEntry(action: "progress", occurredOn: nil, party: "EAC secretariat", text: "Talks go on."),
                    HistoryEntry(action: "resolved", occurredOn: PartialDate("2019"), party: nil, text: nil),
                ], flags: ["progressAfterResolution"]), by: .system)
        let header = try #require(scene.state.header)
        #expect(header.place == "Walvsi Bay" && header.text("incidentOn") == "2019-07")
        #expect(header.imposingCountry == "SADC" && header.sourceFlags == ["progressAfterResolution"])
        let events = scene.state.rows(.event)
        #expect(events.map { $0["occurredOn"]?.string } == [nil, "2019"])
        #expect(events.map { $0["text"]?.string } == ["Talks go on.", nil])
        #expect(events.map { $0["byName"]?.string } == ["EAC secretariat", "system"])
    }

    @Test func `only the system records history, and each case once`() throws {
        guard
            case .notPermitted("case.recordHistory", _, allowed: [.system])? = Scenario().refusal(
                of: record(), by: People.eac)
        else {
            Issue.record("an officer recorded history")
            return
        }
        #expect(try Scenario.imported(at: "consultation").refusal(of: record(), by: .system) == .idUnavailable)
    }

    @Test func `no source sets what the workflow owns, nor brings a contact`() {
        #expect(
            Scenario().refusal(of: record(fields: ["filer": "x"]), by: .system) == .unknownField("filer", allowed: []))
        #expect(
            Scenario().refusal(of: record(fields: ["contact": "0712345678"]), by: .system)
                == .invalidValue("contact", reason: "is not taken from a public register"))
    }

    @Test func `a text of the source is no longer than the field takes`() {
        func text(_ count: Int) -> String { String(repeating: "x", count: count) }
        func refusal(_ command: CaseCommand) -> Refusal? { Scenario().refusal(of: command, by: .system) }
        func entry(party: String? = nil, text: String? = nil) -> [HistoryEntry] {
            [HistoryEntry(action: "progress", occurredOn: nil, party: party, text: text)]
        }
        let tooLong = 20_001
        #expect(
            refusal(record(fields: ["place": .string(text(301))])) == .tooLong("place", bytes: 301, bytesMax: 300))
        #expect(refusal(record(fields: ["place": .string(text(300))])) == nil)
        #expect(
            refusal(record(fields: ["latitude": .string(text(tooLong))]))
                == .tooLong("latitude", bytes: tooLong, bytesMax: 20_000))
        #expect(
            refusal(record(procedure: "ntb.ecowas", fields: ["place": .string(text(tooLong))]))
                == .tooLong("place", bytes: tooLong, bytesMax: 20_000))
        #expect(
            refusal(record(fields: ["odd": [.string(text(19_998))]]))
                == .tooLong("odd", bytes: 20_002, bytesMax: 20_000))
        #expect(
            refusal(record(entries: entry(text: text(tooLong)))) == .tooLong("text", bytes: tooLong, bytesMax: 20_000))
        #expect(
            refusal(record(entries: entry(party: text(tooLong)))) == .tooLong("party", bytes: tooLong, bytesMax: 20_000)
        )
        #expect(refusal(record(entries: entry(party: text(20_000), text: text(20_000)))) == nil)
        #expect(
            refusal(record(flags: [text(tooLong)])) == .tooLong("sourceFlags", bytes: tooLong, bytesMax: 20_000))
    }

    @Test func `a case of a procedure that does not exist yet is held and refuses every act`() throws {
        var scene = Scenario()
        try scene.perform(
            record(
                number: "AfCFTA-000-002", procedure: "ntb.ecowas", stage: "published",
                fields: ["reportingCountry": "KE"]),
            by: .system)
        #expect(scene.stage == "published")
        let refusal = scene.refusal(of: "adopt", by: People.kenya)
        #expect(refusal == .unknownProcedure("ntb.ecowas", known: Catalogue.standard.procedures.map(\.id)))
        #expect(refusal?.problem.message.contains("held at its published status") == true)
        #expect(moves(for: People.kenya, on: scene.state, in: scene.context).isEmpty)
        let note = NoteAdd(
            caseID: Scenario.caseID, note: RowID(high: 0x7009, low: 0x8000_0000_0000_0001), text: "x",
            confidentiality: .internal)
        #expect(scene.refusal(of: .addNote(note), by: People.kenya) == nil)
    }

    @Test func `nothing is done on imported history until an officer adopts it`() throws {
        var scene = try Scenario.imported(at: "consultation")
        #expect(scene.refusal(of: "progressNote", by: People.tanzania) == .notAdopted("progressNote"))
        let edit = CaseEdit(caseID: Scenario.caseID, fields: ["place": "Holili"], base: ["place": 1])
        #expect(scene.refusal(of: .edit(edit), by: People.kenya) == .notAdopted("case.edit"))
        #expect(moves(for: People.kenya, on: scene.state, in: scene.context).map(\.action) == ["adopt"])
        scene.wait(days: 9)
        try scene.act("adopt", by: People.kenya)
        #expect(scene.stage == "consultation" && scene.state.header?.isAdopted == true)
        #expect(scene.clock("nationalReply")?.startedOn == scene.today && scene.clock("stale")?.isRunning == true)
        #expect(scene.refusal(of: "progressNote", by: People.tanzania) == nil)
        guard case .guardFailed("adopt", _)? = scene.refusal(of: "adopt", by: People.kenya) else {
            Issue.record("adopted twice")
            return
        }
    }

    @Test func `adoption fills in a country that is missing, and changes none that is known`() throws {
        var scene = try Scenario.imported(at: "consultation", ["imposingCountry": "TZ"])
        guard case .guardFailed("adopt", _)? = scene.refusal(of: "adopt", by: People.eac, ["imposingCountry": "UG"])
        else {
            Issue.record("a known country was replaced")
            return
        }
        try scene.act("adopt", by: People.sadc, ["reportingCountry": "KE"])
        #expect(scene.state.header?.reportingCountry == "KE")
    }

    @Test func `what was new elsewhere is transmitted when it is adopted here`() throws {
        var scene = try Scenario.imported(at: "registered")
        let decision = try scene.act("adopt", by: People.kenya)
        #expect(decision.followUps == ["transmit"])
        try scene.act("transmit", by: .system)
        #expect(scene.stage == "transmitted" && scene.clock("acknowledge")?.isRunning == true)
    }

    @Test func `imported history was public already: both sides and every secretariat see it`() throws {
        let scene = try Scenario.imported(at: "consultation")
        for party in [People.kenya, People.tanzania, People.tanzaniaChair, People.kenyaLegal, People.eac, People.sadc] {
            #expect(!scene.rows(seenBy: party).isEmpty, "\(party.name)")
        }
        for party in [People.uganda, People.amina, People.admin] {
            #expect(scene.rows(seenBy: party).isEmpty, "\(party.name)")
        }
    }
}
