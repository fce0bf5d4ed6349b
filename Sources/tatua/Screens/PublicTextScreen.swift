import CaseProtocol
import ClientCore
import Workflow

/// A text for the public, and how it differs from the original and from what is public now.
enum PublicTextScreen {
    static func write(_ item: PublicTextItem, of caseID: CaseID, in replica: Replica, to page: inout Page) throws {
        guard let draft = item.draft else {
            page.say("\(item.number). Public since \(item.row["publishedOn"]?.string ?? "?"): \(item.title)")
            page.say(item.text, indent: 3)
            return
        }
        let state = try replica.state(of: caseID)
        page.say("\(item.number). Waits to be released: \(item.title)")
        page.say("Prepared by \(draft.row["byName"]?.string ?? "?").", indent: 3)
        page.say("The public will read:", indent: 3)
        page.say(item.text, indent: 5)
        if let firm = draft.row["firm"]?.string { page.say("The firm's name will be public: \(firm).", indent: 3) }
        let procedure = try state.header.flatMap { try replica.catalogue.procedure(of: $0) }
        if let original = draft.original(on: state, in: procedure) {
            page.say("Against the original:", indent: 3)
            page.say(TextDiff(from: original.text, to: draft.text).text, indent: 5)
        } else {
            page.say("The original was changed since, or is not visible here: mark it again.", indent: 3)
        }
        for mark in draft.marks {
            let ground = ConfidentialityGround.named(mark.reason)
            page.say(
                "Kept back: \(ground.map { "\($0.title) (\($0.source.authority))" } ?? mark.reason.rawValue).",
                indent: 3,
                hanging: 5)
        }
        if let replaced = present(draft, on: state) {
            page.say("Against what is public now:", indent: 3)
            page.say(TextDiff(from: replaced, to: draft.text).text, indent: 5)
        } else {
            page.say("Nothing public is replaced by it.", indent: 3)
        }
        page.say("Code of this text: \(replica.readingCode(of: draft.text))", indent: 3)
    }

    static func json(_ item: PublicTextItem, of caseID: CaseID, in replica: Replica) throws -> JSONValue {
        var members: [String: JSONValue] = [
            "number": .int(Int64(item.number)), "state": item.draft == nil ? "public" : "waiting",
            "title": item.row["title"] ?? .null, "text": .string(item.text),
        ]
        guard let draft = item.draft else {
            members["publishedOn"] = item.row["publishedOn"]
            return .object(members)
        }
        let state = try replica.state(of: caseID)
        let procedure = try state.header.flatMap { try replica.catalogue.procedure(of: $0) }
        members["by"] = draft.row["byName"]
        members["code"] = .string(replica.readingCode(of: draft.text))
        members["againstOriginal"] =
            draft.original(on: state, in: procedure).map { .string(TextDiff(from: $0.text, to: draft.text).text) }
            ?? .null
        members["againstPublic"] =
            present(draft, on: state).map { .string(TextDiff(from: $0, to: draft.text).text) } ?? .null
        members["marks"] = .array(draft.marks.map { .string($0.reason.rawValue) })
        return .object(members)
    }

    /// The public text that a draft would take the place of.
    private static func present(_ draft: PublicTextDraft, on state: CaseState) -> String? {
        draft.replaces.flatMap { state[$0]?["text"]?.string }
    }
}
