import CaseProtocol

/// Reads the fields of one JSON object of a calendar, and names the one at fault.
struct CalendarReader {
    let members: [String: JSONValue]
    let row: Int?
    /// The `name` in the row, for faults.
    let name: String?
    /// Stands before the names of fields: `source.`.
    let prefix: String

    /// Takes an object that has no other fields than `fields`.
    init(
        _ json: JSONValue, fields: Set<String>, row: Int? = nil, name: String? = nil, prefix: String = ""
    ) throws(CalendarFault) {
        let whole = String(prefix.dropLast())
        guard let members = json.object else {
            throw CalendarFault(row: row, name: name, field: whole, problem: .not("object"))
        }
        self.members = members
        self.row = row
        self.prefix = prefix
        self.name = name ?? (row == nil ? nil : members["name"]?.string)
        if let unknown = members.keys.sorted().first(where: { !fields.contains($0) }) {
            throw fault(unknown, .unknownField)
        }
    }

    func fault(_ field: String, _ problem: CalendarFault.Problem) -> CalendarFault {
        CalendarFault(row: row, name: name, field: prefix + field, problem: problem)
    }

    /// The value of a field that must be there.
    func value(_ field: String) throws(CalendarFault) -> JSONValue {
        guard let value = members[field] else { throw fault(field, .missing) }
        return value
    }

    func text(_ field: String, lengths: ClosedRange<Int> = 1...200) throws(CalendarFault) -> String {
        guard let text = try value(field).string else { throw fault(field, .not("text")) }
        guard lengths.contains(text.utf8.count) else { throw fault(field, .outside(lengths)) }
        return text
    }

    func number(_ field: String, within bounds: ClosedRange<Int>) throws(CalendarFault) -> Int {
        try number(value(field), field, within: bounds)
    }

    func number(
        _ json: JSONValue, _ field: String, within bounds: ClosedRange<Int>
    ) throws(CalendarFault) -> Int {
        guard case .int(let given) = json else { throw fault(field, .not("whole number")) }
        guard let number = Int(exactly: given), bounds.contains(number) else { throw fault(field, .outside(bounds)) }
        return number
    }

    /// Numbers that each come once.
    func numbers(
        _ field: String, within bounds: ClosedRange<Int>
    ) throws(CalendarFault) -> Set<Int> {
        guard let values = try value(field).array else { throw fault(field, .not("array")) }
        var numbers: Set<Int> = []
        for json in values {
            let number = try number(json, field, within: bounds)
            guard numbers.insert(number).inserted else { throw fault(field, .repeated(number)) }
        }
        return numbers
    }

    func word<Word: RawRepresentable<String>>(
        _ field: String, of words: [Word]
    ) throws(CalendarFault) -> Word {
        let text = try text(field)
        guard let word = words.first(where: { $0.rawValue == text }) else {
            throw fault(field, .notOneOf(words.map(\.rawValue)))
        }
        return word
    }

    /// An authority and its provenance, in an object of their own.
    func source(_ field: String) throws(CalendarFault) -> LegalSource {
        try nested(field, fields: ["authority", "provenance"]).ownSource()
    }

    /// The object in `field`, with no other fields than `fields`.
    func nested(_ field: String, fields: Set<String>) throws(CalendarFault) -> CalendarReader {
        try CalendarReader(value(field), fields: fields, row: row, name: name, prefix: "\(prefix)\(field).")
    }

    /// The authority and the provenance of this object itself.
    func ownSource() throws(CalendarFault) -> LegalSource {
        LegalSource(try text("authority", lengths: 1...500), try word("provenance", of: Self.provenances))
    }

    private static let provenances: [LegalSource.Provenance] = [
        .verified, .secondary, .recalledHigh, .recalledMedium, .recalledLow, .design,
    ]
}
