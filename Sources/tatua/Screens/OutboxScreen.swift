import CaseProtocol
import ClientCore

/// Changes of this device, for a person.
enum OutboxScreen {
    static func page(_ entries: [OutboxView], _ standing: Standing) -> Page {
        var page = Page()
        let waiting = entries.filter(\.entry.isPending)
        let back = entries.filter { $0.entry.state == .attention }
        if waiting.isEmpty && back.isEmpty { page.say("The server has received everything that you changed here.") }
        if !waiting.isEmpty {
            page.heading("Not yet received by the server")
            for entry in waiting { write(entry, to: &page) }
        }
        if !back.isEmpty {
            page.heading("Came back; what you wrote is kept")
            for entry in back { write(entry, to: &page) }
            page.gap()
            page.say("When you have dealt with one: tatua outbox --dismiss N")
        }
        StandingScreen.write(standing, to: &page)
        return page
    }

    /// Writes one change and what is known of its fate.
    static func write(_ entry: OutboxView, to page: inout Page) {
        let made = Wording.moment(entry.madeAt)
        page.say(
            "#\(entry.number)  \(entry.reference)  \(entry.what)  \(entry.state), made \(made)", indent: 2, hanging: 6)
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
