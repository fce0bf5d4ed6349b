import ArgumentParser
import CaseProtocol

/// Counts limits that run by a changed calendar.
struct CalendarRecount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recount", abstract: "Count limits that run by a changed calendar.",
        discussion: """
            A date that was given stays when a calendar changes. --dry-run lists every limit that the calendar, as it is in \
            use now, would end on another day, before and after; --apply moves those that were shown as moving. What has \
            passed never moves, nor does what was paused or extended.
            """)

    @Argument(help: "The calendar, such as KE.")
    var calendar: String
    @OptionGroup var plan: PlanOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = RecountRequest(calendar: CalendarID(calendar), apply: plan.apply)
        let report = try await DataFolder(data.folder).withAdmin { try await $0.recount(request) }
        for found in report.plan.cases {
            Output.say(found.reference)
            PlanLines.show(found.dates)
        }
        let moved = report.plan.cases.reduce(0) { $0 + $1.dates.count(where: \.isMoved) }
        Output.say("\(moved) dates move by calendar \(report.plan.calendar), version \(report.plan.version).")
        PlanLines.close(report, changing: moved)
    }
}
