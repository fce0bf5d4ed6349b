import CaseProtocol
import ClientCore
import Workflow

/// One case, for a person.
enum CaseScreen {
    static func page(_ view: CaseView, _ standing: Standing) -> Page {
        var page = Page()
        head(view, &page)
        owed(view, &page)
        if !view.fields.isEmpty {
            page.heading("The complaint")
            for field in view.fields { page.pair(field.title, field.text, indent: 2, column: 26) }
        }
        if !view.identity.isEmpty {
            page.heading("The complainant (sealed: shown to you because you may see it)")
            for field in view.identity { page.pair(field.title, field.text, indent: 2, column: 38) }
        }
        if !view.links.isEmpty {
            page.heading("Linked cases")
            for link in view.links { page.say(link.text, indent: 2, hanging: 4) }
        }
        history(view, &page)
        notes(view, &page)
        open(view, &page)
        StandingScreen.write(standing, to: &page)
        return page
    }

    private static func head(_ view: CaseView, _ page: inout Page) {
        let header = view.listed.header
        page.say(
            view.listed.reference + (view.listed.isProvisional ? "  (with changes not yet received by the server)" : "")
        )
        let others = header.references.dropFirst()
        if !others.isEmpty { page.say("Also called \(others.joined(separator: ", ")).") }
        let title = view.procedure?.title ?? header.procedure.rawValue
        page.say(title)
        page.gap()
        // The public reads a status only where a card stands.
        let status = view.isCardPublished ? view.listed.status.map { " (public: \($0))" } ?? "" : ""
        page.pair("Stands at", header.stage.rawValue + status)
        if let stage = view.stage { page.pair("", stage.summary) }
        page.pair("Sides", Wording.sides(header.reportingCountry, header.imposingCountry))
        if header.isSuspended { page.pair("Suspended", "its obligations do not run until it is resumed") }
        if header.isImported {
            page.pair(
                "Imported",
                header.isAdopted
                    ? "from another register" : "from another register; no clock runs until an officer adopts it")
        }
        if !header.sourceFlags.isEmpty { page.pair("Odd in its source", header.sourceFlags.joined(separator: ", ")) }
        if view.isCardPublished { page.pair("Published", "a text about it is on the public register") }
    }

    private static func owed(_ view: CaseView, _ page: inout Page) {
        page.heading("What is owed")
        if view.owes.isEmpty { page.say("Nothing.", indent: 2) }
        for step in view.owes {
            let due = step.dueOn.map { "by \($0), \(Wording.distance(to: $0, from: view.today))" } ?? "no time limit"
            let owner = (step.party ?? RoleWords.word(step.owner)) + (step.isMine ? " (you)" : "")
            page.say("\(step.title): \(owner), \(due)", indent: 2, hanging: 4)
        }
    }

    private static func history(_ view: CaseView, _ page: inout Page) {
        page.heading("History")
        if view.history.isEmpty { page.say("None is visible here.", indent: 2) }
        let number = view.listed.header.number.map { FieldView("number", .string($0), in: view.words) }
        let present = Set(view.fields + view.identity + [number].compactMap(\.self))
        for (index, deed) in view.history.enumerated() {
            let day = deed.occurredOn?.description ?? "no date"
            let move = deed.to == nil || deed.to == deed.from ? "" : " -> \(deed.to ?? "")"
            let mark = deed.isPending ? "  (not yet received by the server)" : ""
            page.pair(day, "\(deed.byName): \(deed.action)\(move)\(mark)", indent: 2, column: 14)
            // What the filing and the transmission said and still stands is above already.
            let isWhole = index == 0 || deed.action == "transmit"
            for field in deed.fields where !isWhole || !present.contains(field) {
                page.say(Wording.labelled(field.title, field.text), indent: 14, hanging: 16)
            }
        }
    }

    private static func notes(_ view: CaseView, _ page: inout Page) {
        for confidentiality in ConfidentialityClass.allCases {
            let notes = view.notes.filter { $0.confidentiality == confidentiality }
            guard !notes.isEmpty else { continue }
            page.heading("Notes, \(confidentiality.rawValue)")
            for note in notes {
                let day = note.recordedAt.map { Wording.legalDay($0).description } ?? "no date"
                let mark = note.isPending ? "  (not yet received by the server)" : ""
                page.pair(day, "\(note.byName)\(mark)", indent: 2, column: 14)
                page.say(note.text, indent: 14)
            }
        }
    }

    private static func open(_ view: CaseView, _ page: inout Page) {
        if !view.outbox.isEmpty {
            page.heading("Your changes that the server has not settled")
            for entry in view.outbox { OutboxScreen.write(entry, to: &page, isFull: !entry.entry.isPending) }
        }
        if !view.conflicts.isEmpty {
            page.heading("In conflict, for a person to settle")
            for conflict in view.conflicts {
                ConflictScreen.write(conflict, to: &page)
                page.say(conflict.remedy, indent: 5)
            }
        }
        page.heading("What you may do")
        let actions = view.actions.isEmpty ? "Nothing but notes." : view.actions.map(\.rawValue).joined(separator: ", ")
        page.say(actions, indent: 2)
    }
}
