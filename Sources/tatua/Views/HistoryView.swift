import CaseProtocol
import Workflow

/// One deed of a case's history, put together from what each compartment that is visible here was told of it.
struct HistoryView: Hashable {
    let action: String
    /// The name as it may be read here.
    let byName: String
    let role: RoleID
    let from: String?
    let to: String?
    /// The legal date, as far as it is known.
    let occurredOn: PartialDate?
    let recordedAt: Timestamp?
    let fields: [FieldView]
    /// Whether the server has not received it.
    let isPending: Bool

    /// The deeds of a case, oldest first.
    ///
    /// - Parameter pending: ids of rows that are only predicted.
    static func list(_ rows: [Row], pending: Set<RowID>, in words: FieldWords) -> [HistoryView] {
        var deeds: [[Row]] = []
        var names: [JSONValue: String] = [:]
        for row in rows.sorted(by: isBefore) {
            if row.compartment.confidentiality == .sealed, let author = row["by"] {
                names[author] = row["byName"]?.string
            }
            // A deed has one row in each class that it touches; a second row of the same class is another deed.
            let match = deeds.lastIndex { deed in
                key(deed[0]) == key(row) && !deed.contains { $0.compartment == row.compartment }
            }
            if let match { deeds[match].append(row) } else { deeds.append([row]) }
        }
        return chained(deeds.map { HistoryView($0, names: names, pending: pending, in: words) })
    }

    /// Puts deeds of one moment in the order in which they led from stage to stage: what the machine does at once has the
    /// time of what it follows.
    private static func chained(_ deeds: [HistoryView]) -> [HistoryView] {
        var deeds = deeds
        for _ in deeds.indices {
            for index in deeds.indices.dropFirst() {
                let (first, second) = (deeds[index - 1], deeds[index])
                guard first.recordedAt == second.recordedAt, let stage = second.to, stage == first.from,
                    first.to != second.from
                else { continue }
                deeds.swapAt(index - 1, index)
            }
        }
        return deeds
    }

    /// - Parameter names: names by author, as the sealed compartments that are visible here tell them: the others only hint
    ///   at who files.
    private init(_ rows: [Row], names: [JSONValue: String], pending: Set<RowID>, in words: FieldWords) {
        func text(_ field: String) -> String? { rows.lazy.compactMap { $0[field]?.string }.first }
        action = text("action") ?? "?"
        role = RoleID(text("role") ?? "")
        // Of an organisation's people each deed says which of them it was.
        let own = rows.first { $0.compartment.confidentiality == .sealed }?["byName"]?.string
        let author = own ?? rows[0]["by"].flatMap { names[$0] } ?? text("byName") ?? "?"
        byName = text("actingForName").map { "\(author) for \($0)" } ?? author
        from = text("from")
        to = text("to")
        occurredOn = text("occurredOn").flatMap { PartialDate($0) }
        recordedAt = text("recordedAt").flatMap { Timestamp($0) }
        let merged = rows.reduce(into: [String: JSONValue]()) { merged, row in
            merged.merge(
                row.fields.filter { !Self.structural.contains($0.key) && !Self.isAuthor($0, of: row) },
                uniquingKeysWith: { first, _ in first })
        }
        fields = FieldView.list(merged, in: words)
        isPending = rows.contains { pending.contains($0.id) }
    }

    /// Members of an event that say who did what when; the others are what was filled in.
    private static let structural: Set<String> = [
        "action", "by", "byName", "role", "from", "to", "occurredOn", "recordedAt", "headerRev",
        "actingFor", "actingForName",
    ]

    /// Of history taken over, the party is whoever did it.
    private static func isAuthor(_ field: (key: String, value: JSONValue), of row: Row) -> Bool {
        field.key == "party" && field.value == row["byName"]
    }

    private static func key(_ row: Row) -> [JSONValue?] { ["recordedAt", "action", "by", "role"].map { row[$0] } }

    private static func isBefore(_ left: Row, _ right: Row) -> Bool {
        (left["recordedAt"]?.string ?? "", left.id) < (right["recordedAt"]?.string ?? "", right.id)
    }

    var json: JSONValue {
        [
            "action": .string(action), "by": .string(byName), "role": .string(role.rawValue),
            "from": from.json, "to": to.json, "occurredOn": occurredOn?.description.json ?? .null,
            "recordedAt": recordedAt?.description.json ?? .null, "fields": fields.json, "pending": .bool(isPending),
        ]
    }
}

/// A remark on a case.
struct NoteView: Hashable {
    let text: String
    let byName: String
    let confidentiality: ConfidentialityClass
    let recordedAt: Timestamp?
    let isPending: Bool

    init(_ row: Row, isPending: Bool) {
        text = row["text"]?.string ?? ""
        let author = row["byName"]?.string ?? "?"
        byName = row["actingForName"]?.string.map { "\(author) for \($0)" } ?? author
        confidentiality = row.compartment.confidentiality
        recordedAt = row["recordedAt"]?.string.flatMap { Timestamp($0) }
        self.isPending = isPending
    }

    var json: JSONValue {
        [
            "text": .string(text), "by": .string(byName), "class": .string(confidentiality.rawValue),
            "recordedAt": recordedAt?.description.json ?? .null, "pending": .bool(isPending),
        ]
    }
}

extension String {
    var json: JSONValue { .string(self) }
}

extension String? {
    /// The text, or `null`.
    var json: JSONValue { map { .string($0) } ?? .null }
}
