import CaseProtocol

/// The table of roles as a page of Markdown.
public enum RolePage {
    /// The page's file in `docs`.
    public static let fileName = "roles.md"

    static let remark =
        "<!-- Made from the table by `TATUA_RECORD=1 swift test --filter RolePageTests`; do not edit. -->"

    public static var file: String {
        let sections = RoleTable.entries.flatMap(section)
        return ([remark, ""] + head + matrix + departures + sections).joined(separator: "\n") + "\n"
    }

    private static let head = [
        "# Roles", "",
        "Who may do what at most. The table is `Sources/Workflow/Roles`; what a cast gives anybody to read and what a "
            + "procedure gives anybody to do is cut down to it, and `tatuad procedure check` refuses a procedure that "
            + "goes beyond it. `tatua whoami` tells people their part of it. `RoleWalkTests` walks it on a server in memory.",
        "",
        "Letters: " + RoleVerb.allCases.map { "**\($0.rawValue)** \($0.word)" }.joined(separator: ", ")
            + ". A remark and a file are for whoever may C, U or T. Where there is nothing, nothing is allowed.",
        "",
        "A focal point is an appointment for a country. On a case it becomes `nfpReporting`, `nfpImposing`, or both where "
            + "one country is on both sides. With a sector, as in `focalPoint:KE/01-24,27` (chapters of the Harmonized "
            + "System), its holder reads what the country reads and acts on cases whose `hsCode` lies in it, and on those that name "
            + "none; one without a sector acts on all. Roles of counsel, facilitators and parties are seats on one case, and end with it.",
        "",
        "Of statistics, R is to read the elimination matrix on the own device, or what is said there to be counted by the server, "
            + "and X to hand it on as a file (`--csv`): a rule for offices, as whoever reads can copy. `public` is whoever "
            + "reads without an account; nobody holds that role. What is published anybody may read, count and hand on.",
        "",
    ]

    private static var matrix: [String] {
        let columns = RoleColumn.allCases
        return ["## The matrix", ""]
            + Markdown.table(
                ["role"] + columns.map(\.title),
                RoleTable.entries.map { entry in
                    [Markdown.code(entry.role.rawValue)]
                        + columns.map { column in entry.cell(column).map(letters) ?? "" }
                })
            + [""]
    }

    private static func letters(_ cell: RoleCell) -> String {
        cell.grants.map { "\($0.verbs.map(\.rawValue).joined()) \($0.scope.rawValue)" }.joined(separator: "; ")
    }

    /// Where the table says something else than the matrix that it comes from.
    private static var departures: [String] {
        let all = RoleTable.entries.flatMap { entry in
            entry.cells.flatMap { cell in cell.departures.map { (entry.role, cell.column, $0) } }
        }
        return ["not yet", "wider", "narrower"].flatMap { word -> [String] in
            let rows = all.filter { $0.2.word == word }.map {
                [Markdown.code($0.0.rawValue), $0.1.title, Markdown.text($0.2.text)]
            }
            guard !rows.isEmpty else { return [] }
            return ["## \(titles[word] ?? word)", ""] + Markdown.table(["role", "of", "what"], rows) + [""]
        }
    }

    private static let titles = [
        "not yet": "Allowed, and not built yet", "wider": "Wider than the design's matrix",
        "narrower": "Narrower than the design's matrix",
    ]

    private static func section(_ entry: RoleEntry) -> [String] {
        ["## \(Markdown.text(RoleWords.bare(entry.role)))", ""]
            + [
                "\(Markdown.code(entry.role.rawValue)). \(Markdown.text(entry.source.authority)) "
                    + "(\(entry.source.provenance.rawValue)).", "",
            ]
            + Markdown.table(
                ["of", "may", "the design says"],
                entry.cells.map { cell in
                    [
                        cell.column.title,
                        cell.grants.isEmpty ? "nothing" : cell.grants.map(\.text).joined(separator: "; "),
                        cell.words.map(Markdown.text) ?? "not in its matrix",
                    ]
                }) + [""]
            + entry.besides.flatMap { ["Beside cases, they may \(Markdown.text($0)).", ""] }
    }
}
