import CaseProtocol
import Workflow

/// What is due, for a person: the own steps first, each part soonest first.
enum InboxScreen {
    static func page(_ entries: [InboxEntry], today: CivilDate, _ names: Names, _ standing: Standing) -> Page {
        var page = Page()
        if entries.isEmpty { page.say("Nothing is due.") }
        part("Yours", entries.filter(\.isMine), today, names, &page)
        part("Others'", entries.filter { !$0.isMine }, today, names, &page)
        StandingScreen.write(standing, to: &page)
        return page
    }

    private static func part(
        _ title: String, _ entries: [InboxEntry], _ today: CivilDate, _ names: Names, _ page: inout Page
    ) {
        guard !entries.isEmpty else { return }
        page.heading(title)
        for entry in entries {
            let distance = entry.dueOn.map { Wording.distance(to: $0, from: today) } ?? "no time limit"
            page.row([
                ("  " + (entry.dueOn?.description ?? ""), 12), (distance, 17), (entry.reference, 20),
                (entry.stage.rawValue, 20),
            ])
            page.say(entry.title, indent: 13)
            let assignee = names.assignee(entry.assignee).map { "; assigned to \($0)" } ?? ""
            let owner = entry.party ?? RoleWords.word(entry.owner)
            page.say("owed by \(owner)\(assignee)", indent: 13)
        }
    }
}
