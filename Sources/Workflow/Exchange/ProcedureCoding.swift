public import CaseProtocol

extension Procedure {
    /// The form in which procedures are exchanged; `docs/procedures/format.md` describes it. What says nothing (no, an empty
    /// list, an ordinary value) is left out.
    public var json: JSONValue {
        .members([
            "id": id.text, "version": .number(version), "title": .string(title), "numberPrefix": .string(numberPrefix),
            "cast": cast.json, "calendar": calendar.json, "stages": .array(stages.map(\.json)),
            "rules": .array(rules.map(\.json)), "deadlines": .list(deadlines.map(\.json)),
            "fields": .list(fields.map(\.json)), "edits": .list(edits.map(\.json)),
            "groups": .list(mergeGroups.map(\.json)),
        ])
    }

    /// The one byte form of the table: what is hashed to name its content.
    public var canonicalBytes: [UInt8] { json.canonicalBytes }

    /// Reads a procedure that somebody wrote; all of it or nothing. What it reads is well formed; whether it makes sense is
    /// for ``check(_:codeLists:calendars:)`` to say.
    ///
    /// - Throws: the first ``ProcedureFault``, with its row and field.
    public init(json: JSONValue) throws(ProcedureFault) {
        var reader = try ProcedureReader(json)
        let id: ProcedureID = try reader.id("id")
        let version = try reader.number("version", in: 1...1_000_000)
        let title = try reader.text("title")
        let numberPrefix = try reader.text("numberPrefix", bytesMax: 8)
        let cast = try Cast(reading: &reader)
        let calendar = try CalendarChoice.read("calendar", &reader)
        let stages = try reader.rows(
            "stages", max: ProcedureLimits.stagesMax, called: { RowName.stage(Self.name("id", $1, $0)) },
            Stage.init(reading:))
        let rules = try reader.rows(
            "rules", max: ProcedureLimits.rulesMax, called: { RowName.rule($0, Self.name("action", $1, $0)) },
            Rule.init(reading:))
        let deadlines = try reader.rows(
            "deadlines", max: ProcedureLimits.deadlinesMax, called: { RowName.deadline(Self.name("key", $1, $0)) },
            DeadlineSpec.init(reading:))
        let fields = try reader.rows(
            "fields", max: ProcedureLimits.fieldsMax, called: { RowName.field(Self.name("id", $1, $0)) },
            FieldSpec.init(reading:))
        let edits = try reader.rows(
            "edits", max: ProcedureLimits.editsMax, called: { index, _ in RowName.edit(index) },
            EditRule.init(reading:))
        let groups = try reader.rows(
            "groups", max: ProcedureLimits.groupsMax, called: { RowName.group(Self.name("id", $1, $0)) },
            MergeGroup.init(reading:))
        try reader.finish()
        try Self.refuseDoubles(stages.map(\.id), "stages", "id", RowName.stage)
        try Self.refuseDoubles(deadlines.map(\.key), "deadlines", "key", RowName.deadline)
        try Self.refuseDoubles(fields.map(\.id), "fields", "id", RowName.field)
        try Self.refuseDoubles(groups.map(\.id), "groups", "id", RowName.group)
        self.init(
            id: id, version: version, title: title, numberPrefix: numberPrefix, cast: cast,
            calendar: calendar ?? .named(.weekdays), stages: stages, rules: rules, deadlines: deadlines, fields: fields,
            edits: edits, mergeGroups: groups)
    }

    /// What a row calls itself, or its count where it does not.
    private static func name(_ member: String, _ members: [String: JSONValue], _ index: Int) -> String {
        members[member]?.string.map(ProcedureReader.shown) ?? "\(index + 1)"
    }

    private static func refuseDoubles(
        _ ids: [some StringBacked], _ list: String, _ field: String, _ called: (String) -> String
    ) throws(ProcedureFault) {
        var seen: Set<String> = []
        for (index, id) in ids.enumerated() where !seen.insert(id.rawValue).inserted {
            throw ProcedureFault(
                path: "\(list)[\(index)]", row: called(id.rawValue), field: field, sentence: "stands twice")
        }
    }
}

extension Stage {
    var json: JSONValue {
        .members([
            "id": id.text, "public": publicName.map { .string($0) }, "final": .yes(isFinal), "owner": owner?.text,
            "clocks": .ids(clocks), "history": takesHistory ? nil : false, "summary": .string(summary),
        ])
    }

    init(reading reader: inout ProcedureReader) throws(ProcedureFault) {
        self.init(
            try reader.id("id"), public: try reader.optionalText("public"), isFinal: try reader.yes("final"),
            owner: try reader.optionalID("owner"), clocks: try reader.ids("clocks"),
            takesHistory: try reader.yes("history", else: true),
            try reader.text("summary", bytesMax: ProcedureLimits.sentenceBytesMax))
    }
}

extension EditRule {
    var json: JSONValue {
        .members([
            "fields": .ids(fields), "roles": .ids(roles), "from": from.json, "onlyUnknown": .yes(onlyUnknown),
        ])
    }

    init(reading reader: inout ProcedureReader) throws(ProcedureFault) {
        self.init(
            try reader.ids("fields", atLeast: 1), by: try reader.ids("roles", atLeast: 1),
            from: try Origin(reading: &reader), onlyUnknown: try reader.yes("onlyUnknown"))
    }
}

extension MergeGroup {
    var json: JSONValue { .members(["id": id.text, "fields": .ids(fields)]) }

    init(reading reader: inout ProcedureReader) throws(ProcedureFault) {
        self.init(try reader.id("id"), try reader.ids("fields", atLeast: 1))
    }
}
