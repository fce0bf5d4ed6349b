import CaseProtocol
import Workflow

/// Asks a person for what is missing. Questions go to standard error, one field after the other.
struct Asking {
    let terminal: any Terminal
    let typing: FieldTyping

    private static let shownMax = 15

    /// The answer for a required field; asks again until it fits.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/missingField`` when the input ends.
    func value(of field: FieldSpec, choices: [String]?) throws(Problem) -> JSONValue {
        var page = Page()
        page.say("\(field.label) (\(field.id)): \(field.help)")
        page.say(hint(field, choices), indent: 2)
        show(page)
        while true {
            terminal.prompt("> ")
            guard let answer = terminal.readLine() else { throw Refusal.missingFields([field.id]).problem }
            let text = FieldTyping.trimmed(answer)
            if case .code(let id) = field.type, let list = CodeList.named(id), text.hasPrefix("?") {
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
        if case .code(let list) = field.type, choices == nil {
            return "A code of “\(CodeList.named(list)?.title ?? list)”; ?WORDS searches the list, ? shows it."
        }
        return "It takes \(Wording.type(field.type, choices: choices))."
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
