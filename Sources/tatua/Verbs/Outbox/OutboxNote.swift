import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Files what was written for a change that came back as a note.
struct OutboxNote: Verb {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "File what you wrote for a change that came back as a note on the case.",
        discussion: "What is for fewer people than will read the note is left out of it, by name.")

    @Argument(help: ArgumentHelp("The number of the change.", valueName: "n"))
    var number: Int
    @Option(name: .customLong("class"), help: ArgumentHelp("parties or internal.", valueName: "class"))
    var confidentiality: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard let confidentiality, ConfidentialityClass(rawValue: confidentiality) == nil else { return }
        throw ValidationError("There is no class “\(confidentiality)”; a note is for “parties” or “internal”.")
    }

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let view = try replica.change(number)
        guard let state = try? replica.state(of: view.entry.caseID), let header = state.header else {
            throw Problem(
                .notFound,
                "The case is not here any more, so nothing can be noted on it. Keep what you wrote: tatua outbox export "
                    + "\(number) FILE")
        }
        let chosen = confidentiality.flatMap { ConfidentialityClass(rawValue: $0) }
        let kept = try chosen ?? AddNote.standard(for: replica.party, on: state)
        let lines = view.entry.written(procedure: try replica.catalogue.procedure(of: header), upTo: kept)
        let text = (["Not applied; kept as a note."] + lines).joined(separator: "\n")
        let prediction = try replica.fileAsNote(view.entry.mid, text, confidentiality: kept)
        return try OutboxAnswer.replaced(
            view, by: prediction, "filed as a note, class \(kept.rawValue)", in: replica)
    }
}
