import CaseProtocol
import ClientCore

/// What a sync did, for a person and for a program.
enum SyncScreen {
    /// - Parameter outcomes: those that came, in order of making.
    /// - Parameter moved: what it did with files; `nil` where none move, as by a bundle.
    /// - Parameter left: what is still to come, where the sync ended before.
    static func answer(
        _ report: SyncReport, _ outcomes: [OutboxView], _ moved: FilesMoved?, _ standing: Standing,
        left: EstimateReply? = nil
    ) -> Answer {
        var page = Page()
        page.say(line(report))
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
        if report.repaired > 0 {
            page.say(
                "\(Wording.count(report.repaired, "part")) of what is held here differed from the server and came anew."
            )
        }
        if let mismatch = report.digestMismatch {
            page.say(
                "What is held here is not quite what the server holds for you, and taking it anew did not help. Your"
                    + " work goes on and nothing of yours is lost. Please tell whoever runs the server these two"
                    + " numbers: \(mismatch.mine) here, \(mismatch.server) there.")
        }
        if !report.complete { page.say("Not everything has come yet; sync again.") }
        if let left { page.say("Still to come: " + size(left)) }
        if let seconds = report.waitSeconds { page.say(wait(seconds)) }
        for sentence in moved?.sentences ?? [] { page.say(sentence) }
        StandingScreen.write(standing, to: &page)
        let json: JSONValue = [
            "pushed": .int(Int64(report.pushed)), "outcomes": .array(outcomes.map(\.outcomeJSON)),
            "rows": .int(Int64(report.rows)), "cases": .int(Int64(report.casesChanged.count)),
            "complete": .bool(report.complete), "files": moved?.json ?? .null, "asOf": standing.json["asOf"] ?? .null,
            "waiting": standing.json["waiting"] ?? .null,
            "repaired": .int(Int64(report.repaired)),
            "differs": report.digestMismatch.map { ["here": .string($0.mine), "there": .string($0.server)] } ?? .null,
        ]
        return Answer(page: page, json: json, exitCode: report.attention.isEmpty ? .done : .refused)
    }

    /// What went each way, in one line.
    static func line(_ report: SyncReport) -> String {
        "Sent \(Wording.count(report.pushed, "change")); received \(Wording.count(report.rows, "row"))"
            + " of \(Wording.count(report.casesChanged.count, "case"))."
    }

    /// The same for a program, on one line.
    static func lineJSON(_ report: SyncReport) -> String {
        let json: JSONValue = [
            "pushed": .int(Int64(report.pushed)), "outcomes": .int(Int64(report.outcomes.count)),
            "rows": .int(Int64(report.rows)), "cases": .int(Int64(report.casesChanged.count)),
        ]
        return String(decoding: json.canonicalBytes, as: UTF8.self)
    }

    /// What was done with files, for a program, on one line.
    static func lineJSON(_ moved: FilesMoved) -> String {
        String(decoding: JSONValue.object(["files": moved.json]).canonicalBytes, as: UTF8.self)
    }

    /// The link by which people are told how long it takes, in bits per second.
    private static let linkBits = 30_000

    /// `About 2,000 records, 180 KB: about 50 s at 30 kbit/s.`, or that there is nothing.
    static func size(_ size: EstimateReply) -> String {
        if size.rows == 0 { return "Nothing to fetch." }
        let seconds = max(1, size.bytes * 8 / linkBits)
        let time = seconds < 120 ? "\(seconds) s" : "\(seconds / 60) min"
        return "About \(Wording.count(size.rows, "record")), \(max(1, size.bytes / 1_000)) KB:"
            + " about \(time) at \(linkBits / 1_000) kbit/s."
    }

    static func json(_ size: EstimateReply) -> JSONValue {
        [
            "rows": .int(Int64(size.rows)), "bytes": .int(Int64(size.bytes)),
            "compartments": .int(Int64(size.compartments)), "isExact": .bool(size.isExact),
        ]
    }

    /// When the server wants to be spoken to again.
    static func wait(_ seconds: Int) -> String { "The server asks to come back in \(seconds) s." }
}
