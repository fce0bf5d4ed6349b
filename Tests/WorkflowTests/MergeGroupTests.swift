import CaseProtocol
import Testing
import Workflow

@Suite struct MergeGroupTests {
    /// What becomes of an edit of some fields after somebody else's edit of others, both from the same view of the case.
    struct Meeting: Sendable, CustomTestStringConvertible {
        let theirs: [String: JSONValue]
        let mine: [String: JSONValue]
        /// What the second author is asked about; none where their edit took effect.
        let conflict: [String]
        /// What stands afterwards of the fields of both.
        let stands: [String: JSONValue]
        var testDescription: String { "\(theirs.keys.sorted()), then \(mine.keys.sorted())" }
    }

    static let meetings = [
        Meeting(
            theirs: ["product": "Green tea"], mine: ["hsCode": "0902.10"], conflict: ["hsCode"],
            stands: ["product": "Green tea", "hsCode": .null]),
        Meeting(
            theirs: ["hsCode": "0902.10"], mine: ["product": "Tea", "hsCode": "0902.40"],
            conflict: ["hsCode", "product"], stands: ["hsCode": "0902.10", "product": .null]),
        Meeting(
            theirs: ["product": "Green tea"], mine: ["product": "Tea", "place": "Holili"], conflict: ["product"],
            stands: ["product": "Green tea", "place": "Holili"]),
        Meeting(
            theirs: ["product": "Green tea"], mine: ["place": "Holili", "agency": "Tea board"], conflict: [],
            stands: ["product": "Green tea", "place": "Holili", "agency": "Tea board"]),
        Meeting(
            theirs: ["product": "Tea", "hsCode": "0902.40"], mine: ["product": "Tea", "hsCode": "0902.40"],
            conflict: [], stands: ["product": "Tea", "hsCode": "0902.40"]),
        Meeting(
            theirs: ["product": "Tea"], mine: ["product": "Tea"], conflict: [], stands: ["product": "Tea"]),
    ]

    @Test(arguments: meetings)
    func `fields that go together are taken together or not at all`(meeting: Meeting) throws {
        var scene = try Scenario.at("consultation")
        let seen = try scene.edit(meeting.mine)
        try scene.perform(try scene.edit(meeting.theirs), by: People.tanzania)
        let decision = try scene.perform(seen, by: People.kenya)
        #expect(decision.outcome.problem?.allowed ?? [] == meeting.conflict)
        let header = try #require(scene.state.header).row
        for (field, value) in meeting.stands { #expect(header[field] ?? .null == value, "\(field)") }
        #expect(scene.state.openConflicts.count == (meeting.conflict.isEmpty ? 0 : 1))
    }

    @Test func `one record holds the versions of all that go together`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(try scene.edit(["product": "Black tea", "hsCode": "0902.40"]), by: People.kenya)
        let seen = try scene.edit(["product": "Tea bags"])
        try scene.perform(try scene.edit(["hsCode": "0902.30"]), by: People.tanzania)
        try scene.perform(seen, by: People.kenyaDeputy)
        let conflict = try #require(scene.state.openConflicts.first)
        #expect(conflict["group"] == "goods" && conflict["field"] == "product")
        let versions = FieldVersion.all(of: conflict)
        #expect(versions.map(\.field) == ["product", "hsCode"])
        #expect(versions.map(\.base) == ["Black tea", "0902.40"])
        #expect(versions.map(\.theirs) == ["Black tea", "0902.30"])
        #expect(versions.map(\.mine) == ["Tea bags", "0902.40"])
        #expect(versions.map { $0.theirsBy?.name } == [People.kenya.name, People.tanzania.name])
        let steps = dueSteps(on: scene.state, for: People.kenya, in: scene.context)
        #expect(steps.contains { $0.conflict == conflict.id && $0.title.contains(People.tanzania.name) })
    }

    @Test func `that a field had no value before is known, and chosen back with the rest`() throws {
        var scene = try Scenario.at("consultation")
        let seen = try scene.edit(["product": "Tea bags"])
        try scene.perform(try scene.edit(["hsCode": "0902.30"]), by: People.tanzania)
        try scene.perform(seen, by: People.kenya)
        let versions = FieldVersion.all(of: try #require(scene.state.openConflicts.first))
        #expect(versions.map(\.base) == [.null, .null] && versions.map(\.mine) == ["Tea bags", .null])
    }

    @Test func `a client from before groups names no more than it edits, and that alone is compared`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(try scene.edit(["product": "Green tea"]), by: People.tanzania)
        let decision = try scene.perform(
            .edit(CaseEdit(caseID: Scenario.caseID, fields: ["hsCode": "0902.10"], base: ["hsCode": 0])),
            by: People.kenya)
        #expect(decision.outcome == .applied)
    }

    @Test func `what a table says of a field goes before the groups that all have`() {
        var table = ToyTable()
        table.fields += ["product", "hsCode", "hsCodes"].map {
            FieldSpec($0, .text(bytesMax: 80), onHeader: true, label: "A field", help: "What it is.")
        }
        table.mergeGroups = [MergeGroup("alone", ["hsCodes"])]
        let procedure = table.procedure
        #expect(procedure.mergeGroup(of: "hsCodes").fields == ["hsCodes"])
        #expect(procedure.mergeGroup(of: "product").fields == ["product", "hsCode"])
        #expect(procedure.mergeGroup(of: "kind").fields == ["kind"])
        #expect(procedure.coupled(with: ["hsCode"]) == ["product", "hsCode"])
    }

    @Test(arguments: Catalogue.standard.procedures)
    func `no shipped table names groups: their meaning and their hash are as they were`(procedure: Procedure) {
        #expect(procedure.mergeGroups.isEmpty && procedure.json.object?["groups"] == nil)
    }

    @Test func `groups are exchanged with their table`() throws {
        var table = ToyTable()
        table.mergeGroups = [MergeGroup("sort", ["kind"])]
        #expect(table.procedure.json.object?["groups"]?.canonicalText == #"[{"fields":["kind"],"id":"sort"}]"#)
        #expect(try Procedure(json: table.procedure.json) == table.procedure)
    }
}

/// Edits of somebody whose earlier edits are on the way.
@Suite struct OwnChainTests {
    private let place = "place"

    /// Amina's second edit, which rests on her first (`seen` on her screen), after `between` reached the server.
    private func second(
        _ scene: inout Scenario, first: JSONValue, second: JSONValue, after between: (inout Scenario) throws -> Void
    ) throws -> Decision {
        let server = try #require(scene.state.header).row
        let offline = CaseEdit(
            caseID: Scenario.caseID, fields: [place: second], base: [place: server.rev + 1],
            seen: [place: SeenField(rev: server.rev(of: place), value: first)])
        let rev = server.rev(of: place)
        try between(&scene)
        try scene.perform(
            .edit(CaseEdit(caseID: Scenario.caseID, fields: [place: first], base: [place: rev])), by: People.kenya)
        return try scene.perform(.edit(offline), by: People.kenya)
    }

    @Test func `the second of two own edits wins, whatever else moved the case meanwhile`() throws {
        var scene = try Scenario.at("consultation")
        let decision = try second(&scene, first: "Holili", second: "Taveta") { scene in
            try scene.perform(try scene.edit(["agency": "Tea board"]), by: People.tanzania)
            try scene.act("progressNote", by: People.tanzania)
        }
        #expect(decision.outcome == .applied && scene.state.header?.place == "Taveta")
        #expect(scene.state.openConflicts.isEmpty)
    }

    @Test func `a revision that was made on the device is not taken for another's of the same number`() throws {
        var scene = try Scenario.at("consultation")
        // The other's edit gets the very revision that the first own edit was predicted to get.
        let decision = try second(&scene, first: "Holili", second: "Taveta") { scene in
            try scene.perform(try scene.edit(["place": "Lunga Lunga"]), by: People.tanzania)
        }
        #expect(decision.outcome.problem?.code == .fieldConflict && scene.state.header?.place == "Lunga Lunga")
        let conflicts = scene.state.rows(.conflict)
        #expect(conflicts.map { $0["mine"] } == ["Holili", "Taveta"])
        // Of the two the later one stands for its author; nothing of the earlier is lost.
        #expect(conflicts.map { $0["state"] } == ["settled", "open"] && conflicts.first?["choice"] == "replaced")
    }

    @Test func `the second own edit takes effect where the first was refused`() throws {
        var scene = try Scenario.at("consultation")
        let server = try #require(scene.state.header).row
        let decision = try scene.perform(
            .edit(
                CaseEdit(
                    caseID: Scenario.caseID, fields: [place: "Taveta"], base: [place: server.rev + 1],
                    seen: [place: SeenField(rev: server.rev(of: place), value: "refused")])), by: People.kenya)
        #expect(decision.outcome == .applied && scene.state.header?.place == "Taveta")
    }

    @Test func `where the other side wrote the same as the first own edit, the second rests on it`() throws {
        var scene = try Scenario.at("consultation")
        let decision = try second(&scene, first: "Holili", second: "Taveta") { scene in
            try scene.perform(try scene.edit(["place": "Holili"]), by: People.tanzania)
        }
        #expect(decision.outcome == .applied && scene.state.header?.place == "Taveta")
    }
}

extension Scenario {
    /// An edit by somebody who sees the case as it stands.
    func edit(_ fields: [String: JSONValue]) throws -> CaseCommand {
        let row = try #require(state.header).row
        let names = Self.table.coupled(with: fields.keys.map { FieldID($0) }).map(\.rawValue)
        let base = Dictionary(uniqueKeysWithValues: names.map { ($0, row.rev(of: $0)) })
        return .edit(CaseEdit(caseID: Self.caseID, fields: fields, base: base))
    }
}
