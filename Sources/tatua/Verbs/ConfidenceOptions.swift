import ArgumentParser
import CaseProtocol
import Workflow

/// Why something is put on a case in confidence.
struct ConfidenceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Keep it in confidence, for this reason, such as businessSecret.", valueName: "reason"))
    var because: String?
    @Option(help: "In your words, why.")
    var why: String?
    @Option(help: ArgumentHelp("The last day; nothing is published after it, you are asked.", valueName: "YYYY-MM-DD"))
    var until: String?
    @Option(help: "What everybody on the case may read instead; becomes a remark beside it.")
    var summary: String?
    @Option(help: "Why there can be no such summary.")
    var noSummary: String?

    func validate() throws {
        if because == nil, [why, until, summary, noSummary].contains(where: { $0 != nil }) {
            throw ValidationError("Say with --because for which reason it is kept in confidence.")
        }
        if let until, CivilDate(until) == nil { throw ValidationError("“\(until)” is not a day (YYYY-MM-DD).") }
        if summary != nil, noSummary != nil {
            throw ValidationError("Give a summary, or why there can be none, not both.")
        }
    }

    /// `nil` where none is asked for.
    ///
    /// - Parameter chosen: the class that was named; none, or `confidential`, goes with a claim.
    func claim(in chosen: ConfidentialityClass?) throws -> ConfidenceClaim? {
        guard let because else { return nil }
        guard chosen == nil || chosen == .confidential else {
            throw Problem(.wrongUsage, "--because is for what is of class confidential.", path: "class")
        }
        return ConfidenceClaim(
            reason: ConfidentialityReason(rawValue: because), why: why, until: until.flatMap { CivilDate($0) },
            noSummary: noSummary)
    }
}
