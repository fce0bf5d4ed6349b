import CaseProtocol
import Workflow

/// The time-bound elimination matrix, for a person, a spreadsheet and a program.
enum MatrixScreen {
    static func page(_ matrix: EliminationMatrix, _ standing: Standing) -> Page {
        var page = Page()
        if matrix.rows.isEmpty { page.say("No barrier has a day by which it is to go.") }
        for row in matrix.rows {
            page.gap()
            page.row([
                (row.targetOn?.description ?? "no day", 10), (row.status, 20),
                (Wording.sides(row.reportingCountry, row.imposingCountry), 7), (row.category ?? "", 4),
                (row.reference, 20),
            ])
            let what = [row.place, row.product].compactMap(\.self).joined(separator: ", ")
            if !what.isEmpty { page.say(what, indent: 2) }
            let action = row.actionRequired ?? "what has to be done is not on record here"
            page.say("\(row.owner ?? "owner not known"): \(action)", indent: 2, hanging: 4)
            if let impact = row.impact { page.say("Impact: \(impact)", indent: 2) }
            if let evidence = row.evidence { page.say("Evidence: \(evidence)", indent: 2, hanging: 4) }
        }
        StandingScreen.write(standing, to: &page)
        return page
    }

    /// A line of names and one for each barrier, and nothing else.
    static func csv(_ matrix: EliminationMatrix) -> Page {
        var page = Page()
        page.data(CSVWriter.line(MatrixRow.columns))
        // Made safe for the terminal first: what that takes away must not uncover a formula.
        for row in matrix.rows { page.data(CSVWriter.line(row.cells.map(Plain.line))) }
        return page
    }

    static func json(_ row: MatrixRow) -> JSONValue {
        [
            "reference": .string(row.reference), "case": .string(row.caseID.description),
            "stage": .string(row.stageID.rawValue), "category": row.category.json, "place": row.place.json,
            "product": row.product.json, "reportingCountry": row.reportingCountry.json,
            "imposingCountry": row.imposingCountry.json, "impact": row.impact.json,
            "actionRequired": row.actionRequired.json, "owner": row.owner.json,
            "targetOn": (row.targetOn?.description).json,
            "daysLeft": row.daysLeft.map { .int(Int64($0)) } ?? .null, "evidence": row.evidence.json,
        ]
    }
}
