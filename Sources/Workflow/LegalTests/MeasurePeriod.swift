public import CaseProtocol

/// The time during which a measure was or will be applied.
public struct MeasurePeriod: Hashable, Sendable {
    /// The day of introduction: day 0 of every period of SG 7 (ruling 8). Of the provisional measure, if there was one.
    public let from: CivilDate
    /// The last day of application.
    public let until: CivilDate

    /// - Throws: ``LegalTestRefusal/contradiction(_:)`` when it ends before it begins.
    public init(from: CivilDate, until: CivilDate) throws(LegalTestRefusal) {
        guard from < until else {
            throw .contradiction("A measure from \(from) cannot end on \(until).")
        }
        self.from = from
        self.until = until
    }

    public var days: Int { until.dayNumber - from.dayNumber }

    /// How many calendar months it lasts; `nil` when it does not end with a month.
    public var wholeMonths: Int? {
        let months = (until.year - from.year) * 12 + until.month - from.month
        return [months, months - 1].first { $0 > 0 && from.adding(months: $0) == until }
    }

    /// `48 months` where it is whole months, else `500 days`.
    public var lengthText: String { wholeMonths.map { "\($0) months" } ?? "\(days) days" }

    /// The day half-way, not later: by months where they can be halved, else by days rounded down.
    var midTerm: CivilDate {
        if let months = wholeMonths, months % 2 == 0 { return from.adding(months: months / 2) }
        return from.adding(days: days / 2)
    }

    /// The last day of a period as long as this one, or half as long (then rounded up), that begins with its last day.
    func repeated(half: Bool) -> CivilDate {
        if let months = wholeMonths, !half || months % 2 == 0 {
            return until.adding(months: half ? months / 2 : months)
        }
        return until.adding(days: half ? (days + 1) / 2 : days)
    }

    /// Whether it goes on after the day `months` after ``from``.
    func isLonger(thanMonths months: Int) -> Bool { from.adding(months: months) < until }

    var json: JSONValue { ["from": .string(from.description), "until": .string(until.description)] }
}

extension CivilDate {
    var json: JSONValue { .string(description) }
}
