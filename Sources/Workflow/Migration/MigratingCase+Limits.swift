import CaseProtocol

extension MigratingCase {
    /// What the new version makes of a limit: the last day is counted from the first day that is on record.
    func moved(_ deadline: Deadline, by spec: DeadlineSpec) -> MovedLimit {
        let today = context.today
        func stays(_ why: String) -> MovedLimit {
            MovedLimit(deadline, staysBecause: why, on: state, fields: handedOver(deadline, to: spec))
        }
        if let why = deadline.staysBecause(on: today) { return stays(why) }
        guard let row = row(deadline, by: spec), let last = row["dueOn"]?.string.flatMap({ CivilDate($0) }) else {
            return stays("the date to which version \(procedure.version) lets it run is not known here")
        }
        if last == deadline.dueOn { return MovedLimit(deadline, fields: row) }
        guard last >= today else {
            return stays("version \(procedure.version) would have ended it on \(last), and nothing ends in the past")
        }
        let why =
            "version \(procedure.version) counts \(Self.counting(row)), version \(header.version) counted "
            + Self.counting(deadline.row.fields)
        return MovedLimit(
            deadline, to: last, why: why, on: state,
            fields: row.merging(ClockFacts.moved(deadline, to: last, why: why, on: today)) { $1 })
    }

    /// Of a limit that keeps its last day: who owes it, and what follows from it, by rules that the new version has.
    private func handedOver(_ deadline: Deadline, to spec: DeadlineSpec) -> [String: JSONValue] {
        let rights = procedure.rights(openedBy: spec)
        var fields: [String: JSONValue] = [
            "key": .string(spec.key.rawValue), "lapse": .string(spec.lapse.text), "enforced": .bool(spec.isEnforced),
            "opens": rights.isEmpty ? .null : .array(rights.map { .string($0) }),
            "bearer": spec.bearer.map { .string($0) } ?? .null,
        ]
        if deadline.party == nil { fields["owner"] = .string(owner(of: spec).rawValue) }
        return fields
    }

    /// The limit's row as the new version counts it; `nil` where its date is not known.
    private func row(_ deadline: Deadline, by spec: DeadlineSpec) -> [String: JSONValue]? {
        guard let first = deadline.startedOn, let event = deadline.startedBy else { return nil }
        var known = header.row.fields
        // It goes on counting from the day on record, whatever field that came from.
        if let field = spec.countsFrom { known[field.rawValue] = nil }
        if let field = spec.length.field, spec.length.unit == deadline.row["unit"]?.string, case .until = spec.length {
            known[field.rawValue] = deadline.row["setDueOn"] ?? known[field.rawValue]
        }
        let maker = ClockMaker(procedure: procedure, catalogue: context.catalogue, fields: [:], header: known)
        let day = first.adding(days: -(deadline.row["deemedDays"]?.int ?? 0))
        guard let made = maker.row(spec, owner: owner(of: spec), from: day, by: event) else { return nil }
        var row = Dictionary(uniqueKeysWithValues: Self.counted.map { ($0, JSONValue.null) })
        row.merge(made) { $1 }
        if deadline.party != nil { row["owner"] = nil }
        return row
    }

    private func owner(of spec: DeadlineSpec) -> RoleID {
        (header.isNationalMatter ? spec.nationalOwner : nil) ?? spec.owner
    }

    /// Fields of a limit's row that not every limit has, and that belong to how it is counted or to whom it binds.
    private static let counted = [
        "bearer", "length", "setDueOn", "setBy", "deemedDays", "variant", "rolledFrom", "opensOn", "opens",
        "calendarVersion",
        "weekend", "skipped", "countedDueOn", "calendarIncomplete", "calendarWanted",
    ]

    /// How a limit's row says that it is counted, as words.
    private static func counting(_ row: [String: JSONValue]) -> String {
        let count = row["length"]?.int ?? 0
        let field = row["setBy"]?.string ?? "a date"
        let calendar = row["calendar"]?.string ?? "?"
        let version = row["calendarVersion"]?.int.map { ", version \($0)" } ?? ""
        let rolled = row["rolledFrom"]?.string == nil ? "" : " and on to a working day (calendar \(calendar)\(version))"
        switch row["unit"]?.string {
        case "workingDays": return "\(count) working days (calendar \(calendar)\(version))"
        case "calendarDays": return "\(count) calendar days\(rolled)"
        case "months": return "\(count) calendar months\(rolled)"
        case "workingDaysBefore": return "to \(count) working days before “\(field)” (calendar \(calendar)\(version))"
        case "daysBefore": return "to \(count) days before “\(field)”\(rolled)"
        case "halfWay": return "half of the time to “\(field)”\(rolled)"
        default: return "to the date that was set\(rolled)"
        }
    }
}
