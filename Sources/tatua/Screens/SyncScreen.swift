import CaseProtocol
import ClientCore

/// What a sync did, for a person and for a program.
enum SyncScreen {
    /// - Parameter outcomes: those that came, in order of making.
    static func answer(_ report: SyncReport, _ outcomes: [OutboxView], _ moved: FilesMoved, _ standing: Standing)
        -> Answer
    {
        var page = Page()
        page.say(
            "Sent \(Wording.count(report.pushed, "change")); received \(Wording.count(report.rows, "row"))"
                + " of \(Wording.count(report.casesChanged.count, "case")).")
        for outcome in outcomes {
            page.say(
                "#\(outcome.number)  \(outcome.reference)  \(outcome.what): \(outcome.state)", indent: 2, hanging: 6)
            if let problem = outcome.problem { ProblemScreen.write(problem, to: &page, indent: 6) }
            for remark in outcome.remarks { page.say(remark, indent: 6) }
        }
        if report.renewedIdentity {
            page.say(
                "This replica was a copy of another one; it goes on as one of its own, and nothing was sent twice.")
        }
        if !report.complete { page.say("Not everything has come yet; sync again.") }
        for sentence in moved.sentences { page.say(sentence) }
        StandingScreen.write(standing, to: &page)
        let json: JSONValue = [
            "pushed": .int(Int64(report.pushed)), "outcomes": .array(outcomes.map(\.outcomeJSON)),
            "rows": .int(Int64(report.rows)), "cases": .int(Int64(report.casesChanged.count)),
            "complete": .bool(report.complete), "files": moved.json, "asOf": standing.json["asOf"] ?? .null,
            "waiting": standing.json["waiting"] ?? .null,
        ]
        return Answer(page: page, json: json, exitCode: report.attention.isEmpty ? .done : .refused)
    }
}
