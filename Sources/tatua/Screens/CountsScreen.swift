import CaseProtocol
import Workflow

/// Counts of cases, for a person, a spreadsheet and a program.
enum CountsScreen {
    static func page(_ counts: CountsReply) -> Page {
        var page = Page()
        if let reading = counts.reading { page.say("The reading is on record as \(reading).") }
        if counts.cases.isEmpty, counts.agencies.isEmpty { page.say("There is nothing to count.") }
        for count in counts.cases {
            let place =
                count.imposingCountry == nil ? count.country : Wording.sides(count.country, count.imposingCountry)
            page.heading([count.procedure.rawValue, place].compactMap(\.self).joined(separator: ", "))
            let percent = count.resolvedPercent.map { ", \($0)% of the barriers" } ?? ""
            page.say("filed \(count.filed), open \(count.open), of these late \(count.late)", indent: 2)
            page.say(
                "removed \(count.resolved)\(percent), no barrier \(count.notAnNtb), ended otherwise "
                    + "\(count.endedOtherwise)", indent: 2)
        }
        for count in counts.agencies {
            page.heading("\(count.agency), \(count.procedure)")
            page.say(
                "referred \(count.referred), answered \(count.answered), declined \(count.declined), withdrawn "
                    + "\(count.withdrawn), open \(count.open), of these late \(count.late)", indent: 2)
        }
        page.say("Counted on \(counts.countedOn).")
        return page
    }

    /// The names of ``cells(_:)``: one table for both, blank where a line has no such count.
    private static let columns = [
        "countedOn", "procedure", "country", "imposingCountry", "agency", "filed", "open", "late", "resolved",
        "notAnNtb",
        "endedOtherwise", "resolvedPercent", "referred", "answered", "declined", "withdrawn",
    ]

    static func csv(_ counts: CountsReply) -> Page {
        var page = Page()
        page.data(CSVWriter.line(columns))
        let day = counts.countedOn.description
        for count in counts.cases {
            let numbers = [
                count.filed, count.open, count.late, count.resolved, count.notAnNtb, count.endedOtherwise,
            ].map { String($0) }
            line(
                [day, count.procedure.rawValue, count.country ?? "", count.imposingCountry ?? "", ""] + numbers
                    + [count.resolvedPercent.map { String($0) } ?? "", "", "", "", ""], to: &page)
        }
        for count in counts.agencies {
            let ends = [count.referred, count.answered, count.declined, count.withdrawn].map { String($0) }
            line(
                [
                    day, count.procedure.rawValue, "", "", count.agency, "", String(count.open), String(count.late), "",
                    "",
                    "", "",
                ] + ends, to: &page)
        }
        return page
    }

    /// Made safe for the terminal first: what that takes away must not uncover a formula.
    private static func line(_ cells: [String], to page: inout Page) {
        page.data(CSVWriter.line(cells.map(Plain.line)))
    }

    static func json(_ counts: CountsReply) -> JSONValue {
        [
            "countedOn": .string(counts.countedOn.description), "reading": (counts.reading?.description).json,
            "cases": .array(counts.cases.map(json)), "agencies": .array(counts.agencies.map(json)),
        ]
    }

    private static func json(_ count: CaseCount) -> JSONValue {
        [
            "procedure": .string(count.procedure.rawValue), "country": count.country.json,
            "imposingCountry": count.imposingCountry.json, "filed": number(count.filed), "open": number(count.open),
            "late": number(count.late), "resolved": number(count.resolved), "notAnNtb": number(count.notAnNtb),
            "endedOtherwise": number(count.endedOtherwise),
            "resolvedPercent": count.resolvedPercent.map(number) ?? .null,
        ]
    }

    private static func json(_ count: AgencyCount) -> JSONValue {
        [
            "agency": .string(count.agency), "procedure": .string(count.procedure.rawValue),
            "referred": number(count.referred), "answered": number(count.answered), "declined": number(count.declined),
            "withdrawn": number(count.withdrawn), "open": number(count.open), "late": number(count.late),
        ]
    }

    private static func number(_ count: Int) -> JSONValue { .int(Int64(count)) }
}
