import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Changes what was written for a change that came back, and makes it anew.
struct OutboxEdit: Verb {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what you wrote for a change that came back, and try again.",
        discussion: "At a terminal, without options, each field is asked for; an empty line keeps it.")

    @Argument(help: ArgumentHelp("The number of the change.", valueName: "n"))
    var number: Int
    @OptionGroup var fields: FieldOptions
    @Option(help: "The words of a note.")
    var text: String?
    @Option(help: ArgumentHelp("The legal date of an act.", valueName: "yyyy-mm-dd"))
    var on: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let on, CivilDate(on) == nil { throw ValidationError("“\(on)” is not a date, such as 2026-11-21.") }
    }

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let view = try replica.change(number)
        var amendment = Amendment(text: text, occurredOn: on.flatMap { CivilDate($0) })
        let typing = try replica.typing
        if let form = try replica.form(of: view.entry) {
            amendment.fields = try FieldInput(fields).values(in: form, typing, clearing: true)
        }
        if amendment == .none {
            guard world.terminal.isInteractive, !output.isJSON else {
                throw Problem(
                    .wrongUsage, "Nothing to change: add --set FIELD=VALUE, --text or --on.")
            }
            amendment = try asked(view, typing, replica, world.terminal)
        }
        let prediction = try replica.retry(view.entry.mid, with: amendment)
        return try OutboxAnswer.replaced(view, by: prediction, "changed and tried again", in: replica)
    }

    /// What the person types for each thing that they wrote; an empty line keeps it.
    private func asked(
        _ view: OutboxView, _ typing: FieldTyping, _ replica: Replica, _ terminal: any Terminal
    ) throws -> Amendment {
        var amendment = Amendment()
        let form = try replica.form(of: view.entry)
        for field in view.asked.fields {
            guard let spec = form?.spec(field.id) else { continue }
            while true {
                terminal.prompt("\(field.title) [\(Plain.line(field.text))] ")
                let answer = FieldTyping.trimmed(terminal.readLine() ?? "")
                if answer.isEmpty { break }
                do {
                    amendment.fields[field.id.rawValue] = try typing.value(
                        answer, of: spec, choices: form?.choices[field.id])
                    break
                } catch {
                    terminal.complain("  " + Plain.line(error.message))
                }
            }
        }
        if case .addNote(let note)? = try? view.entry.envelope.command() {
            terminal.prompt("Note [\(Plain.line(note.text))] ")
            let answer = FieldTyping.trimmed(terminal.readLine() ?? "")
            if !answer.isEmpty { amendment.text = answer }
        }
        return amendment
    }
}

extension Replica {
    /// The form by which the fields of a change are typed; `nil` where it has none, or its procedure is not known here.
    fileprivate func form(of entry: OutboxEntry) throws -> Form? {
        switch try entry.envelope.command() {
        case .open(let open): return try catalogue.current(open.procedure).map { Form(anyOf: $0) }
        case .act(let act): return try form(of: act.action, on: act.caseID)
        case .edit, .settle:
            let header = try row(RowID(entry.caseID)).flatMap { CaseHeader($0) }
            return try header.flatMap { try catalogue.procedure(of: $0) }.map { Form(anyOf: $0) }
        case .assign, .addNote, .addEvidence, .recordHistory, .draftText, .releaseText, .withdrawText, .setConfidence,
            .requestIdentity, .answerIdentity:
            return nil
        }
    }
}
