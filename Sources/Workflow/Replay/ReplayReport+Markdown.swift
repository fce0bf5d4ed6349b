import CaseProtocol

extension ReplayReport {
    /// The report as a page: made from the files and the tables alone, so that the same input gives the same bytes.
    public var markdown: String {
        ([title] + [files, stages, oddities, limits, excesses, untested, shortfall].filter { !$0.isEmpty })
            .joined(separator: "\n\n") + "\n"
    }

    private var title: String {
        """
        # Replay of real cases

        Made by `tatuad replay wto-disputes.csv trade-remedy-cases.csv --report docs/replay.md`; do not edit. Each row \
        goes in at the weakest stage that its published status, dates or measure support. A missing date stays missing. \
        Where a real date lies outside a limit that a procedure states, the row is listed with the article. The rows \
        themselves are not part of this project.
        """
    }

    private var files: String {
        let rows = RegisterFile.allCases.map { file in
            let lines = lines.filter { $0.file == file }
            let refused = lines.count { if case .notImportable = $0.outcome { true } else { false } }
            return [file.name, "\(lines.count)", "\(lines.count - refused)", "\(refused)"]
        }
        let faults = notImportable.map { "- \($0.line.number): \($0.fault)." }
        return
            (["## Rows", MarkdownTable.text(["file", "rows", "imported", "not importable"], rows)]
            + (faults.isEmpty ? [] : [faults.joined(separator: "\n")])).joined(separator: "\n\n")
    }

    private var stages: String {
        let counts = Tally(standings.map { [$0.procedure.rawValue, $0.stage.rawValue, $0.basis] })
        let missing = stagesNotTaken.sorted { $0.key < $1.key }.map {
            "- `\($0.key)` is no stage of `\($0.value)` that takes history: its rows would be refused."
        }
        return
            (["## Stages", MarkdownTable.text(["procedure", "stage", "what the row says", "rows"], counts.rows)]
            + (missing.isEmpty ? [] : [missing.joined(separator: "\n")])).joined(separator: "\n\n")
    }

    private var oddities: String {
        let counts = Tally(
            standings.flatMap { standing in standing.flags.map { [standing.procedure.rawValue, "`\($0)`"] } })
        return """
            ## Odd facts

            Kept as they are; the case carries the code.

            \(MarkdownTable.text(["procedure", "flag", "rows"], counts.rows))
            """
    }

    private var limits: String {
        let rows = stated.compactMap { procedure, limit, spec -> [String]? in
            let verdicts = tests.filter { $0.procedure == procedure && $0.limit == limit }.map(\.verdict)
            let within = verdicts.count { $0 == .within }
            let outside = verdicts.count { if case .outside = $0 { true } else { false } }
            // What no row can show stands below, with the reasons.
            guard within + outside > 0 else { return nil }
            return [
                procedure.rawValue, "`\(limit)`", "\(spec.statedLength), \(spec.kind)", spec.source.authority,
                "\(within)",
                "\(outside)", "\(verdicts.count - within - outside)",
            ]
        }
        return """
            ## Limits

            \(MarkdownTable.text(
                ["procedure", "limit", "length", "article", "within", "outside", "not testable"], rows))
            """
    }

    private var excesses: String {
        let parts = stated.compactMap { procedure, limit, spec -> String? in
            let found = outside(limit, of: procedure)
            guard !found.isEmpty else { return nil }
            let rows = found.map { test, excess in
                [test.number, excess.legal.description, excess.real.description, "\(excess.days)"]
            }
            return """
                ### \(procedure) `\(limit)`: \(spec.statedLength), \(spec.source.authority)

                \(Self.meaning(of: limit)) \(Self.spread(found.map(\.excess.days)))

                \(MarkdownTable.text(["case", "limit", "real date", "days outside"], rows))
                """
        }
        return (["## Outside a limit"] + (parts.isEmpty ? ["None."] : parts)).joined(separator: "\n\n")
    }

    private var untested: String {
        let reasons = tests.compactMap { test -> [String]? in
            guard case .notTestable(let reason) = test.verdict else { return nil }
            return [test.procedure.rawValue, "\(reason)", test.limit.rawValue]
        }
        // Limits that fail for one reason on equally many rows share a line.
        var limits: [[String]: [String]] = [:]
        for row in Tally(reasons).rows { limits[[row[0], row[1], row[3]], default: []].append("`\(row[2])`") }
        let rows = limits.sorted { ($0.key[0], $0.value[0], $0.key[1]) < ($1.key[0], $1.value[0], $1.key[1]) }
            .map { [$0.key[0], $0.value.joined(separator: ", "), $0.key[1], $0.key[2]] }
        return """
            ## Not testable

            \(Self.share(of: tests, title: "Disputes") { $0 == DisputeRecord.procedure })
            \(Self.share(of: tests, title: "Remedies") { $0 != DisputeRecord.procedure })

            \(MarkdownTable.text(["procedure", "limits", "why", "rows, for each limit"], rows))
            """
    }

    /// How many tests of some procedures could be made.
    private static func share(of tests: [LimitTest], title: String, where isMeant: (ProcedureID) -> Bool) -> String {
        let meant = tests.filter { isMeant($0.procedure) }
        let made = meant.count { if case .notTestable = $0.verdict { false } else { true } }
        let limits = Set(meant.map { [$0.procedure.rawValue, $0.limit.rawValue] }).count
        return "- \(title): \(limits) limits tried; \(made) of \(meant.count) tests (a limit on a row) could be made."
    }

    /// Limits that were tried, in the order of the procedures' first rows.
    private var stated: [(procedure: ProcedureID, limit: DeadlineKey, spec: DeadlineSpec)] {
        var seen: Set<[String]> = []
        return tests.compactMap { test in
            guard seen.insert([test.procedure.rawValue, test.limit.rawValue]).inserted,
                let spec = check.spec(test.limit, of: test.procedure)
            else { return nil }
            return (test.procedure, test.limit, spec)
        }
    }
}
