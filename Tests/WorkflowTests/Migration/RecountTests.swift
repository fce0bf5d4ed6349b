import CaseProtocol
import Testing
import Workflow

/// A complaint whose screening counts 5 working days of Kenya's calendar from Monday, 2 November 2026: to Monday the 9th.
@Suite struct RecountTests {
    /// Kenya with more days of rest.
    private static func kenya(_ days: String...) -> WorkCalendar {
        let old = WorkCalendar.kenya
        return WorkCalendar(
            id: old.id, version: old.version + 1, title: old.title, authority: old.authority,
            weekend: old.weekend, holidays: old.holidays + days.map { HolidayRule("Day of mourning", .on(.day($0))) },
            move: old.move, moveSource: old.moveSource, source: old.source, coveredYears: old.coveredYears)
    }

    /// Under a version that counts screening in Kenya's days.
    private static func scene() throws -> MigrationScene {
        let later = Procedure.changed(
            deadlines: Procedure.ntbTripartite.deadlines.map { spec in
                guard spec.key == "screen" else { return spec }
                return DeadlineSpec(
                    spec.key, spec.kind, spec.length, owner: spec.owner, calendar: .named("KE"), lapse: spec.lapse,
                    title: spec.title, source: spec.source)
            })
        var scene = MigrationScene(try .at("submitted"), to: later)
        try scene.migrate()
        try #require(scene.scenario.clock("screen")?.calendar == "KE")
        try #require(scene.scenario.clock("screen")?.dueOn == .day("2026-11-09"))
        return scene
    }

    private static func recounted(_ scene: MigrationScene, by calendar: WorkCalendar) -> (
        dates: [DateChange], act: CaseAct
    ) {
        var context = scene.context
        context.catalogue.calendars.load(calendar)
        let dates = recount(of: scene.scenario.state, by: calendar, in: context)
        let plan = CaseRecount(caseID: Scenario.caseID, reference: "K7QF-1", dates: dates)
        return (dates, .recount(plan, by: calendar.id, version: calendar.version))
    }

    @Test func `a new day of rest before the last day moves it, and the row says which`() throws {
        var scene = try Self.scene()
        let calendar = Self.kenya("2026-11-05")
        let (dates, act) = Self.recounted(scene, by: calendar)
        #expect(dates.count == 1)
        #expect(dates.first?.before == .day("2026-11-09") && dates.first?.after == .day("2026-11-10"))
        #expect(dates.first?.why.contains("2026-11-05 is a day of rest (Day of mourning)") == true)

        scene.catalogue.calendars.load(calendar)
        try scene.perform(act)
        let moved = try #require(scene.scenario.clock("screen"))
        #expect(moved.dueOn == .day("2026-11-10") && moved.row["countedDueOn"] == "2026-11-10")
        #expect(moved.row["calendarVersion"] == .int(Int64(calendar.version)))
        let sentences = scene.sentences("screen")
        #expect(sentences.contains { $0.hasPrefix("It was moved from Monday 2026-11-09 to Tuesday 2026-11-10") })
        #expect(sentences.contains { $0.contains("Thursday 2026-11-05 (Day of mourning)") })
        #expect(Self.recounted(scene, by: calendar).dates.isEmpty)
    }

    @Test(arguments: [("2026-11-09", true), ("2026-11-10", false)])
    func `a day of rest after the last day is none of its business`(day: String, moves: Bool) throws {
        #expect(Self.recounted(try Self.scene(), by: Self.kenya(day)).dates.isEmpty != moves)
    }

    @Test(arguments: [("2026-11-09", true), ("2026-11-10", false)])
    func `a last day that has passed is shown and stays`(today: String, moves: Bool) throws {
        var scene = try Self.scene()
        scene.wait(until: today)
        let dates = Self.recounted(scene, by: Self.kenya("2026-11-05")).dates
        #expect(dates.count == 1 && dates.first?.isMoved == moves)
    }

    @Test func `a day of rest that is taken back moves the last day forward, but not into the past`() throws {
        var scene = try Self.scene()
        let mourning = Self.kenya("2026-11-05")
        scene.catalogue.calendars.load(mourning)
        try scene.perform(Self.recounted(scene, by: mourning).act)
        let calendar = WorkCalendar.kenya
        let back = WorkCalendar(
            id: calendar.id, version: calendar.version + 2, title: calendar.title, authority: calendar.authority,
            holidays: calendar.holidays, move: calendar.move, moveSource: calendar.moveSource, source: calendar.source,
            coveredYears: calendar.coveredYears)
        scene.wait(until: "2026-11-09")
        #expect(Self.recounted(scene, by: back).dates.first?.after == .day("2026-11-09"))
        scene.wait(until: "2026-11-10")
        let late = Self.recounted(scene, by: back).dates
        #expect(late.count == 1 && late.first?.isMoved == false)
    }

    @Test func `another calendar moves nothing`() throws {
        let scene = try Self.scene()
        var context = scene.context
        context.catalogue.calendars.load(.uganda)
        #expect(recount(of: scene.scenario.state, by: .uganda, in: context).isEmpty)
    }

    @Test func `a calendar that is not in use in that version moves nothing`() throws {
        let scene = try Self.scene()
        let (_, act) = Self.recounted(scene, by: Self.kenya("2026-11-05"))
        guard case .guardFailed = scene.refusal(of: act) else {
            Issue.record("a version that is not in use was counted by")
            return
        }
    }
}
