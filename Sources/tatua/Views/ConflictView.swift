import CaseProtocol
import ClientCore
import Workflow

/// Something on a case that could not be applied and waits for a person to settle it.
struct ConflictView: Hashable {
    let row: Row
    /// Its place among the open ones of the case, from 1, in order of their ids.
    let number: Int
    /// In a sentence or two.
    let text: String
    /// Of two versions of fields: each field with its versions; empty for an act.
    let versions: [VersionsView]
    /// What its author filled in, of an act.
    let fields: [FieldView]
    /// The legal date that its author gave.
    let occurredOn: String?
    /// Who is to settle it.
    let settler: RoleID?
    /// How a person settles it.
    let remedy: String

    /// One field, as it was, as it is and as the later author wants it.
    struct VersionsView: Hashable {
        let field: FieldView
        let base: String?
        let baseBy: VersionAuthor?
        let theirs: String
        let theirsBy: VersionAuthor?
        let mine: String?
    }

    /// The open conflicts of a case that is called `reference`.
    static func list(
        on state: CaseState, called reference: String, in words: FieldWords, _ replica: Replica
    ) throws -> [ConflictView] {
        try state.openConflicts.enumerated().map { index, row in
            ConflictView(
                row, number: index + 1, of: reference, settler: try replica.settler(of: row, on: state), in: words)
        }
    }

    private init(_ row: Row, number: Int, of reference: String, settler: RoleID?, in words: FieldWords) {
        self.row = row
        self.number = number
        self.settler = settler
        let name = row["byName"]?.string ?? "?"
        fields = FieldView.list(row["fields"]?.object ?? [:], in: words, withCleared: true)
        occurredOn = row["occurredOn"]?.string
        versions = FieldVersion.all(of: row).map { version in
            let text = { (value: JSONValue?) in value.map { FieldView(version.field.rawValue, $0, in: words).text } }
            return VersionsView(
                field: FieldView(version.field.rawValue, .null, in: words), base: text(version.base),
                baseBy: version.baseBy, theirs: text(version.theirs) ?? "none", theirsBy: version.theirsBy,
                mine: text(version.mine))
        }
        if let first = versions.first {
            let names = versions.map { "\($0.field.title) (\($0.field.id))" }.joined(separator: ", ")
            text =
                versions.count == 1
                ? "\(names): it is “\(first.theirs)” now; “\(first.mine ?? "?")” from \(name) is kept beside it."
                : "\(names) go together: what \(name) wrote is kept beside what stands."
            remedy = "To settle it: tatua settle \(reference) \(first.field.id)"
        } else if let action = row["action"]?.string {
            text =
                "“\(action)” from \(name) was made when the case stood at “\(row["from"]?.string ?? "?")” and arrived when "
                + "it stood at “\(row["stage"]?.string ?? "?")”; it was not applied."
            remedy =
                "To settle it, act again from the stage where the case stands now (tatua actions \(reference)), or file it "
                + "as a note or leave it at that: tatua settle \(reference) \(action)"
        } else {
            text = "Something from \(name) could not be applied."
            remedy = "Say in a note what becomes of it: tatua note \(reference) TEXT"
        }
    }

    /// The words by which a person may mean it.
    var names: [String] { versions.map(\.field.id.rawValue) + [row["action"]?.string].compactMap(\.self) }

    /// Who wrote what is kept, and when it came.
    var author: String {
        let at = row["recordedAt"]?.string.flatMap { Timestamp($0) }
        return (row["byName"]?.string ?? "?") + (at.map { ", \(Wording.moment($0))" } ?? "")
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "number": .int(Int64(number)), "id": .string(row.id.description), "by": row["byName"] ?? "?",
            "settler": (settler?.rawValue).json,
        ]
        for member in [
            "about", "field", "base", "theirs", "mine", "group", "coupled", "action", "from", "stage", "fields",
            "occurredOn", "recordedAt", "madeAt", "theirsByName", "theirsAt", "baseByName", "baseAt",
        ] {
            if let value = row[member] { members[member] = value }
        }
        return .object(members)
    }
}
