import CaseProtocol
import Workflow

/// Calendars and code lists that somebody wrote; and working days counted in the former.
enum FuzzCatalogue {
    @Sendable static func run(_ bytes: [UInt8]) throws {
        guard let json = try? JSONValue(parsing: bytes) else { return }
        for kind in [RowKind.calendar, .codeList] {
            guard let entry = try? CatalogueEntry(kind, json) else { continue }
            try expect((try? CatalogueEntry(kind, entry.json)) == entry, "an item that was written is read otherwise")
            if case .calendar(let calendar) = entry { try count(in: calendar) }
            if case .codeList(let list) = entry { _ = list.codes.prefix(50).map { list[code: $0.code] } }
        }
    }

    private static func count(in calendar: WorkCalendar) throws {
        for year in [WorkCalendar.years.lowerBound, 2000, 2026, 2027, WorkCalendar.years.upperBound] {
            for holiday in calendar.holidays(in: year) {
                try expect(holiday.day.year == year, "a holiday of \(year) is kept on \(holiday.day)")
            }
            _ = (calendar.isComplete(in: year), calendar.isConfirmed(in: year))
        }
        guard let day = CivilDate(year: 2026, month: 12, day: 24) else { return }
        let due = calendar.adding(workingDays: 10, to: day)
        try expect(calendar.workingDays(after: day, through: due) == 10, "ten working days later is not ten later")
        _ = (calendar.skippedDays(after: day, through: due), calendar.previousWorkingDay(onOrBefore: day))
    }
}
