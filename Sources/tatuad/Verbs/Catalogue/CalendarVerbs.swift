import ArgumentParser
import CaseProtocol
import Workflow

/// Calendars of working days.
struct CalendarVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Show and load calendars of working days, and count by them again.",
        subcommands: [CalendarList.self, CalendarShow.self, CalendarLoad.self, CalendarRecount.self])
}

/// The calendars that this build ships.
struct CalendarList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The calendars that this build ships.")

    func run() async throws {
        for calendar in Calendars.standard.all {
            Output.say("\(calendar.id)  version \(calendar.version)  \(calendar.title)")
        }
    }
}

/// The days of rest of a calendar in one year, or its exchange form.
struct CalendarShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The days of rest of a calendar in a year.")

    @Argument(help: "The calendar, such as KE.")
    var calendar: String
    @Option(help: "The year.")
    var year: Int?
    @Flag(help: "Its exchange form, to be changed and loaded under a later version.")
    var json = false

    func validate() throws {
        guard json || year != nil else { throw ValidationError("Say a --year, or --json.") }
    }

    func run() async throws {
        guard let found = Calendars.standard.all.first(where: { $0.id.rawValue.lowercased() == calendar.lowercased() })
        else {
            let known = Calendars.standard.all.map(\.id.rawValue).joined(separator: ", ")
            throw ValidationError("There is no calendar “\(calendar)”; there are \(known).")
        }
        if json { return Output.say(json: found.json.canonicalText) }
        guard let year else { return }
        for holiday in found.holidays(in: year) {
            Output.say("\(holiday.day)  \(holiday.reason)\(holiday.isConfirmed ? "" : "  (unconfirmed)")")
        }
        if !found.isComplete(in: year) { Output.say("Movable days of \(year) are not all entered.") }
    }
}

/// Takes a calendar into the store.
struct CalendarLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Load a calendar; clients get it with their next sync.",
        discussion: """
            What is loaded counts for time limits that start from then on. Dates that run already stay as they are; those that \
            the new calendar would count otherwise are listed, before and after.
            """)

    @Argument(help: "The file, JSON as “tatuad calendar show --json” prints it.")
    var file: String
    @OptionGroup var data: DataOptions
    @Flag(name: .customLong("dry-run"), help: "Report what would happen; change nothing.")
    var dryRun = false

    func run() async throws {
        try await LoadItem.run(.calendar, body: try LoadItem.json(file), into: data, dryRun: dryRun)
    }
}
