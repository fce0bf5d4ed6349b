import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Shows what is kept in confidence on a case and why, and changes it.
struct ConfidenceVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "confidence",
        abstract: "Show what is kept in confidence on a case, why and until when; change it.",
        discussion: """
            With a number and --because the reason or the last day is said anew; with --give-up it need not be kept in \
            confidence any longer. Neither publishes anything.
            """)

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: ArgumentHelp("Its number in the list.", valueName: "n"))
    var number: Int?
    @OptionGroup var confidence: ConfidenceOptions
    @Flag(help: "It need not be kept in confidence any longer.")
    var giveUp = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if number == nil, giveUp || confidence.because != nil { throw ValidationError("Name one by its number.") }
        if giveUp, confidence.because != nil { throw ValidationError("Give a reason or give it up, not both.") }
    }

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let items = ConfidentialItem.all(on: try replica.state(of: caseID))
        guard let number, giveUp || confidence.because != nil else {
            return list(items.filter { number == nil || $0.number == number }, try Standing(replica))
        }
        guard let item = items.first(where: { $0.number == number }) else {
            throw Problem(
                .notFound, "Nothing in confidence has number \(number) there.", path: "n",
                allowed: items.map { "\($0.number)" })
        }
        let claim = try confidence.claim(in: .confidential)
        let prediction = try replica.setConfidence(
            claim, of: item.row.id, on: caseID, summary: confidence.summary)
        return PredictionScreen.answer(
            prediction,
            did: "\(prediction.reference): "
                + (claim == nil ? "need not be kept in confidence any longer. Nothing is published by that." : "said."),
            try Standing(replica))
    }

    private func list(_ items: [ConfidentialItem], _ standing: Standing) -> Answer {
        var page = Page()
        if items.isEmpty { page.say("Nothing in confidence is visible here.") }
        for item in items {
            page.pair("\(item.number).", item.words, column: 5)
            page.say(item.standing, indent: 5)
        }
        StandingScreen.write(standing, to: &page)
        return Answer(
            page: page, json: .object(standing.json.merging(["items": .array(items.map(\.json))]) { $1 }))
    }
}

/// A remark or file that lies in confidence, and what is said of why.
struct ConfidentialItem {
    let number: Int
    let row: Row
    /// The claim that stands, or ended unanswered.
    let claim: Row?

    /// Those of a case that are visible here, in order of recording.
    static func all(on state: CaseState) -> [ConfidentialItem] {
        let claims = state.rows(.confidence).filter { ["standing", "over"].contains($0["state"]?.string) }
        return (state.rows(.note) + state.rows(.evidence))
            .filter { $0.compartment.confidentiality == .confidential }
            .sorted { ($0["recordedAt"]?.string ?? "", $0.id) < ($1["recordedAt"]?.string ?? "", $1.id) }
            .enumerated().map { index, row in
                ConfidentialItem(
                    number: index + 1, row: row, claim: claims.last { $0["of"]?.string == row.id.description })
            }
    }

    var words: String {
        let what = row["text"]?.string ?? row["name"]?.string ?? row["caption"]?.string ?? "a file"
        return what.count > 120 ? what.prefix(120) + "…" : what
    }

    /// Why, until when.
    var standing: String {
        guard let claim else { return "No reason is given." }
        let reason = ConfidentialityReason(rawValue: claim["reason"]?.string ?? "")
        let ground = ConfidentialityGround.named(reason)
        let title = ground.map { "\($0.title) (\($0.source.authority))" } ?? reason.rawValue
        let why = claim["why"]?.string.map { " “\($0)”" } ?? ""
        let version =
            claim["twin"] != nil
            ? " There is a version for everybody on the case."
            : claim["noSummary"]?.string.map { " No summary: “\($0)”" } ?? ""
        let end = claim["endsOn"]?.string
        let until =
            claim["state"] == "over"
            ? " It ended on \(end ?? "its day"): decide whether it goes on." : end.map { " Through \($0)." } ?? ""
        return "\(title).\(why)\(version)\(until)"
    }

    var json: JSONValue {
        [
            "number": .int(Int64(number)), "what": .string(words), "reason": claim?["reason"] ?? .null,
            "why": claim?["why"] ?? .null, "endsOn": claim?["endsOn"] ?? .null, "state": claim?["state"] ?? .null,
            "twin": .bool(claim?["twin"] != nil), "noSummary": claim?["noSummary"] ?? .null,
        ]
    }
}
