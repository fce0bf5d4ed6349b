import CaseProtocol
import Testing
import Workflow

@testable import Server

/// A complaint whose screening counts 5 of Kenya's working days from Saturday, 21 November 2026: to Friday the 27th.
@Suite struct RecountTests {
    private static let calendar = WorkCalendar(
        id: "KE", version: WorkCalendar.kenya.version + 1, title: WorkCalendar.kenya.title,
        authority: WorkCalendar.kenya.authority,
        holidays: WorkCalendar.kenya.holidays + [HolidayRule("Day of mourning", .on(.day(2026, 11, 25)))],
        move: WorkCalendar.kenya.move, moveSource: WorkCalendar.kenya.moveSource, source: WorkCalendar.kenya.source,
        coveredYears: WorkCalendar.kenya.coveredYears)

    private static let procedure: Procedure = {
        let table = Procedure.ntbTripartite
        return Procedure(
            id: table.id, version: 1, title: table.title, numberPrefix: table.numberPrefix, cast: table.cast,
            calendar: .named("KE"), stages: table.stages, rules: table.rules, deadlines: table.deadlines,
            fields: table.fields, edits: table.edits)
    }()

    private static func scene(_ kind: StoreKind) async throws -> (StoreFixture, TestServer, CaseID) {
        let fixture = try StoreFixture(kind)
        let server = try await TestServer(store: fixture.store, catalogue: Catalogue([procedure]))
        let amina = try await server.person("amina", "complainant:KE")
        return (fixture, server, try await amina.file())
    }

    private static func dueOn(_ caseID: CaseID, _ server: TestServer) async throws -> CivilDate? {
        try await server.store.read { try CaseState(caseID: caseID, rows: $0.rows(of: caseID)) }
            .deadlines.first { $0.key == "screen" }?.dueOn
    }

    private static func load(_ server: TestServer, dryRun: Bool) async throws -> CatalogueReport {
        try await server.core.load(CatalogueItem(kind: .calendar, body: calendar.json, dryRun: dryRun))
    }

    @Test(arguments: StoreKind.allCases)
    func `loading a calendar tells which dates it would count otherwise, and moves none`(kind: StoreKind) async throws {
        let (fixture, server, caseID) = try await Self.scene(kind)
        defer { withExtendedLifetime(fixture) {} }
        #expect(try await Self.dueOn(caseID, server) == .day(2026, 11, 27))
        for dryRun in [true, false] {
            let remarks = try await Self.load(server, dryRun: dryRun).remarks
            #expect(remarks.count == 1)
            #expect(remarks.first?.contains("2026-11-27 → 2026-11-30") == true)
            #expect(remarks.first?.contains("Day of mourning") == true)
            #expect(try await Self.dueOn(caseID, server) == .day(2026, 11, 27))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what was shown is counted anew, once`(kind: StoreKind) async throws {
        let (fixture, server, caseID) = try await Self.scene(kind)
        defer { withExtendedLifetime(fixture) {} }
        #expect(try await server.core.recount(RecountRequest(calendar: "KE")).plan.cases.isEmpty)
        _ = try await Self.load(server, dryRun: false)
        let shown = try await server.core.recount(RecountRequest(calendar: "KE"))
        #expect(shown.plan.version == Self.calendar.version && shown.plan.cases.map(\.caseID) == [caseID])
        #expect(shown.done == nil)
        #expect(try await Self.dueOn(caseID, server) == .day(2026, 11, 27))
        let done = try await server.core.recount(RecountRequest(calendar: "KE", apply: shown.hash))
        #expect(done.done == [caseID] && done.left == [])
        #expect(try await Self.dueOn(caseID, server) == .day(2026, 11, 30))
        #expect(try await server.core.recount(RecountRequest(calendar: "KE")).plan.cases.isEmpty)
        #expect(
            await problem { _ = try await server.core.recount(RecountRequest(calendar: "KE", apply: shown.hash)) }
                != nil)
    }

    @Test func `a date that has passed is shown and stays`() async throws {
        let (fixture, server, caseID) = try await Self.scene(.inMemory)
        defer { withExtendedLifetime(fixture) {} }
        _ = try await Self.load(server, dryRun: false)
        server.clock.advance(days: 7)
        let shown = try await server.core.recount(RecountRequest(calendar: "KE"))
        #expect(shown.plan.cases.first?.dates.first?.isMoved == false)
        let done = try await server.core.recount(RecountRequest(calendar: "KE", apply: shown.hash))
        #expect(done.done == [])
        #expect(try await Self.dueOn(caseID, server) == .day(2026, 11, 27))
    }

    @Test func `a calendar that is not in use is named as such`() async throws {
        let (fixture, server, _) = try await Self.scene(.inMemory)
        defer { withExtendedLifetime(fixture) {} }
        #expect(await problem { _ = try await server.core.recount(RecountRequest(calendar: "XX")) }?.code == .notFound)
    }
}

extension CivilDate {
    fileprivate static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: day) ?? CivilDate(dayNumber: 0)
    }
}
