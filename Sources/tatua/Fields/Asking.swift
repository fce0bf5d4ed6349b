import CaseProtocol
import Workflow

/// Asks a person for what is missing. Questions go to standard error, one field after the other.
struct Asking {
    let terminal: any Terminal
    let typing: FieldTyping

    private static let shownMax = 15

    /// The answer for a field; asks again until it fits. `nil` for an optional field that is left out.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/missingField`` when the input ends.
    func value(of field: FieldSpec, choices: [String]?, isRequired: Bool = true) throws(Problem) -> JSONValue? {
        var page = Page()
        page.say("\(field.label) (\(field.id)): \(field.help)")
        page.say(hint(field, choices), indent: 2)
        if !isRequired { page.say("An empty line leaves it out.", indent: 2) }
        show(page)
        while true {
            terminal.prompt("> ")
            guard let answer = terminal.readLine() else { throw Refusal.missingFields([field.id]).problem }
            let text = FieldTyping.trimmed(answer)
            if text.isEmpty, !isRequired { return nil }
            if let list = typing.list(of: field), choices == nil, text.hasPrefix("?") {
                showCodes(String(text.dropFirst()), list)
                continue
            }
            do {
                return try typing.value(text, of: field, choices: choices)
            } catch {
                var page = Page()
                ProblemScreen.write(error, to: &page, indent: 2)
                show(page)
            }
        }
    }

    /// The answer to a yes-or-no question; no unless the person says yes.
    func consent(_ field: FieldSpec) -> JSONValue {
        while true {
            terminal.prompt("\(field.label) [y/N] ")
            guard let answer = terminal.readLine() else { return false }
            switch FieldTyping.trimmed(answer).lowercased() {
            case "", "n", "no": return false
            case "y", "yes": return true
            default: terminal.complain("  Answer yes or no.")
            }
        }
    }

    private func hint(_ field: FieldSpec, _ choices: [String]?) -> String {
        if let list = typing.list(of: field), choices == nil {
            return "A code of “\(list.title)”; ?WORDS searches the list, ? shows it."
        }
        return "It takes \(Wording.type(of: field, choices: choices))."
    }

    private func showCodes(_ words: String, _ list: CodeList) {
        let found = CodeSearch.find(words, in: list)
        var page = Page()
        for code in found.prefix(Self.shownMax) { page.pair(code.code, code.title, indent: 2, column: 9) }
        if found.isEmpty { page.say("Nothing in the list matches.", indent: 2) }
        if found.count > Self.shownMax {
            page.say("and \(found.count - Self.shownMax) more; add words to narrow it down", indent: 2)
        }
        show(page)
    }

    private func show(_ page: Page) {
        for line in page.lines { terminal.complain(line) }
    }
}
