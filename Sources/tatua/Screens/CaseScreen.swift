import CaseProtocol
import ClientCore
import Workflow

/// One case, for a person.
enum CaseScreen {
    static func page(_ view: CaseView, _ standing: Standing) -> Page {
        var page = Page()
        if let viewer = view.viewer { return seen(view, by: viewer, standing) }
        head(view, &page)
        owed(view, &page)
        facts(view, &page)
        history(view, &page)
        notes(view, &page)
        open(view, &page)
        StandingScreen.write(standing, to: &page)
        return page
    }

    /// What another sees of it.
    private static func seen(_ view: CaseView, by viewer: Viewer, _ standing: Standing) -> Page {
        var page = Page()
        page.say("\(view.listed.reference), as \(viewer.title) sees it.")
        page.say(
            "Computed from what this device holds, by the rule by which the server decides: they may hold more that is not "
                + "visible here. What waits here for the server is shown as if it had arrived.")
        facts(view, &page)
        if !view.publicTexts.isEmpty {
            page.heading("On the public register")
            for text in view.publicTexts { page.say(text, indent: 2) }
        }
        if !view.history.isEmpty { history(view, &page) }
        notes(view, &page)
        if view.fields.isEmpty, view.history.isEmpty, view.notes.isEmpty, view.publicTexts.isEmpty {
            page.gap()
            page.say("Nothing of this case, as far as is known here.")
        }
        StandingScreen.write(standing, to: &page)
        return page
    }

    private static func identityHeading(_ view: CaseView) -> String {
        switch view.identityGround {
        case .consent: "The complainant (agreed that the focal point of your country knows)"
        case .reporter: "Who reported it (agreed that those who have the case know)"
        case .sealed, nil:
            view.viewer == nil
                ? "The complainant (sealed: shown to you because you may see it)" : "The complainant (sealed)"
        }
    }

    /// What the case is about, who complains, and what it is linked to.
    private static func facts(_ view: CaseView, _ page: inout Page) {
        if !view.fields.isEmpty {
            page.heading("The complaint")
            for field in view.fields { page.pair(field.title, field.text, indent: 2, column: 26) }
        }
        if !view.identity.isEmpty {
            page.heading(identityHeading(view))
            for field in view.identity { page.pair(field.title, field.text, indent: 2, column: 38) }
            for entry in view.mandates {
                let mandate = entry.mandate
                page.pair(
                    "Represented by",
                    "\(entry.name) under \(mandate.reference), \(mandate.from) through \(mandate.until)",
                    indent: 2, column: 38)
            }
        }
        if !view.links.isEmpty {
            page.heading("Linked cases")
            for link in view.links { page.say(link.text, indent: 2, hanging: 4) }
        }
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
        let sides = Wording.sides(header.reportingCountry, header.imposingCountry)
        if !sides.isEmpty { page.pair("Sides", sides) }
        if header.isAnonymous {
            page.pair("Filed", "without a name; what is asked on the case reaches whoever filed it")
        }
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
