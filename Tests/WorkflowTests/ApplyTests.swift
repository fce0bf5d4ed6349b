import CaseProtocol
import Testing
import Workflow

@Suite struct ApplyTests {
    private static let compartment = Compartment(caseID: Scenario.caseID, .parties)

    private func id(_ number: UInt64) -> RowID { RowID(high: 0x7003, low: 0x8000_0000_0000_0000 + number) }

    @Test func `a row that several facts touch gets one new revision`() {
        let row = Row(id: id(1), kind: .deadline, compartment: Self.compartment, fields: ["state": "running"])
        var state = CaseState(caseID: Scenario.caseID, rows: [row])
        let changed = apply(
            [
                .clockPaused(RowAmendment(id: id(1), fields: ["state": "paused", "unitsLeft": 3])),
                .clockEnded(RowAmendment(id: id(1), fields: ["state": "cancelled", "unitsLeft": .null])),
            ], to: &state)
        #expect(changed.map(\.rev) == [2] && changed.first?["state"] == "cancelled")
        #expect(changed.first?["unitsLeft"] == nil && state[id(1)] == changed.first)
    }

    @Test func `a row made and changed by one command is at its first revision`() {
        var state = CaseState(caseID: Scenario.caseID)
        let changed = apply(
            [
                .proposalMade(MadeRow(id: id(1), compartment: Self.compartment, fields: ["state": "pending"])),
                .proposalSettled(RowAmendment(id: id(1), fields: ["state": "accepted"])),
            ], to: &state)
        #expect(changed.map(\.rev) == [1] && changed.first?["state"] == "accepted" && changed.first?.kind == .proposal)
    }

    @Test func `rows come by id, and what changes nothing does not come`() {
        let row = Row(id: id(5), kind: .deadline, compartment: Self.compartment, fields: ["state": "met"])
        var state = CaseState(caseID: Scenario.caseID, rows: [row])
        let changed = apply(
            [
                .noteAdded(MadeRow(id: id(9), compartment: Self.compartment, fields: ["text": "b"])),
                .clockEnded(RowAmendment(id: id(5), fields: ["state": "met"])),
                .noteAdded(MadeRow(id: id(2), compartment: Self.compartment, fields: ["text": "a"])),
            ], to: &state)
        #expect(changed.map(\.id) == [id(2), id(9)])
    }

    @Test func `a change of a row that is out of sight is left out`() {
        var state = CaseState(caseID: Scenario.caseID)
        #expect(apply([.partyAmended(RowAmendment(id: id(1), fields: ["contact": "x"]))], to: &state).isEmpty)
    }

    @Test func `every act makes each changed row the next revision and each event row its only one`() throws {
        var scene = try Scenario.at("submitted")
        let before = scene.state
        try scene.act("register", by: People.kenya)
        #expect(!scene.changed.isEmpty && scene.changed.map(\.id) == scene.changed.map(\.id).sorted())
        for row in scene.changed { #expect(row.rev == (before[row.id]?.rev ?? 0) + 1) }
        #expect(scene.state.rows(.event).allSatisfy { $0.rev == 1 })
    }

    @Test func `the same facts give the same rows wherever they are applied`() throws {
        var server = try Scenario.at("draft")
        var copy = server.state
        let decision = try server.act("submit", by: People.amina)
        #expect(apply(decision.events, to: &copy) == server.changed && copy == server.state)
    }
}

@Suite struct CaseEventTests {
    @Test func `every fact of a whole case survives the wire`() throws {
        var types: Set<String> = []
        var events: [CaseEvent] = []
        var scene = Scenario()
        events += try scene.open().events
        for (action, party) in [
            ("submit", People.amina), ("askInfo", People.kenya), ("supplyInfo", People.amina),
            ("register", People.kenya),
            ("transmit", Party.system), ("acknowledge", People.tanzania), ("publishCard", People.kenya),
            ("approveCard", People.eac), ("publishCard", People.kenya), ("approveCard", People.eac),
            ("withdrawCard", People.kenya), ("approveCard", People.eac), ("proposeResolution", People.tanzania),
            ("confirm", People.kenya),
        ] {
            let fields: [String: JSONValue] = action == "submit" ? ["shareWithImposing": true] : [:]
            events += try scene.act(ActionID(action), by: party, fields).events
        }
        let note = RowID(high: 0x7009, low: 0x8000_0000_0000_0001)
        let commands: [(CaseCommand, Party)] = [
            (
                .addNote(NoteAdd(caseID: Scenario.caseID, note: note, text: "x", confidentiality: .parties)),
                People.kenya
            ),
            (.assign(CaseAssign(caseID: Scenario.caseID, person: nil, desk: .focalPoint)), People.kenya),
            (.assign(CaseAssign(caseID: Scenario.caseID, person: nil, desk: .nmcMember)), People.kenya),
            (.edit(CaseEdit(caseID: Scenario.caseID, fields: ["stillHappening": true], base: [:])), People.amina),
        ]
        scene = try .at("consultation")
        for (command, party) in commands { events += try scene.perform(command, by: party).events }
        events += try Self.conflicts()
        events += [
            .historyRecorded(RecordedHistory(caseID: Scenario.caseID, header: ["imported": true], deeds: [])),
            .clockPaused(RowAmendment(id: note, fields: ["dueOn": .null])),
        ]
        for event in events {
            let bytes = try CanonicalJSON.encode(event)
            #expect(try CanonicalJSON.decode(CaseEvent.self, from: bytes) == event)
            types.insert(event.type)
        }
        #expect(types.count == 21, "seen: \(types.sorted())")
    }

    /// A conflict of two edits, and its settlement.
    private static func conflicts() throws -> [CaseEvent] {
        var scene = try Scenario.at("consultation")
        let edits: [(JSONValue, Int)] = [("A", 0), ("B", 0)]
        var events: [CaseEvent] = []
        for (value, base) in edits {
            let edit = CaseEdit(caseID: Scenario.caseID, fields: ["product": value], base: ["product": base])
            events += try scene.perform(.edit(edit), by: People.kenya).events
        }
        let rev = scene.state.header?.row.rev(of: "product") ?? 0
        let last = CaseEdit(caseID: Scenario.caseID, fields: ["product": "C"], base: ["product": rev])
        return events + (try scene.perform(.edit(last), by: People.kenya).events)
    }

    @Test func `a fact is written flat beside its type`() throws {
        let row = RowID(high: 0x7003, low: 0x8000_0000_0000_0001)
        let event = CaseEvent.clockEnded(RowAmendment(id: row, fields: ["state": "met"]))
        let text = String(decoding: try CanonicalJSON.encode(event), as: UTF8.self)
        #expect(text == #"{"fields":{"state":"met"},"id":"\#(row)","type":"clockEnded"}"#)
    }

    @Test func `an unknown type is refused by name`() {
        let error = #expect(throws: DecodingError.self) {
            try CanonicalJSON.decode(CaseEvent.self, from: #"{"type":"erased"}"#.utf8)
        }
        #expect(error.map { "\($0)".contains("unknown event erased") } == true)
    }
}
