import CaseProtocol
import ClientCore
import Server
import Testing
import Workflow

/// What an administrator loads into a server reaches the clients with their next sync, and they work by it offline.
@Suite struct LoadedProcedureTests {
    private static func world() async throws -> World {
        let keys = try LedgerKeys.random()
        return try await World(
            seed: 11, store: InMemoryCaseStore(keys: keys), keys: keys, lossPercent: 0
        ) { _ in (InMemoryReplicaStore(), nil) }
    }

    /// The complaints procedure under another name or version, with another time for screening.
    private static func table(_ id: ProcedureID, version: Int) -> Procedure {
        let table = Procedure.ntbTripartite
        return Procedure(
            id: id, version: version, title: table.title, numberPrefix: table.numberPrefix, cast: table.cast,
            calendar: table.calendar, stages: table.stages, rules: table.rules,
            deadlines: table.deadlines.map { spec in
                guard spec.key == "screen" else { return spec }
                return DeadlineSpec(
                    spec.key, spec.kind, .workingDays(12), owner: spec.owner, lapse: spec.lapse, title: spec.title,
                    source: spec.source)
            }, fields: table.fields, edits: table.edits)
    }

    private static let filing: [String: JSONValue] = [
        "ntbCategory": "2.8", "locationCountry": "UG", "place": "Malaba", "incidentOn": "2026-11-19",
        "description": "Trucks wait for days.", "contact": "+254 700 000 000",
    ]

    private static func load(_ procedure: Procedure, into world: World) async throws {
        let report = try await world.core.load(
            CatalogueItem(kind: .procedure, body: procedure.json, dryRun: false))
        #expect(report.result == .added)
    }

    private static func file(_ procedure: ProcedureID, _ person: World.Person) throws -> CaseID {
        let opened = try person.replica.file(procedure: procedure, fields: filing)
        try person.replica.act(on: opened.caseID, "submit")
        return opened.caseID
    }

    private static func header(_ caseID: CaseID, _ person: World.Person) throws -> CaseHeader? {
        try person.replica.state(of: caseID).header
    }

    @Test func `a case is opened offline under a procedure that this build does not ship, and pushed`() async throws {
        let world = try await Self.world()
        let amina = world.people[0]
        #expect(try amina.replica.catalogue.current("ntb.pilot") == nil)
        #expect(throws: Problem.self) { try Self.file("ntb.pilot", amina) }
        try await Self.load(Self.table("ntb.pilot", version: 3), into: world)
        #expect(try amina.replica.catalogue.current("ntb.pilot") == nil)
        _ = try await amina.engine.sync()
        #expect(try amina.replica.catalogue.current("ntb.pilot")?.version == 3)

        let caseID = try Self.file("ntb.pilot", amina)
        let predicted = try amina.replica.state(of: caseID)
        #expect(predicted.header?.stage == "submitted" && predicted.header?.version == 3)
        #expect(predicted.deadlines.first { $0.key == "screen" }?.row["length"] == 12)
        #expect(try !amina.replica.moves(on: caseID).isEmpty)
        try await world.settle()
        let stored = try await world.store.read { try $0.row(RowID(caseID)).flatMap { CaseHeader($0) } }
        #expect(stored?.procedure == "ntb.pilot" && stored?.version == 3 && stored?.stage == "submitted")
        #expect(try !amina.replica.isPredicted(case: caseID))
        let kamau = world.people[2]
        #expect(try kamau.replica.moves(on: caseID).contains { $0.action == "register" })
    }

    @Test func `a case that a client opens under an earlier version stays under it while that is known`() async throws {
        let world = try await Self.world()
        let amina = world.people[0]
        let present = try #require(try amina.replica.catalogue.current("ntb.tripartite")?.version)
        _ = try await amina.engine.sync()
        try await Self.load(Self.table("ntb.tripartite", version: present + 1), into: world)
        let early = try Self.file("ntb.tripartite", amina)
        _ = try await amina.engine.sync()
        #expect(try Self.header(early, amina)?.version == present)
        let late = try Self.file("ntb.tripartite", amina)
        _ = try await amina.engine.sync()
        #expect(try Self.header(late, amina)?.version == present + 1)
        #expect(try Self.header(early, amina)?.version == present)
    }

    @Test func `a migrated case arrives with its version, its date and why it moved`() async throws {
        let world = try await Self.world()
        let amina = world.people[0]
        let present = try #require(try amina.replica.catalogue.current("ntb.tripartite")?.version)
        let caseID = try Self.file("ntb.tripartite", amina)
        try await world.settle()
        try await Self.load(Self.table("ntb.tripartite", version: present + 1), into: world)
        var request = MigrationRequest(procedure: "ntb.tripartite", toVersion: present + 1)
        let shown = try await world.core.migrate(request)
        #expect(shown.plan.cases.map(\.caseID) == [caseID])
        request.apply = shown.hash
        #expect(try await world.core.migrate(request).done == [caseID])
        try await world.settle()
        for person in [amina, world.people[2]] {
            #expect(try Self.header(caseID, person)?.version == present + 1)
            let told = try person.replica.explain(caseID, deadline: "screen").flatMap(\.sentences)
            #expect(told.contains { $0.hasPrefix("It was moved from ") })
        }
    }

    @Test func `a loaded code list is checked against offline`() async throws {
        let world = try await Self.world()
        let amina = world.people[0]
        let list = CodeList(
            id: "pilot.list", title: "Pilot", edition: "1", codes: [Code("A1", "First")])
        _ = try await world.core.load(CatalogueItem(kind: .codeList, body: list.json, dryRun: false))
        #expect(try amina.replica.catalogue.codeLists["pilot.list"] == nil)
        _ = try await amina.engine.sync()
        #expect(try amina.replica.catalogue.codeLists["pilot.list"]?.codes.map(\.code) == ["A1"])
    }
}
