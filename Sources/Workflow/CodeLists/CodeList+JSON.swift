public import CaseProtocol

extension CodeList {
    /// The list as it is exchanged and kept in a row: `{"codes":[{"code":…,"parent":…,"provenance":…,"title":…}],
    /// "edition":…,"id":…,"title":…}`. What a code has not is left out.
    public var json: JSONValue {
        [
            "id": .string(id), "title": .string(title), "edition": .string(edition),
            "codes": .array(codes.map(\.json)),
        ]
    }

    /// Reads a list. Members that are not known are skipped, so that later versions can add some.
    ///
    /// - Throws: the first ``CodeListFault``: of the list, then of the codes, row by row.
    public init(json: JSONValue) throws(CodeListFault) {
        guard json.object != nil else { throw CodeListFault(.list, .wrongType(expected: "an object")) }
        let list = CodeListMembers(json, at: .list)
        let id = try list.text("id", bytesMax: CodeListText.codeBytesMax)
        guard CodeListText.isID(id) else { throw CodeListFault(.list, field: "id", .notAnID) }
        let title = try list.text("title", bytesMax: CodeListText.titleBytesMax)
        let edition = try list.text("edition", bytesMax: CodeListText.codeBytesMax)
        guard let rows = try list.value("codes").array else {
            throw CodeListFault(.list, field: "codes", .wrongType(expected: "an array"))
        }
        guard !rows.isEmpty else { throw CodeListFault(.list, field: "codes", .missing) }
        guard rows.count <= Self.codesMax else {
            throw CodeListFault(.list, field: "codes", .tooMany(max: Self.codesMax))
        }
        self.init(id: id, title: title, edition: edition, codes: try Self.codes(rows))
    }

    /// Each parent stands above its children, so that no code can be its own ancestor.
    private static func codes(_ rows: [JSONValue]) throws(CodeListFault) -> [Code] {
        var codes: [Code] = []
        var above: Set<String> = []
        for (index, row) in rows.enumerated() {
            let code = try Code(json: row, at: .row(index))
            if let parent = code.parent, !above.contains(parent) {
                throw CodeListFault(.row(index), field: "parent", .unknownParent)
            }
            guard above.insert(code.code).inserted else {
                throw CodeListFault(.row(index), field: "code", .doubled)
            }
            codes.append(code)
        }
        return codes
    }
}

extension Code {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["code": .string(code), "title": .string(title)]
        members["parent"] = parent.map { .string($0) }
        members["provenance"] = provenance.map { .string($0.rawValue) }
        return .object(members)
    }

    fileprivate init(json: JSONValue, at place: CodeListFault.Place) throws(CodeListFault) {
        guard json.object != nil else { throw CodeListFault(place, .wrongType(expected: "an object")) }
        let row = CodeListMembers(json, at: place)
        let code = try row.text("code", bytesMax: CodeListText.codeBytesMax)
        let title = try row.text("title", bytesMax: CodeListText.titleBytesMax)
        let parent = row.has("parent") ? try row.text("parent", bytesMax: CodeListText.codeBytesMax) : nil
        self.init(code, title, parent: parent, try row.provenance())
    }
}

/// The members of an object of a code list, read one by one.
private struct CodeListMembers {
    private let members: [String: JSONValue]
    private let place: CodeListFault.Place

    init(_ json: JSONValue, at place: CodeListFault.Place) {
        members = json.object ?? [:]
        self.place = place
    }

    /// Whether there is a value; `null` is none.
    func has(_ field: String) -> Bool { members[field].map { !$0.isNull } ?? false }

    func value(_ field: String) throws(CodeListFault) -> JSONValue {
        guard let value = members[field], !value.isNull else { throw CodeListFault(place, field: field, .missing) }
        return value
    }

    func text(_ field: String, bytesMax: Int) throws(CodeListFault) -> String {
        guard let text = try value(field).string else {
            throw CodeListFault(place, field: field, .wrongType(expected: "text"))
        }
        if let reason = CodeListText.fault(of: text, bytesMax: bytesMax) {
            throw CodeListFault(place, field: field, reason)
        }
        return text
    }

    func provenance() throws(CodeListFault) -> LegalSource.Provenance? {
        guard has("provenance") else { return nil }
        let mark = try text("provenance", bytesMax: CodeListText.codeBytesMax)
        guard let provenance = LegalSource.Provenance(rawValue: mark) else {
            throw CodeListFault(place, field: "provenance", .unknownWord(allowed: LegalSource.Provenance.marks))
        }
        return provenance
    }
}

extension LegalSource.Provenance {
    fileprivate static let marks = [
        verified, secondary, recalledHigh, recalledMedium, recalledLow, design,
    ].map(\.rawValue)
}
