import CaseProtocol
import Workflow

/// Something on a case that could not be applied and waits for a person to settle it.
struct ConflictView: Hashable {
    /// In a sentence or two.
    let text: String
    /// What its author filled in.
    let fields: [FieldView]
    /// The legal date that its author gave.
    let occurredOn: String?
    /// How a person settles it.
    let remedy: String
    let json: JSONValue

    /// Takes a conflict row of the case that is called `reference`; `nil` for one that is settled.
    init?(_ row: Row, of reference: String, in words: FieldWords) {
        guard row["state"]?.string == "open" else { return nil }
        let name = row["byName"]?.string ?? "?"
        var members: [String: JSONValue] = ["by": .string(name)]
        for member in ["about", "field", "base", "theirs", "mine", "action", "from", "stage", "fields", "occurredOn"] {
            if let value = row[member] { members[member] = value }
        }
        json = .object(members)
        fields = FieldView.list(row["fields"]?.object ?? [:], in: words, withCleared: true)
        occurredOn = row["occurredOn"]?.string
        switch (row["about"]?.string, row["field"]?.string, row["action"]?.string) {
        case ("field", let field?, _):
            let value = { (member: String) in row[member].map { FieldView(field, $0, in: words).text } ?? "nothing"
            }
            let title = FieldView(field, .null, in: words).title
            text =
                "\(title) (\(field)): it is “\(value("theirs"))” now; “\(value("mine"))” from \(name) is kept beside it."
            remedy = "Whoever may edit the field settles it: tatua edit \(reference) --set \(field)=VALUE"
        case (_, _, let action?):
            text =
                "“\(action)” from \(name) was made when the case stood at “\(row["from"]?.string ?? "?")” and arrived when "
                + "it stood at “\(row["stage"]?.string ?? "?")”; it was not applied."
            remedy =
                "To settle it, act again from the stage where the case stands now (tatua actions \(reference)), or say in a "
                + "note why not: tatua note \(reference) TEXT. The record stays here."
        default:
            text = "Something from \(name) could not be applied."
            remedy = "Say in a note what becomes of it: tatua note \(reference) TEXT"
        }
    }
}
