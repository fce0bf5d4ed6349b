import CaseProtocol
import Workflow

/// How a case stands to another, as far as whoever looks may know.
struct LinkView: Hashable {
    /// The kind in words, as in “Duplicate of”.
    let words: String
    /// What the other case is called; `nil` where it is not named.
    let reference: String?
    /// `nil` where the other case is not named, or by its number only.
    let otherCase: CaseID?
    let kind: String
    let since: String?
    let byName: String?

    /// The links that stand, each once: somebody who works at two desks of the case has a row from each.
    static func list(_ links: [CaseLink]) -> [LinkView] {
        var seen: Set<String> = []
        // A row that names the case comes before those of the same link that do not.
        return links.filter(\.isStanding).sorted { ($0.otherCase != nil ? 0 : 1) < ($1.otherCase != nil ? 0 : 1) }
            .filter { seen.insert($0.row["pair"]?.string ?? $0.row.id.description).inserted }
            .map(LinkView.init)
    }

    private init(_ link: CaseLink) {
        kind = link.row["kind"]?.string ?? ""
        words = link.kind.map { Self.words($0, isNoted: link.isNoted) } ?? kind
        reference = link.otherReference
        otherCase = link.otherCase
        since = link.row["since"]?.string
        byName = link.row["byName"]?.string
    }

    private static func words(_ kind: LinkKind, isNoted: Bool) -> String {
        switch kind {
        case .duplicateOf: isNoted ? "Took in its duplicate" : "Duplicate of"
        case .joint: isNoted ? "Leads a joint complaint with" : "Joint complaint led by"
        case .recurrenceOf: isNoted ? "Came back as" : "Recurrence of"
        case .transferredTo: isNoted ? "Transferred here from" : "Transferred to"
        case .escalatedTo: isNoted ? "Dispute that grew out of" : "Escalated to the dispute"
        case .convertedTo: isNoted ? "Converted here from" : "Converted to"
        case .asksDataFor: isNoted ? "An agency is asked for data in" : "Asks for data for"
        }
    }

    /// One line: the ending of the id finds a merged case, whose number means the one in which it goes on.
    var text: String {
        guard let reference else { return "\(words) a case that is not shown here" }
        return "\(words) \(reference)" + (otherCase.map { " (…\($0.description.suffix(8)))" } ?? "")
    }

    var json: JSONValue {
        [
            "kind": .string(kind), "words": .string(words), "reference": reference?.json ?? .null,
            "case": otherCase?.description.json ?? .null, "since": since?.json ?? .null,
            "byName": byName?.json ?? .null,
        ]
    }
}
