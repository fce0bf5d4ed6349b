import CaseProtocol
import Testing
import Workflow

@Suite struct DayCountTests {
    @Test(arguments: [
        ("2026-11-02", 0, "2026-11-02"), ("2026-11-02", 5, "2026-11-09"), ("2026-11-06", 1, "2026-11-09"),
        ("2026-11-07", 1, "2026-11-09"), ("2026-11-08", 5, "2026-11-13"), ("2026-12-31", 1, "2027-01-01"),
        ("2026-11-02", 10, "2026-11-16"),
    ])
    func `working days are Monday to Friday and the event day is day 0`(start: String, count: Int, end: String) {
        #expect(WorkCalendar.weekdays.adding(workingDays: count, to: .day(start)) == .day(end))
    }

    @Test func `counting working days back gives what was added`() {
        for offset in 0..<14 {
            let start = Scenario.dayZero.adding(days: offset)
            for count in 0...12 {
                let end = WorkCalendar.weekdays.adding(workingDays: count, to: start)
                #expect(WorkCalendar.weekdays.workingDays(after: start, through: end) == count)
            }
        }
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2028-02-29", 12, "2029-02-28"),
        ("2026-11-30", 12, "2027-11-30"), ("2026-12-31", 2, "2027-02-28"),
    ])
    func `months end on the same day number or the last of the month`(start: String, months: Int, end: String) {
        #expect(CivilDate.day(start).adding(months: months) == .day(end))
    }
}

@Suite struct ClockTests {
    @Test func `a clock holds how it was counted and where that comes from`() throws {
        let scene = try Scenario.at("submitted")
        let row = try #require(scene.clock("screen")).row
        #expect(row["unit"] == "workingDays" && row["length"] == 5 && row["calendar"] == "weekdays")
        #expect(row["kind"] == "obligation" && row["owner"] == "nfpReporting" && row["lapse"] == "escalate:recOfficer")
        #expect(row["provenance"] == "D" && row["enforced"] == true && row["startedOn"] == "2026-11-02")
        #expect(row["startedBy"]?.string == scene.events("submit").map(\.id).min()?.description)
    }

    @Test func `a clock of what a filer sends counts from the day of receipt, an officer's from the legal day`() throws
    {
        var filing = try Scenario.at("draft")
        filing.wait(until: "2026-11-20")
        try filing.act("submit", by: People.amina, on: "2026-11-10")
        #expect(filing.clock("screen")?.startedOn == .day("2026-11-20"))
        #expect(filing.events("submit").first?["occurredOn"] == "2026-11-10")
        var office = try Scenario.at("transmitted")
        office.wait(until: "2026-11-20")
        try office.act("acknowledge", by: People.tanzania, on: "2026-11-10")
        #expect(office.clock("nationalReply")?.dueOn == .day("2026-12-10"))
    }

    @Test func `a pause keeps the days that were left, over weekends and twice`() throws {
        var scene = try Scenario.at("submitted")
        for answer in ["2026-11-14", "2026-11-21"] {
            scene.wait(days: 1)
            try scene.act("askInfo", by: People.kenya)
            scene.wait(until: answer)
            try scene.act("supplyInfo", by: People.amina)
        }
        // Five days less Tuesday, less nothing on Sunday: four left from Saturday the 21st.
        #expect(scene.clock("screen")?.dueOn == .day("2026-11-26"))
        #expect(scene.clock("screen")?.row["pauses"]?.array?.count == 2)
    }

    @Test func `a clock paused after its last day has no days left`() throws {
        var scene = try Scenario.at("submitted")
        scene.wait(days: 10)
        try scene.act("askInfo", by: People.kenya)
        scene.wait(days: 5)
        try scene.act("supplyInfo", by: People.amina)
        #expect(scene.clock("screen")?.dueOn == scene.today)
    }

    @Test func `the last day itself is in time`() throws {
        var scene = try Scenario.at("submitted")
        scene.wait(until: "2026-11-09")
        #expect(scene.clock("screen")?.isOverdue(on: scene.today) == false)
        #expect(try scene.runScheduler() == [])
        scene.wait(days: 1)
        #expect(try scene.runScheduler() == ["lapse"])
    }

    @Test func `nobody but the system lapses a clock, and only one that is overdue`() throws {
        let scene = try Scenario.at("submitted")
        #expect(
            scene.refusal(of: "lapse", by: People.kenya)
                == .notPermitted("lapse", capacities: [.nfpReporting], allowed: [.system]))
        #expect(
            scene.refusal(of: "lapse", by: .system, deadline: "screen")
                == .guardFailed("lapse", "No such time limit is overdue."))
    }

    @Test func `several overdue limits lapse together, the longest overdue first`() throws {
        var scene = try Scenario.at("consultation")
        scene.wait(days: 90)
        let acts = lapses(in: scene.state, on: scene.today, catalogue: .standard)
        #expect(acts.map(\.deadline) == ["nationalReply", "stale"])
        #expect(try scene.runScheduler() == ["lapse", "lapse"])
        #expect(try scene.runScheduler() == [])
    }

    @Test func `a procedure that is not known here lapses nothing`() throws {
        var scene = try Scenario.at("submitted")
        scene.wait(days: 30)
        #expect(lapses(in: scene.state, on: scene.today, catalogue: Catalogue([])).isEmpty)
    }
}

@Suite struct ExplanationTests {
    @Test func `a date explains its event, counting, skipped days, source, owner and lapse`() throws {
        let scene = try Scenario.at("submitted")
        let text = explanation(of: try #require(scene.clock("screen")), on: scene.state, in: scene.context)
        #expect(
            text == [
                "“Screen the complaint” counts from Monday 2026-11-02, the day of “submit”; that day is day 0.",
                "5 working days (calendar “weekdays”, Monday to Friday) end on Monday 2026-11-09.",
                "Not counted: Saturday 2026-11-07, Sunday 2026-11-08.", "The last day is Monday 2026-11-09.",
                "Source: No limit is published for this mechanism; our standard for screening: a service standard, not law.",
                "Owed by the focal point of the reporting country.",
                "When it passes the step is also owed by an officer of the regional secretariat.",
                "Once it has passed, this becomes possible: “askInfo” for an officer of the regional secretariat; “reject” for "
                    + "an officer of the regional secretariat.",
            ])
    }

    @Test func `a pause is told with the days that were left`() throws {
        var scene = try Scenario.at("submitted")
        scene.wait(days: 2)
        try scene.act("askInfo", by: People.kenya)
        let paused = explanation(of: try #require(scene.clock("screen")), on: scene.state, in: scene.context)
        #expect(paused.contains("It has been paused since Wednesday 2026-11-04, with 3 working days left."))
        scene.wait(days: 16)
        try scene.act("supplyInfo", by: People.amina)
        let resumed = explanation(of: try #require(scene.clock("screen")), on: scene.state, in: scene.context)
        #expect(
            resumed.contains(
                "It was paused on Wednesday 2026-11-04 with 3 working days left and resumed on Friday 2026-11-20: "
                    + "those days end on Wednesday 2026-11-25."))
        #expect(resumed.contains("The last day is Wednesday 2026-11-25."))
    }

    @Test func `what lapsed, was met or cancelled says so`() throws {
        var scene = try Scenario.at("transmitted")
        scene.wait(days: 20)
        try scene.runScheduler()
        let late = explanation(of: try #require(scene.clock("acknowledge")), on: scene.state, in: scene.context)
        #expect(late.contains("It lapsed on Tuesday 2026-11-17; the step is still owed."))
        try scene.act("acknowledge", by: People.tanzania)
        try scene.act("withdraw", by: People.amina)
        let ended = explanation(of: try #require(scene.clock("nationalReply")), on: scene.state, in: scene.context)
        #expect(ended.contains("It was cancelled on Sunday 2026-11-22."))
    }

    @Test func `months that end on another day number say why`() throws {
        var scene = try Scenario.at("infoRequested")
        scene.wait(until: "2028-02-29")
        try scene.runScheduler()
        let text = explanation(of: try #require(scene.clock("wakeWindow")), on: scene.state, in: scene.context)
        #expect(
            text.contains("12 calendar months end on Wednesday 2029-02-28, the last day of a month that has no day 29.")
        )
    }
}
