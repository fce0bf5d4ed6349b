import ArgumentParser
import CaseProtocol
import Foundation

/// Lists what was erased.
struct ListErasures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erased", abstract: "List the cases and people that were erased.",
        discussion: """
            The list names cases by their ids, and says nothing of what stood in them. Keep what --json answers beside your backups, \
            off the machine: a restore of one brings back what was erased after it, and “retention again” takes the cases away again, and \
            “user erase ID” each of the people.
            """)

    @Flag(name: .customLong("json"), help: "Answer with one JSON object: plan, with erased, a list; hash.")
    var isJSON = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let report = try await DataFolder(data.folder).withAdmin { try await $0.erasures(ErasuresRequest()) }
        if isJSON {
            try Output.say(json: report)
            return
        }
        for person in report.plan.people ?? [] {
            Output.say("person \(person.user), \(person.at): \(person.reason)")
        }
        if report.plan.erased.isEmpty { Output.say("No case was erased.") }
        for erased in report.plan.erased {
            Output.say(
                "\(erased.caseID), \(erased.at)\(erased.isPublicToo ? ", with what was published" : ""): \(erased.reason)"
            )
        }
    }
}

/// Erases again what a restore brought back, in two steps.
struct EraseAgain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "again",
        abstract: "Show which cases of a list of erased ones are here; with --apply HASH erase them again.",
        discussion: "For after a restore. Each goes as it went, for the same reason; a case on hold stays.")

    @Argument(help: "What “retention erased --json” answered.")
    var file: String
    @Option(help: "The hash of what was shown: erase it.")
    var apply: String?
    @Flag(name: .customLong("json"), help: "Answer with one JSON object: plan, hash, done, left.")
    var isJSON = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = ErasuresRequest(erased: try listed, apply: apply)
        let report = try await DataFolder(data.folder).withAdmin { try await $0.erasures(request) }
        if isJSON {
            try Output.say(json: report)
            return
        }
        let plan = report.plan
        let left = Set(report.left ?? [])
        for again in plan.again {
            let state = report.done == nil ? "due" : left.contains(again.caseID) ? "on hold" : "erased"
            Output.say(
                "\(again.reference): \(again.rows) rows, \(again.commands) commands, \(again.files) files; \(state)")
        }
        for hold in plan.held { Output.say("\(hold.reference): on hold: \(hold.reason)") }
        if plan.again.isEmpty {
            Output.say("Nothing of the list is here that may go.")
        } else if report.done == nil {
            Output.say("Nothing is erased yet. To erase it: the same with --apply \(report.hash)")
        }
    }

    private var listed: [ErasedCase] {
        get throws {
            let bytes = try Data(contentsOf: URL(filePath: file))
            do {
                return try CanonicalJSON.decode(PlanReport<ErasuresPlan>.self, from: bytes).plan.erased
            } catch {
                throw Problem(
                    .invalidField, "\(file) is not what “retention erased --json” answers: \(error.reason).",
                    path: error.fieldPath.joined(separator: "."))
            }
        }
    }
}
