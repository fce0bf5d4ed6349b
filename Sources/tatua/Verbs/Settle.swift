import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Shows what waits to be settled on a case, and settles it.
struct Settle: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Show two versions of a field, or an act that came too late, and decide.",
        discussion: """
            Without FIELD it lists what is open. “theirs” is what stands, “mine” what was kept beside it. An act that came \
            too late is discarded or filed as a note. At a terminal it asks.
            """)

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: ArgumentHelp("The field or action in question, or its number in the list.", valueName: "field"))
    var name: String?
    @Option(help: ArgumentHelp("theirs, mine, discard or note.", valueName: "choice"))
    var take: String?
    @Option(help: "Another value of the field.")
    var value: String?
    @Option(help: "Why, for those who read the record.")
    var reason: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if take != nil, value != nil { throw ValidationError("Take one version or give a value, not both.") }
        if name == nil, take != nil || value != nil { throw ValidationError("Name the field or action to settle.") }
        guard let take, ![.theirs, .mine, .discard, .note].contains(SettleChoice(rawValue: take)) else { return }
        throw ValidationError("“\(take)” is none of theirs, mine, discard, note.")
    }

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let view = try CaseView(replica, caseID)
        guard let name else { return list(view, try Standing(replica)) }
        let conflict = try Self.meant(by: name, of: view)
        guard let decided = try decision(of: conflict, view, try replica.typing, world.terminal) else {
            return shown(conflict, view, try Standing(replica))
        }
        let prediction = try replica.settle(
            conflict.row.id, on: caseID, decided.choice, fields: decided.fields, reason: decided.reason)
        let what = conflict.names.joined(separator: ", ")
        return PredictionScreen.answer(
            prediction, did: "\(prediction.reference): settled \(what), \(decided.choice.rawValue).",
            more: ["conflict": .string(conflict.row.id.description), "choice": .string(decided.choice.rawValue)],
            try Standing(replica))
    }

    private struct Decided {
        var choice: SettleChoice
        var fields: [String: JSONValue]?
        var reason: String?
    }

    private static func meant(by name: String, of view: CaseView) throws -> ConflictView {
        let found = view.conflicts.filter { "\($0.number)" == name || $0.names.contains(name) }
        guard let first = found.first else {
            throw Problem(
                .notFound, "Nothing called “\(name)” waits to be settled there.", path: "field",
                allowed: view.conflicts.flatMap(\.names))
        }
        guard found.count == 1 else {
            throw Problem(
                .ambiguous, "“\(name)” waits to be settled \(found.count) times: name one by its number.",
                path: "field",
                allowed: found.map { "\($0.number)" })
        }
        return first
    }

    private func list(_ view: CaseView, _ standing: Standing) -> Answer {
        var page = Page()
        if view.conflicts.isEmpty { page.say("Nothing waits to be settled on \(view.listed.reference).") }
        for conflict in view.conflicts {
            page.gap()
            ConflictScreen.write(conflict, to: &page, indent: 0)
        }
        return answer(page, view, view.conflicts, standing)
    }

    private func shown(_ conflict: ConflictView, _ view: CaseView, _ standing: Standing) -> Answer {
        var page = Page()
        ConflictScreen.write(conflict, to: &page, indent: 0)
        page.gap()
        page.say(
            "To decide: tatua settle \(view.listed.reference) \(conflict.number) "
                + (conflict.versions.isEmpty ? "--take discard|note" : "--take theirs|mine, or --value VALUE"))
        return answer(page, view, [conflict], standing)
    }

    private func answer(
        _ page: Page, _ view: CaseView, _ conflicts: [ConflictView], _ standing: Standing
    ) -> Answer {
        var page = page
        StandingScreen.write(standing, to: &page)
        return Answer(
            page: page,
            json: .object(
                standing.json.merging([
                    "reference": .string(view.listed.reference),
                    "case": .string(view.listed.header.caseID.description),
                    "conflicts": .array(conflicts.map(\.json)),
                ]) { $1 }))
    }

    /// What the person decides; `nil` where they say nothing and cannot be asked, or would rather not say.
    private func decision(
        of conflict: ConflictView, _ view: CaseView, _ typing: FieldTyping, _ terminal: any Terminal
    ) throws -> Decided? {
        if let take, let choice = SettleChoice(rawValue: take) { return Decided(choice: choice, reason: reason) }
        if let value { return try other(value, of: conflict, view, typing) }
        guard terminal.isInteractive, !output.isJSON else { return nil }
        var page = Page()
        ConflictScreen.write(conflict, to: &page, indent: 0)
        for line in page.lines { terminal.complain(line) }
        let choices = conflict.versions.isEmpty ? ["discard", "note"] : ["theirs", "mine", "other"]
        while true {
            terminal.prompt("\(choices.joined(separator: ", ")), or nothing to leave it open: ")
            let answer = FieldTyping.trimmed(terminal.readLine() ?? "").lowercased()
            if answer.isEmpty { return nil }
            guard choices.contains(answer), let choice = SettleChoice(rawValue: answer) else { continue }
            var decided = Decided(choice: choice, reason: reason)
            if choice == .other {
                terminal.prompt("The value: ")
                decided = try other(terminal.readLine() ?? "", of: conflict, view, typing)
            }
            if reason == nil {
                terminal.prompt("Why (may be left out): ")
                let why = FieldTyping.trimmed(terminal.readLine() ?? "")
                decided.reason = why.isEmpty ? nil : why
            }
            return decided
        }
    }

    private func other(
        _ text: String, of conflict: ConflictView, _ view: CaseView, _ typing: FieldTyping
    ) throws -> Decided {
        guard let field = conflict.versions.first?.field.id, let spec = view.procedure?.field(field) else {
            throw Problem(.wrongUsage, "An act is discarded or filed as a note: it has no value.", path: "value")
        }
        let typed = FieldTyping.trimmed(text)
        let value = typed.isEmpty ? JSONValue.null : try typing.value(typed, of: spec)
        return Decided(choice: .other, fields: [field.rawValue: value], reason: reason)
    }
}
