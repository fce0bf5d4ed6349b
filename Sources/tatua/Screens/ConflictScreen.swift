import CaseProtocol
import Workflow

/// What waits to be settled on a case, for a person.
enum ConflictScreen {
    /// Writes one conflict with its versions.
    static func write(_ conflict: ConflictView, to page: inout Page, indent: Int = 2) {
        page.say("\(conflict.number). \(conflict.text)", indent: indent, hanging: indent + 3)
        let inner = indent + 3
        for versions in conflict.versions {
            if conflict.versions.count > 1 { page.say(versions.field.title, indent: inner) }
            line("before", versions.base, orElse: "not known here", versions.baseBy?.text, to: &page, inner)
            line("theirs", versions.theirs, versions.theirsBy?.text, to: &page, inner)
            line("mine", versions.mine, orElse: "left as it was", conflict.author, to: &page, inner)
        }
        AskedScreen.write(conflict.fields, occurredOn: conflict.occurredOn, to: &page, indent: inner)
        if let settler = conflict.settler { page.say("To be settled by \(RoleWords.word(settler)).", indent: inner) }
    }

    private static func line(
        _ word: String, _ value: String?, orElse unknown: String = "", _ author: String?, to page: inout Page,
        _ indent: Int
    ) {
        let text = value.map { $0 == "none" ? $0 : "“\($0)”" } ?? unknown
        page.pair(word, text + (author.map { " (\($0))" } ?? ""), indent: indent, column: indent + 8)
    }
}

extension VersionAuthor {
    /// The name and when.
    fileprivate var text: String { name + (at.map { ", \(Wording.moment($0))" } ?? "") }
}
