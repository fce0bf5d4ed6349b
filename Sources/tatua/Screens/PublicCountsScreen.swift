import CaseProtocol
import Workflow

/// How the published cases stand, for a person, a spreadsheet and a program.
enum PublicCountsScreen {
    static func page(_ counts: PublicCounts) -> Page {
        var page = Page()
        if counts.counts.isEmpty { page.say("Nothing is published.") }
        var heading: String?
        for count in counts.counts {
            let title = [count.procedure.rawValue, count.imposingCountry].compactMap(\.self).joined(separator: ", ")
            if title != heading { page.heading(title) }
            heading = title
            page.row([
                (String(count.cases), 6), (count.reportingCountry ?? "", 4), (count.category ?? "", 6),
                (status(count), 0),
            ])
        }
        let complaints = counts.counts.filter { $0.outcome != nil }
        if !complaints.isEmpty {
            page.gap()
            let number = { (outcome: String) in complaints.filter { $0.outcome == outcome }.map(\.cases).reduce(0, +) }
            page.say("Barriers removed \(number("resolved")), found to be none \(number("notAnNtb")).")
        }
        page.say("Counted on \(counts.countedOn), from what is published and nothing else.")
        return page
    }

    private static func status(_ count: PublicCount) -> String {
        switch count.outcome {
        case "resolved": "\(count.status): removed"
        case "notAnNtb": "\(count.status): no barrier"
        case let outcome?: "\(count.status): \(outcome)"
        case nil: count.status
        }
    }

    private static let columns = [
        "countedOn", "procedure", "imposingCountry", "reportingCountry", "category", "status", "outcome", "cases",
    ]

    static func csv(_ counts: PublicCounts) -> Page {
        var page = Page()
        page.data(CSVWriter.line(columns))
        for count in counts.counts {
            let cells = [
                counts.countedOn.description, count.procedure.rawValue, count.imposingCountry ?? "",
                count.reportingCountry ?? "", count.category ?? "", count.status, count.outcome ?? "",
                String(count.cases),
            ]
            // Made safe for the terminal first: what that takes away must not uncover a formula.
            page.data(CSVWriter.line(cells.map(Plain.line)))
        }
        return page
    }

    static func json(_ counts: PublicCounts) -> JSONValue {
        [
            "countedOn": .string(counts.countedOn.description),
            "counts": .array(
                counts.counts.map { count in
                    [
                        "procedure": .string(count.procedure.rawValue), "imposingCountry": count.imposingCountry.json,
                        "reportingCountry": count.reportingCountry.json, "category": count.category.json,
                        "status": .string(count.status), "outcome": count.outcome.json,
                        "cases": .int(Int64(count.cases)),
                    ]
                }),
        ]
    }
}
