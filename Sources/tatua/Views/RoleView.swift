import CaseProtocol
import Workflow

/// What a role lets its holder do, as the table of roles has it.
struct RoleView {
    private let listing: RoleListing
    private let acting: Acting?

    /// One for each capacity that the person may come to have on a case.
    static func all(of party: Party) -> [RoleView] {
        var seen: Set<RoleListing> = []
        return party.appointments.flatMap { appointment in
            RoleListing.all(of: appointment).filter { seen.insert($0).inserted }
                .map { RoleView(listing: $0, acting: appointment.acting) }
        }
    }

    func write(to page: inout Page) {
        page.say("")
        let absent = acting.map { ", for \($0.name) through \($0.until)," } ?? ""
        let sector = listing.chapters.map { ", for \($0.words) and what names no HS code," } ?? ""
        page.say("As \(listing.title)\(listing.scope.map { ", \($0)" } ?? "")\(sector)\(absent) you may")
        for line in listing.lines {
            page.pair(line.column.title, line.grants.map(\.text).joined(separator: "; "), indent: 2, column: 36)
        }
        for text in listing.besides { page.say(text, indent: 2) }
        if listing.lines.isEmpty { page.say("read what is published", indent: 2) }
    }

    var json: [JSONValue] {
        listing.lines.flatMap { line in
            line.grants.map { grant in
                var members: [String: JSONValue] = [
                    "role": .string(listing.role.rawValue), "at": listing.scope.json,
                    "of": .string(line.column.rawValue), "verbs": .array(grant.verbs.map { .string($0.word) }),
                    "scope": .string(grant.scope.rawValue),
                ]
                members["if"] = grant.condition.map { .string($0) }
                members["chapters"] = listing.chapters.map { .string($0.description) }
                members["for"] = acting.map { .string($0.name) }
                members["until"] = acting.map { .string($0.until.description) }
                return .object(members)
            }
        }
    }
}
