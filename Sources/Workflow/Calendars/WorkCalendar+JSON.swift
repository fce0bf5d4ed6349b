public import CaseProtocol

extension WorkCalendar {
    /// How many rules a calendar may have.
    public static let rulesMax = 2_000

    /// Reads a calendar that somebody wrote; all of it or nothing, and no field that we do not know.
    ///
    /// Shape: `id`, `version`, `title`, `authority`, `weekend` (weekdays, 1 for Monday; may be empty), `move` (`rule`,
    /// `authority`, `provenance`), `source` (`authority`, `provenance`), `coveredYears` (a list, or `null`),
    /// `holidays`. For a holiday see ``HolidayRule``'s `json`. Texts have 1 to 200 bytes, authorities of sources up to
    /// 500.
    ///
    /// - Throws: the first ``CalendarFault``, with its row and field.
    public init(json: JSONValue) throws(CalendarFault) {
        let reader = try CalendarReader(
            json,
            fields: [
                "id", "version", "title", "authority", "weekend", "move", "source", "coveredYears", "holidays",
            ])
        let id = CalendarID(try reader.text("id", lengths: 1...64))
        let version = try reader.number("version", within: 1...1_000_000)
        let title = try reader.text("title")
        let authority = try reader.text("authority")
        let weekend = try reader.numbers("weekend", within: 1...7)
        if weekend.count == 7 { throw reader.fault("weekend", .noWorkingDay) }
        let move = try reader.nested("move", fields: ["rule", "authority", "provenance"])
        let moveRule = try move.word("rule", of: HolidayMove.allCases)
        let moveSource = try move.ownSource()
        let source = try reader.source("source")
        let covered = try reader.value("coveredYears").isNull ? nil : reader.numbers("coveredYears", within: Self.years)
        guard let rows = try reader.value("holidays").array else { throw reader.fault("holidays", .not("array")) }
        guard rows.count <= Self.rulesMax else { throw reader.fault("holidays", .outside(0...Self.rulesMax)) }
        var holidays: [HolidayRule] = []
        for (index, row) in rows.enumerated() { holidays.append(try HolidayRule(json: row, row: index)) }
        self.init(
            id: id, version: version, title: title, authority: authority, weekend: weekend, holidays: holidays,
            move: moveRule, moveSource: moveSource, source: source, coveredYears: covered)
    }

    /// The form that ``init(json:)`` reads.
    public var json: JSONValue {
        .object([
            "id": .string(id.rawValue), "version": .int(Int64(version)), "title": .string(title),
            "authority": .string(authority), "weekend": numbers(weekend),
            "move": .object(["rule": .string(move.rawValue)].merging(moveSource.members) { $1 }),
            "source": .object(source.members), "coveredYears": coveredYears.map(numbers) ?? .null,
            "holidays": .array(holidays.map(\.json)),
        ])
    }

    private func numbers(_ set: Set<Int>) -> JSONValue { .array(set.sorted().map { .int(Int64($0)) }) }
}

extension LegalSource {
    fileprivate var members: [String: JSONValue] {
        ["authority": .string(authority), "provenance": .string(provenance.rawValue)]
    }
}

extension HolidayRule {
    /// The words for ``When``.
    private enum Kind: String, CaseIterable {
        case monthDay
        case easter
        case weekday
        case date

        /// The fields that such a rule has beside those that all have.
        var fields: Set<String> {
            switch self {
            case .monthDay: ["month", "day", "from", "to"]
            case .easter: ["offset", "from", "to"]
            case .weekday: ["ordinal", "weekday", "month", "plusDays", "from", "to"]
            case .date: ["on"]
            }
        }
    }

    /// Reads row number `row`. A rule that was taken falls on a day in some year, but for a fifth weekday and 29
    /// February within years that have none.
    init(json: JSONValue, row: Int) throws(CalendarFault) {
        let all = Kind.allCases.reduce(into: Set(["name", "rule", "moves", "source"])) { $0.formUnion($1.fields) }
        let kind = try CalendarReader(json, fields: all, row: row).word("rule", of: Kind.allCases)
        let reader = try CalendarReader(
            json, fields: kind.fields.union(["name", "rule", "moves", "source"]), row: row)
        let name = try reader.text("name")
        let when = try Self.when(kind, reader)
        let from = try reader.members["from"] == nil ? nil : reader.number("from", within: WorkCalendar.years)
        let to = try reader.members["to"] == nil ? nil : reader.number("to", within: WorkCalendar.years)
        let first = from ?? WorkCalendar.years.lowerBound
        let last = to ?? WorkCalendar.years.upperBound
        guard first <= last else { throw reader.fault("to", .yearsReversed) }
        let moves = try reader.value("moves").bool
        guard let moves else { throw reader.fault("moves", .not("true or false")) }
        let source = try reader.members["source"] == nil ? nil : reader.source("source")
        self.init(name, when, years: first...last, moves: moves, source: source)
    }

    private static func when(_ kind: Kind, _ reader: CalendarReader) throws(CalendarFault) -> When {
        switch kind {
        case .monthDay:
            let month = try reader.number("month", within: 1...12)
            let day = try reader.number("day", within: 1...31)
            // A leap year, so that 29 February is taken: it is kept in leap years only.
            guard CivilDate(year: 2000, month: month, day: day) != nil else { throw reader.fault("day", .noSuchDay) }
            return .monthDay(month: month, day: day)
        case .easter:
            return .easter(offset: try reader.number("offset", within: -80...250))
        case .weekday:
            let ordinal = try reader.number("ordinal", within: -1...5)
            guard ordinal != 0 else { throw reader.fault("ordinal", .outside(1...5)) }
            return .weekday(
                ordinal: ordinal, weekday: try reader.number("weekday", within: 1...7),
                month: try reader.number("month", within: 1...12),
                plusDays: try reader.number("plusDays", within: 0...6))
        case .date:
            guard let day = CivilDate(try reader.text("on")) else { throw reader.fault("on", .noSuchDay) }
            guard WorkCalendar.years.contains(day.year) else { throw reader.fault("on", .outside(WorkCalendar.years)) }
            return .on(day)
        }
    }

    /// `name`, `rule`, `moves`, the fields of the rule, and `from`, `to` and `source` where they say something:
    /// `{"day":12,"month":12,"moves":true,"name":"Jamhuri Day","rule":"monthDay"}`.
    var json: JSONValue {
        var members: [String: JSONValue] = ["name": .string(name), "moves": .bool(moves)]
        func set(_ kind: Kind, _ numbers: [String: Int]) {
            members["rule"] = .string(kind.rawValue)
            for (field, number) in numbers { members[field] = .int(Int64(number)) }
        }
        switch when {
        case .monthDay(let month, let day): set(.monthDay, ["month": month, "day": day])
        case .easter(let offset): set(.easter, ["offset": offset])
        case .weekday(let ordinal, let weekday, let month, let plusDays):
            set(.weekday, ["ordinal": ordinal, "weekday": weekday, "month": month, "plusDays": plusDays])
        case .on(let day):
            set(.date, [:])
            members["on"] = .string(day.description)
        }
        let all = WorkCalendar.years
        if years.lowerBound != all.lowerBound { members["from"] = .int(Int64(years.lowerBound)) }
        if years.upperBound != all.upperBound { members["to"] = .int(Int64(years.upperBound)) }
        if let source { members["source"] = .object(source.members) }
        return .object(members)
    }
}
