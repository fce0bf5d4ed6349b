import CaseProtocol
import ClientCore

/// Changes of this device, for a person.
enum OutboxScreen {
    /// - Parameter dismissed: the change that was just taken off the list.
    static func page(_ entries: [OutboxView], dismissed: OutboxView? = nil, _ standing: Standing) -> Page {
        var page = Page()
        if let dismissed { write(dismissed: dismissed, to: &page) }
        let waiting = entries.filter(\.entry.isPending)
        let back = entries.filter { $0.entry.state == .attention }
        let fileless = entries.filter { $0.entry.state == .settled && $0.fileProblem != nil }
        let settled = entries.filter { $0.entry.state == .settled && $0.fileProblem == nil }
        let closed = entries.filter { $0.entry.state == .closed }
        if waiting.isEmpty && back.isEmpty && fileless.isEmpty {
            page.say("The server has received everything that you changed here.")
        }
        if !waiting.isEmpty {
            page.heading("Not yet received by the server")
            for entry in waiting { write(entry, to: &page, isFull: true) }
        }
        if !back.isEmpty {
            page.heading("Came back; what you wrote is kept")
            for entry in back { write(entry, to: &page, isFull: true) }
            page.gap()
            page.say("What to do with one: tatua outbox retry, edit, note, export or discard N")
        }
        if !fileless.isEmpty {
            page.heading("Took effect; the server does not take the file")
            for entry in fileless { write(entry, to: &page, isFull: true) }
            page.gap()
            page.say("To offer a file again with the next sync: tatua outbox retry N")
        }
        if !settled.isEmpty {
            page.heading("Took effect")
            for entry in settled { write(entry, to: &page, isFull: true) }
        }
        if !closed.isEmpty {
            page.heading("Dealt with")
            for entry in closed { write(entry, to: &page, isFull: true) }
        }
        StandingScreen.write(standing, to: &page)
        return page
    }

    /// One change, and what its author can do.
    static func page(of entry: OutboxView, _ standing: Standing) -> Page {
        var page = Page()
        write(entry, to: &page, isFull: true)
        if entry.entry.state == .attention {
            page.gap()
            page.pair("Try again", "tatua outbox retry \(entry.number)", column: 20)
            page.pair("Change it first", "tatua outbox edit \(entry.number) --set FIELD=VALUE", column: 20)
            page.pair("File it as a note", "tatua outbox note \(entry.number)", column: 20)
            page.pair("Keep it elsewhere", "tatua outbox export \(entry.number) FILE", column: 20)
            page.pair("Off the list", "tatua outbox --dismiss \(entry.number)", column: 20)
            page.pair("Erase it", "tatua outbox discard \(entry.number)", column: 20)
        }
        if entry.entry.state == .settled, entry.fileProblem != nil {
            page.gap()
            page.pair("Offer the file again", "tatua outbox retry \(entry.number)", column: 22)
        }
        StandingScreen.write(standing, to: &page)
        return page
    }

    /// What was in conflict is more than the author's: it stays for whoever settles it.
    private static func write(dismissed: OutboxView, to page: inout Page) {
        page.say("Change #\(dismissed.number) is off the list; what you wrote is kept here for 90 days.")
        writeKept(dismissed, to: &page)
    }

    /// Says where else what came back is kept.
    static func writeKept(_ view: OutboxView, to page: inout Page) {
        guard view.problem?.code == .stageMoved || view.problem?.code == .fieldConflict else { return }
        page.say("The case keeps it too, for a person to settle: tatua settle \(view.reference)")
    }

    /// Writes one change and what is known of its fate.
    ///
    /// - Parameter isFull: whether what the person wrote is said too.
    static func write(_ entry: OutboxView, to page: inout Page, isFull: Bool) {
        let made = Wording.moment(entry.madeAt)
        page.say(
            "#\(entry.number)  \(entry.reference)  \(entry.what)  \(entry.state), made \(made)", indent: 2, hanging: 6)
        if let cause = entry.restsOn { page.say("It rests on #\(cause), which came back.", indent: 6) }
        if isFull { AskedScreen.write(entry.asked, to: &page, indent: 6) }
        if let problem = entry.problem { ProblemScreen.write(problem, to: &page, indent: 6) }
        if let problem = entry.fileProblem { ProblemScreen.write(problem, to: &page, indent: 6) }
        for remark in entry.remarks { page.say(remark, indent: 6) }
        if let forecast = entry.forecast, entry.entry.isPending {
            page.say("It will probably be refused: \(forecast.message)", indent: 6)
        }
        for unknown in entry.unknowns where entry.entry.isPending {
            page.say("The server will decide \(unknown).", indent: 6)
        }
    }
}
