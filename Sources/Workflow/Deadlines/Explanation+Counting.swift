import CaseProtocol

extension ExplainedDeadline {
    /// The last day as it was at first, before any pause or extension.
    var counting: [String] {
        guard let day = deadline.startedOn else { return [] }
        return variant + counted(from: day) + rolled
    }

    private var variant: [String] {
        guard let variant = text("variant") else { return [] }
        return ["The length is the one for \(variant.replacing("=", with: " = "))."]
    }

    private func counted(from day: CivilDate) -> [String] {
        let count = deadline.row["length"]?.int ?? 0
        switch text("unit") {
        case "workingDays":
            let last = date("countedDueOn") ?? WorkCalendar.weekdays.adding(workingDays: count, to: day)
            return ["\(count) working \(days(count)) (calendar \(calendarWords)) \(end(count)) on \(dated(last))."]
                + skipped(from: day, through: last)
        case "calendarDays":
            return ["\(count) calendar \(days(count)) \(end(count)) on \(dated(day.adding(days: count)))."]
        case "months":
            let last = day.adding(months: count)
            let note = last.day == day.day ? "" : ", the last day of a month that has no day \(day.day)"
            return ["\(count) calendar \(count == 1 ? "month" : "months") \(end(count)) on \(dated(last))\(note)."]
        case "daysBefore":
            return date("setDueOn").map {
                [
                    "It ends \(count) calendar days before “\(text("setBy") ?? "")”, \(dated($0.adding(days: count))): on "
                        + "\(dated($0))."
                ]
            } ?? []
        case "workingDaysBefore":
            return date("setDueOn").map {
                [
                    "It ends \(count) working days (calendar \(calendarWords)) before “\(text("setBy") ?? "")”: on "
                        + "\(dated($0))."
                ] + holidays(deadline.row["skipped"])
            } ?? []
        case "halfWay":
            return date("setDueOn").map {
                ["Half of the time up to “\(text("setBy") ?? "")” is over on \(dated($0))."]
            } ?? []
        default:
            return (date("setDueOn") ?? deadline.dueOn).map { ["It runs to the date that was set: \(dated($0))."] }
                ?? []
        }
    }

    private func days(_ count: Int) -> String { count == 1 ? "day" : "days" }

    private func end(_ count: Int) -> String { count == 1 ? "ends" : "end" }

    private var calendarWords: String {
        guard let version = deadline.row["calendarVersion"]?.int else {
            let wanted = text("calendarWanted").map { "; no holidays of \($0) are entered here" } ?? ""
            return "“\(deadline.calendar)”, Monday to Friday\(wanted)"
        }
        let incomplete =
            deadline.row["calendarIncomplete"]?.bool == true
            ? "; movable holidays of that year were not all entered" : ""
        return "“\(deadline.calendar)”, version \(version)\(incomplete)"
    }

    private var rolled: [String] {
        guard let from = date("rolledFrom"), let last = deadline.row["setDueOn"] != nil ? nil : rolledTo else {
            return []
        }
        return [
            "\(dated(from)) is no working day (calendar \(calendarWords)): the limit ends on the next one, "
                + "\(dated(last))."
        ] + (text("unit") == "workingDays" ? [] : holidays(deadline.row["skipped"]))
    }

    /// The first working day after the one that was counted: what the limit ended on at first, before any extension.
    private var rolledTo: CivilDate? {
        guard (deadline.row["pauses"]?.array ?? []).isEmpty else { return nil }
        guard let first = deadline.row["extensions"]?.array?.first?.object else { return deadline.dueOn }
        return first["from"]?.string.flatMap { CivilDate($0) }
    }

    private func skipped(from day: CivilDate, through last: CivilDate) -> [String] {
        let weekend = Set(deadline.row["weekend"]?.array?.compactMap(\.int) ?? [6, 7])
        let named = Dictionary(
            (deadline.row["skipped"]?.array ?? []).compactMap { entry in
                entry.object.flatMap { object in
                    object["day"]?.string.flatMap { CivilDate($0) }.map { ($0, object["why"]?.string ?? "") }
                }
            }, uniquingKeysWith: { $1 })
        guard day < last else { return [] }
        let days = (day.dayNumber + 1...last.dayNumber).map { CivilDate(dayNumber: $0) }
        let resting = days.filter { weekend.contains($0.weekday) || named[$0] != nil }
        guard !resting.isEmpty else { return [] }
        // Holidays are always told; week-ends only as long as the list stays readable.
        let shown = resting.filter { named[$0] != nil || resting.count <= 8 }
        let list = shown.map { day in dated(day) + (named[day].map { " (\($0))" } ?? "") }
        let rest = resting.count - shown.count
        let more = rest > 0 ? "\(list.isEmpty ? "" : " and ")\(rest) days of week-ends" : ""
        return ["Not counted: \(list.joined(separator: ", "))\(more)."]
    }

    /// The days of rest that a part of the row names.
    func holidays(_ entries: JSONValue?) -> [String] {
        let days = (entries?.array ?? []).compactMap { entry -> String? in
            guard let object = entry.object, let day = object["day"]?.string.flatMap({ CivilDate($0) }) else {
                return nil
            }
            return "\(dated(day)) (\(object["why"]?.string ?? "day of rest"))"
        }
        return days.isEmpty ? [] : ["Not counted: \(days.joined(separator: ", "))."]
    }
}
