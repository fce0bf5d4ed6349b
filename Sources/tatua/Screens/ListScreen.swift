import CaseProtocol
import Workflow

/// Cases, one a line, for a person. The last column is what to call a case.
enum ListScreen {
    static func page(_ cases: [ListedCase], _ standing: Standing, empty: String) -> Page {
        var page = Page()
        if cases.isEmpty { page.say(empty) }
        for entry in cases {
            let header = entry.header
            let what = [header.place, header.product ?? header.description].compactMap(\.self).joined(separator: ", ")
            page.row([
                (header.stage.rawValue + (entry.isProvisional ? "*" : ""), 19),
                (Wording.sides(header.reportingCountry, header.imposingCountry), 5), (header.ntbCategory ?? "", 4),
                (what, 29), (entry.reference, 18),
            ])
        }
        if !cases.isEmpty {
            page.gap()
            page.say(Wording.count(cases.count, "case") + ".")
        }
        if cases.contains(where: \.isProvisional) { page.say("* holds changes not yet received by the server.") }
        StandingScreen.write(standing, to: &page)
        return page
    }
}
