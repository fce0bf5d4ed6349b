public import CaseProtocol

/// Fields of one group that two people changed, neither knowing of the other.
struct FieldConflict {
    let group: MergeGroup
    /// Those that the later one wanted to change, by name.
    let wanted: [FieldID]
    /// Those that somebody else changed meanwhile, by name.
    let moved: [FieldID]

    /// The field that the record is called by: one that both changed, if there is one.
    var first: FieldID { wanted.first { moved.contains($0) } ?? wanted[0] }
    /// Every field that the record tells of, ``first`` before the others.
    var fields: [FieldID] { [first] + Set(wanted + moved).subtracting([first]).sorted() }

    /// The three versions, with who made each and when as far as `past` may tell: those of ``first`` as members of the row,
    /// those of the fields that go together with it in `coupled`.
    func members(of edit: CaseEdit, _ past: FieldPast) -> [String: JSONValue] {
        var members = versions(of: first, edit, past)
        members["field"] = .string(first.rawValue)
        let others = fields.dropFirst()
        if !others.isEmpty {
            members["group"] = .string(group.id.rawValue)
            let coupled = others.map { ($0.rawValue, JSONValue.object(versions(of: $0, edit, past))) }
            members["coupled"] = .object(Dictionary(coupled, uniquingKeysWith: { $1 }))
        }
        return members
    }

    /// `mine` of a field that the author left alone is what they saw; without it, nothing is known of that.
    private func versions(of field: FieldID, _ edit: CaseEdit, _ past: FieldPast) -> [String: JSONValue] {
        let name = field.rawValue
        let (baseRev, theirsRev) = (edit.serverBase(of: field), past.row.rev(of: name))
        let base = past.value(of: field, seen: edit.seen?[name], asOf: baseRev)
        var members: [String: JSONValue] = ["baseRev": .int(Int64(baseRev)), "theirsRev": .int(Int64(theirsRev))]
        members["base"] = base
        members["theirs"] = past.row[name]
        members["mine"] = edit.fields[name] == nil ? base : edit.value(of: field)
        return members.merging(past.author(ofRev: baseRev, as: "base")) { $1 }
            .merging(past.author(ofRev: theirsRev, as: "theirs")) { $1 }
    }
}

extension CaseEdit {
    /// The server's revision of a field that its author began from.
    fileprivate func serverBase(of field: FieldID) -> Int {
        seen?[field.rawValue]?.rev ?? base[field.rawValue] ?? 0
    }
}

extension [FieldConflict] {
    /// What the author is told.
    var problem: Problem {
        let wanted = flatMap(\.wanted).sorted()
        let moved = Set(flatMap(\.moved))
        let named = wanted.filter(moved.contains)
        let others = moved.subtracting(named).sorted()
        let changed = (named + others).map(\.rawValue).joined(separator: ", ")
        let together = filter { $0.fields.count > 1 }.map {
            $0.fields.map(\.rawValue).sorted().joined(separator: " and ")
        }
        return Problem(
            .fieldConflict,
            "Somebody else changed \(changed) meanwhile. "
                + together.map { "\($0) go together. " }.joined()
                + "Both versions are kept on the case until a person settles it.",
            path: wanted.first.map { "fields.\($0)" }, allowed: wanted.map(\.rawValue))
    }
}

/// What fields of the header were before, as their events tell it to those who read a compartment.
struct FieldPast {
    let state: CaseState
    let row: Row
    let compartment: Compartment

    /// The value that the author of an edit had before them; `nil` where no event of the compartment has it: what was edited
    /// away before transmission is not told to the imposing side.
    ///
    /// - Parameters:
    ///   - seen: what they saw, where that was their own; `nil` where it was the server's.
    ///   - rev: the header's revision that they saw.
    func value(of field: FieldID, seen: SeenField?, asOf rev: Int) -> JSONValue? {
        if seen == nil, rev == 0 { return .null }
        let events = state.rows(.event).filter { $0[field.rawValue] != nil }
        let known = events.filter { ($0["headerRev"]?.int ?? .max) <= rev }
            .max { ($0["headerRev"]?.int ?? 0) < ($1["headerRev"]?.int ?? 0) }?[field.rawValue]
        guard let value = seen?.value ?? known else { return nil }
        return events.contains { $0.compartment == compartment && $0[field.rawValue] == value } ? value : nil
    }

    /// Who made a revision of the header and when, under `…By`, `…ByName` and `…At`; nothing where the compartment was not
    /// told.
    func author(ofRev rev: Int, as version: String) -> [String: JSONValue] {
        let event = state.rows(.event).first { $0.compartment == compartment && $0["headerRev"]?.int == rev }
        guard let event else { return [:] }
        var members: [String: JSONValue] = [:]
        members["\(version)By"] = event["by"]
        members["\(version)ByName"] = event["byName"]
        members["\(version)At"] = event["recordedAt"]
        return members
    }
}

/// The versions of one field that a conflict keeps.
public struct FieldVersion: Hashable, Sendable {
    public let field: FieldID
    /// What the later author had before them; `null` for none, `nil` where that is not known or not told here.
    public let base: JSONValue?
    /// What stood when it was kept.
    public let theirs: JSONValue?
    /// What the later author wants; `null` clears it. `nil` where they left it alone and nothing is known.
    public let mine: JSONValue?
    /// The revision of the header that made ``theirs``.
    public let theirsRev: Int
    /// Who wrote them and when, as far as that is told here.
    public let baseBy: VersionAuthor?
    public let theirsBy: VersionAuthor?

    init(_ field: String, _ members: [String: JSONValue], mine: JSONValue?) {
        self.field = FieldID(field)
        base = members["base"] ?? (members["baseRev"]?.int == 0 ? .null : nil)
        theirs = members["theirs"]
        self.mine = mine
        theirsRev = members["theirsRev"]?.int ?? 0
        baseBy = VersionAuthor(members, "base")
        theirsBy = VersionAuthor(members, "theirs")
    }

    /// The fields of a conflict row, that which it is called by first; none of one that is about an act.
    public static func all(of row: Row) -> [FieldVersion] {
        guard row["about"] == "field", let field = row["field"]?.string else { return [] }
        let first = FieldVersion(field, row.fields, mine: row["mine"] ?? .null)
        let coupled = (row["coupled"]?.object ?? [:]).sorted { $0.key < $1.key }
        return [first]
            + coupled.map { name, members in
                FieldVersion(name, members.object ?? [:], mine: members.object?["mine"])
            }
    }
}

/// Who wrote a version, under the name that those read who see the record.
public struct VersionAuthor: Hashable, Sendable {
    public let name: String
    public let at: Timestamp?

    fileprivate init?(_ members: [String: JSONValue], _ version: String) {
        guard let name = members["\(version)ByName"]?.string else { return nil }
        self.name = name
        at = members["\(version)At"]?.string.flatMap { Timestamp($0) }
    }
}
