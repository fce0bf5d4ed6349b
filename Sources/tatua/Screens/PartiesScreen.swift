import CaseProtocol
import Workflow

/// Who sits on a case, for a person.
enum PartiesScreen {
    static func page(
        _ parties: [SeatView], without recusals: [Row], of reference: String, today: CivilDate, _ standing: Standing
    ) -> Page {
        var page = Page()
        page.say(reference)
        if parties.isEmpty { page.say("Nobody sits on this case, as far as you may see it.") }
        for party in parties { write(party, today, &page) }
        if !recusals.isEmpty { page.heading("Stepped back") }
        for recusal in recusals {
            page.say(
                [recusal["name"]?.string, recusal["since"]?.string].compactMap(\.self).joined(separator: ", "),
                indent: 2)
        }
        StandingScreen.write(standing, to: &page)
        return page
    }

    private static func write(_ party: SeatView, _ today: CivilDate, _ page: inout Page) {
        let seat = party.seat
        page.heading(seat.name + (party.isMine ? " (you)" : ""))
        let country = seat.country.map { ", \($0)" } ?? ""
        let since = seat.seatedOn.map { ", since \($0)" } ?? ""
        page.say(RoleWords.word(seat.role) + country + since, indent: 2)
        if let representative = seat.representative {
            page.say("Represented by \(representative)", indent: 2, hanging: 4)
        }
        for mark in seat.marks { page.say("\(mark.name): \(Wording.value(mark.value))", indent: 2, hanging: 4) }
        for limit in party.limits {
            let due = limit.dueOn.map { "by \($0), \(Wording.distance(to: $0, from: today))" } ?? limit.state.rawValue
            page.say("Owes: \(limit.title), \(due)", indent: 2, hanging: 4)
        }
    }
}
