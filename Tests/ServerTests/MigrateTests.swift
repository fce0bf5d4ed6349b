import CaseProtocol
import Synchronization
import Testing
import Workflow

@testable import Server

/// The clock stands on Saturday, 21 November 2026: screening is due within 5 working days, on Friday the 27th.
@Suite struct MigrateTests {
    /// Version 9 of the complaints procedure: ten working days for screening.
    private static let later: Procedure = {
        let table = Procedure.ntbTripartite
        return Procedure(
            id: table.id, version: 9, title: table.title, numberPrefix: table.numberPrefix, cast: table.cast,
            calendar: table.calendar, stages: table.stages, rules: table.rules,
            deadlines: table.deadlines.map { spec in
                guard spec.key == "screen" else { return spec }
                return DeadlineSpec(
                    spec.key, spec.kind, .workingDays(10), owner: spec.owner, lapse: spec.lapse, title: spec.title,
                    source: spec.source)
            }, fields: table.fields, edits: table.edits)
    }()

    private static let request = MigrationRequest(procedure: "ntb.tripartite", toVersion: 9)

    private static func applying(_ hash: String) -> MigrationRequest {
        MigrationRequest(procedure: "ntb.tripartite", toVersion: 9, apply: hash)
    }

    /// A server with two complaints that wait for screening and a draft.
    private struct Scene {
        let fixture: StoreFixture
        let server: TestServer
        let amina: TestPerson
        let kamau: TestPerson
        var cases: [CaseID] = []

        init(_ kind: StoreKind) async throws {
            fixture = try StoreFixture(kind)
            server = try await TestServer(store: fixture.store, catalogue: Catalogue([.ntbTripartite]))
            amina = try await server.person("amina", "complainant:KE")
            kamau = try await server.person("kamau", "focalPoint:KE")
            for index in 1...3 {
                let caseID = try await amina.open(label: "AB2C-\(index)")
                if index < 3 { try await amina.act("submit", on: caseID, TestPerson.filing) }
                cases.append(caseID)
            }
            server.core.catalogue.withLock { $0.load(MigrateTests.later) }
        }

        func dueOn(_ caseID: CaseID) async throws -> CivilDate? {
            try await server.store.read { try CaseState(caseID: caseID, rows: $0.rows(of: caseID)) }
                .deadlines.first { $0.key == "screen" }?.dueOn
        }

        func versions() async throws -> [Int?] {
            var versions: [Int?] = []
            for caseID in cases { versions.append(try await server.header(caseID)?.version) }
            return versions
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a plan lists every running case and changes nothing`(kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let head = try await scene.server.head()
        let report = try await scene.server.core.migrate(Self.request)
        #expect(report.plan.cases.map(\.caseID) == scene.cases.sorted())
        // The draft has no limit yet.
        let moving = report.plan.cases.filter { !$0.dates.isEmpty }.map(\.caseID)
        #expect(moving == scene.cases.prefix(2).sorted())
        #expect(report.plan.cases.flatMap(\.refusals).isEmpty)
        #expect(report.done == nil && report.left == nil)
        #expect(try await scene.server.core.migrate(Self.request) == report)
        #expect(try await scene.server.head() == head)
        #expect(try await scene.versions() == [1, 1, 1])
    }

    @Test(arguments: StoreKind.allCases)
    func `what was shown is done, each case in a commit of the system, and there is nothing left`(
        kind: StoreKind
    ) async throws {
        let scene = try await Scene(kind)
        let head = try await scene.server.head()
        let shown = try await scene.server.core.migrate(Self.request)
        let after = try #require(shown.plan.cases.first { $0.caseID == scene.cases[0] }?.dates.first?.after)
        let done = try await scene.server.core.migrate(Self.applying(shown.hash))
        #expect(done.done == scene.cases.sorted() && done.left == [])
        #expect(try await scene.versions() == [9, 9, 9])
        #expect(try await scene.dueOn(scene.cases[0]) == after)
        #expect(try await scene.server.head() == head + 3)
        #expect(try await scene.server.store.read { try $0.commit(try $0.head()) }?.by == Party.system.id)
        #expect(try await scene.server.core.migrate(Self.request).plan.cases.isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `a plan that is no longer the one that was shown is refused whole`(kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let shown = try await scene.server.core.migrate(Self.request)
        let another = try await scene.amina.open(label: "AB2C-9")
        let refused = await problem { _ = try await scene.server.core.migrate(Self.applying(shown.hash)) }
        #expect(refused?.code == .guardFailed && refused?.path == "apply")
        #expect(try await scene.versions() == [1, 1, 1])
        #expect(try await scene.server.header(another)?.version == 1)
        #expect(await problem { _ = try await scene.server.core.migrate(Self.applying("00")) } != nil)
    }

    @Test func `a case that changes in the moment of applying is left alone`() async throws {
        let scene = try await Scene(.inMemory)
        let shown = try await scene.server.core.migrate(Self.request)
        let core = scene.server.core
        let refusing = scene.cases[0]
        let report = try await core.report(
            shown.plan, hash: shown.hash, changing: shown.plan.cases.map(\.caseID), by: core.rules
        ) { caseID, snapshot in
            let state = try snapshot.rulesState(of: caseID)
            guard caseID != refusing else { return nil }
            return migration(of: state, to: Self.later, in: core.questions(core.rules)).map {
                .migrate($0, MigrationMapping())
            }
        }
        #expect(report.left == [refusing] && report.done?.count == 2)
        #expect(try await scene.versions() == [1, 9, 9])
    }

    @Test func `a lapse of a moved limit waits for the new day`() async throws {
        let scene = try await Scene(.inMemory)
        let shown = try await scene.server.core.migrate(Self.request)
        _ = try await scene.server.core.migrate(Self.applying(shown.hash))
        // The 5 working days are over, the 10 are not.
        scene.server.clock.advance(days: 9)
        #expect(try await scene.server.core.runDueLapses() == 0)
        scene.server.clock.advance(days: 7)
        #expect(try await scene.server.core.runDueLapses() == 2)
    }

    @Test func `what does not exist is named`() async throws {
        let scene = try await Scene(.inMemory)
        let core = scene.server.core
        let version = await problem {
            _ = try await core.migrate(MigrationRequest(procedure: "ntb.tripartite", toVersion: 7))
        }
        #expect(version?.code == .unknownProcedure && version?.allowed == ["1", "9"])
        let mapping = await problem {
            _ = try await core.migrate(
                MigrationRequest(procedure: "ntb.tripartite", toVersion: 9, stages: ["nowhere": "submitted"]))
        }
        #expect(mapping?.code == .invalidField)
    }

    @Test func `nobody but the system migrates`() async throws {
        let scene = try await Scene(.inMemory)
        let plan = try await scene.server.core.migrate(Self.request).plan
        let filed = try #require(plan.cases.first { $0.caseID == scene.cases[0] })
        let outcome = try await scene.kamau.send(.act(.migrate(filed, MigrationMapping())))
        #expect(outcome.problem?.code == .unknownAction)
    }
}
