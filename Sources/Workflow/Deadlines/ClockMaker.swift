import CaseProtocol

/// Counts a time limit on one case: which of its lengths applies, from which legal day, in whose calendar, and on which day
/// it ends.
struct ClockMaker {
    let procedure: Procedure
    let catalogue: Catalogue
    /// What the act gives, and what the header holds, in this order.
    let fields: [FieldID: JSONValue]
    let header: [String: JSONValue]

    func value(_ field: FieldID) -> JSONValue? { fields[field] ?? header[field.rawValue] }

    func date(_ field: FieldID) -> CivilDate? { value(field)?.string.flatMap { CivilDate($0) } }

    /// The variant of the limit that applies; `nil` for its ordinary length.
    func variant(of spec: DeadlineSpec) -> DeadlineSpec.Variant? {
        spec.variants.first { variant in
            value(variant.field).map { $0.word == variant.value } ?? false
        }
    }

    func calendar(of spec: DeadlineSpec) -> WorkCalendar {
        switch spec.calendar ?? procedure.calendar {
        case .named(let id): catalogue.calendars[id]
        case .country(let field):
            catalogue.calendars[CalendarID(value(field)?.string ?? CalendarID.weekdays.rawValue)]
        }
    }

    /// The country whose holidays should count and of which no calendar is known here.
    private func countryWithoutCalendar(_ spec: DeadlineSpec) -> String? {
        guard case .country(let field) = spec.calendar ?? procedure.calendar, let country = value(field)?.string,
            !catalogue.calendars.isKnown(CalendarID(country))
        else { return nil }
        return country
    }

    /// The fields of the limit's row when it starts; `nil` when the date that it runs to is not known.
    ///
    /// - Parameters:
    ///   - day: the day from which it counts unless the limit names a field that the case has.
    ///   - recordedBy: who told that day of an outside body; `nil` for a day of our own.
    func row(
        _ spec: DeadlineSpec, owner: RoleID, from day: CivilDate, by event: RowID, recordedBy: UserID? = nil
    ) -> [String: JSONValue]? {
        let told = spec.countsFrom.flatMap(date)
        let first = (told ?? day).adding(days: spec.deemedDays)
        let variant = variant(of: spec)
        let length = variant?.length ?? spec.length
        let calendar = calendar(of: spec)
        guard let counted = length.lastDay(from: first, in: calendar, date: date) else { return nil }
        let last = spec.rollsForward ? calendar.nextWorkingDay(onOrAfter: counted) : counted
        let source = variant?.source ?? spec.source
        var row: [String: JSONValue] = [
            "key": .string(spec.key.rawValue), "kind": .string(spec.kind.rawValue),
            "state": .string(Deadline.State.running.rawValue), "startedOn": .string(first.description),
            "startedBy": .string(event.description), "dueOn": .string(last.description),
            "unit": .string(length.unit), "calendar": .string(calendar.id.rawValue),
            "owner": .string(owner.rawValue), "title": .string(spec.title),
            "authority": .string(source.authority), "provenance": .string(source.provenance.rawValue),
            "lapse": .string(spec.lapse.text), "enforced": .bool(spec.isEnforced && source.provenance != .recalledLow),
        ]
        if let bearer = spec.bearer { row["bearer"] = .string(bearer) }
        if let count = length.count { row["length"] = .int(Int64(count)) }
        // The date as it was set: pauses move the last day, not that.
        if let field = length.field {
            row["setDueOn"] = .string(counted.description)
            if case .until = length {} else { row["setBy"] = .string(field.rawValue) }
        }
        if let field = spec.countsFrom, told != nil { row["countsFrom"] = .string(field.rawValue) }
        if spec.deemedDays > 0 { row["deemedDays"] = .int(Int64(spec.deemedDays)) }
        if let variant { row["variant"] = .string("\(variant.field)=\(variant.value)") }
        if last != counted { row["rolledFrom"] = .string(counted.description) }
        if spec.kind == .gate {
            row["opensOn"] = .string((spec.opens == .lastDay ? last : last.adding(days: 1)).description)
        }
        if let recordedBy {
            row["unconfirmed"] = true
            row["recordedBy"] = .string(recordedBy.description)
        }
        let rights = procedure.rights(openedBy: spec)
        if !rights.isEmpty { row["opens"] = .array(rights.map { .string($0) }) }
        keepCalendar(calendar, from: first, counted: counted, through: last, of: length, in: &row)
        if length.unit.hasPrefix("workingDays"), let country = countryWithoutCalendar(spec) {
            row["calendarWanted"] = .string(country)
        }
        return row
    }

    /// What the calendar said stays with the date: a calendar that is changed later does not move it.
    private func keepCalendar(
        _ calendar: WorkCalendar, from first: CivilDate, counted: CivilDate, through last: CivilDate,
        of length: DeadlineSpec.Length, in row: inout [String: JSONValue]
    ) {
        if case .workingDaysBefore(_, let field) = length, let meeting = date(field), calendar.id != .weekdays {
            row["calendarVersion"] = .int(Int64(calendar.version))
            row["skipped"] = ClockFacts.holidays(in: calendar, after: counted, through: meeting)
            return
        }
        Self.keepCalendar(
            calendar, from: first, counted: counted, through: last, countsDays: length.unit == "workingDays", in: &row)
    }

    /// - Parameter countsDays: whether the limit is one of working days; else the calendar only rolled its last day.
    static func keepCalendar(
        _ calendar: WorkCalendar, from first: CivilDate, counted: CivilDate, through last: CivilDate, countsDays: Bool,
        in row: inout [String: JSONValue]
    ) {
        guard countsDays || last != counted, calendar.id != .weekdays else { return }
        row["calendarVersion"] = .int(Int64(calendar.version))
        if calendar.weekend != WorkCalendar.weekdays.weekend {
            row["weekend"] = .array(calendar.weekend.sorted().map { .int(Int64($0)) })
        }
        row["skipped"] = ClockFacts.holidays(
            in: calendar, after: countsDays ? first : counted.adding(days: -1), through: last)
        if countsDays { row["countedDueOn"] = .string(counted.description) }
        if !calendar.isComplete(in: last.year) { row["calendarIncomplete"] = true }
    }
}

extension Procedure {
    /// The actions that become possible when a limit has passed, and for whom, as `action:role,role`.
    func rights(openedBy spec: DeadlineSpec) -> [String] {
        var rights: [(action: ActionID, roles: [RoleID])] = []
        for rule in rules where rule.roles != [.system] && rule.waits(for: spec) {
            let index = rights.firstIndex { $0.action == rule.action } ?? rights.endIndex
            if index == rights.endIndex { rights.append((rule.action, [])) }
            rights[index].roles += rule.roles.filter { !rights[index].roles.contains($0) }
        }
        return rights.map { "\($0.action):\($0.roles.map(\.rawValue).joined(separator: ","))" }
    }
}

extension Rule {
    fileprivate func waits(for spec: DeadlineSpec) -> Bool {
        guards.contains { condition in
            switch condition {
            case .lapsed(let key): key == spec.key && spec.kind != .gate
            case .gate(let key): key == spec.key
            default: false
            }
        }
    }
}

extension JSONValue {
    /// A word or a yes or no, as tables write it; `nil` for anything else.
    var word: String? { string ?? bool.map { $0 ? "true" : "false" } ?? int.map { "\($0)" } }
}
