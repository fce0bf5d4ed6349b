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
        let settled = entries.filter { $0.entry.state == .settled }
        if waiting.isEmpty && back.isEmpty { page.say("The server has received everything that you changed here.") }
        if !waiting.isEmpty {
            page.heading("Not yet received by the server")
            for entry in waiting { write(entry, to: &page, isFull: true) }
        }
        if !back.isEmpty {
            page.heading("Came back; what you wrote is kept")
            for entry in back { write(entry, to: &page, isFull: true) }
            page.gap()
            page.say("When you have dealt with one: tatua outbox --dismiss N")
        }
        if !settled.isEmpty {
            page.heading("Took effect")
            for entry in settled { write(entry, to: &page, isFull: true) }
        }
        StandingScreen.write(standing, to: &page)
        return page
    }

    /// What was in conflict is more than the author's: it stays for whoever settles it.
    private static func write(dismissed: OutboxView, to page: inout Page) {
        page.say("Change #\(dismissed.number) is off the list.")
        guard dismissed.problem?.code == .stageMoved || dismissed.problem?.code == .fieldConflict else { return }
        let remedy =
            dismissed.problem?.code == .stageMoved
            ? "act again from the stage where it stands now, or leave a note" : "edit the field again"
        page.say(
            "What you wrote stays on the case, for a person to settle: \(remedy). See tatua show \(dismissed.reference)."
        )
    }

    /// Writes one change and what is known of its fate.
    ///
    /// - Parameter isFull: whether what the person wrote is said too.
    static func write(_ entry: OutboxView, to page: inout Page, isFull: Bool) {
        let made = Wording.moment(entry.madeAt)
        page.say(
            "#\(entry.number)  \(entry.reference)  \(entry.what)  \(entry.state), made \(made)", indent: 2, hanging: 6)
        if isFull { AskedScreen.write(entry.asked, to: &page, indent: 6) }
        if let problem = entry.problem { ProblemScreen.write(problem, to: &page, indent: 6) }
        for remark in entry.remarks { page.say(remark, indent: 6) }
        if let forecast = entry.forecast, entry.entry.isPending {
            page.say("It will probably be refused: \(forecast.message)", indent: 6)
        }
        for unknown in entry.unknowns where entry.entry.isPending {
            page.say("The server will decide \(unknown).", indent: 6)
        }
    }
}
