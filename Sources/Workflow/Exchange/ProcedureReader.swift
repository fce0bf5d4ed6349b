import CaseProtocol

/// Reads the members of one JSON object of a procedure; names the one at fault, and knows which ones nobody asked for.
struct ProcedureReader {
    let path: String
    let row: String?
    private let members: [String: JSONValue]
    private var asked: Set<String> = []

    init(_ json: JSONValue, path: String = "", row: String? = nil) throws(ProcedureFault) {
        guard let members = json.object else {
            throw ProcedureFault(path: path, row: row, field: "", sentence: "must be an object")
        }
        self.members = members
        self.path = path
        self.row = row
    }

    func fault(_ field: String, _ sentence: String) -> ProcedureFault {
        ProcedureFault(path: path, row: row, field: field, sentence: sentence)
    }

    /// - Throws: where the object has a member that was not asked for.
    func finish() throws(ProcedureFault) {
        if let unknown = members.keys.sorted().first(where: { !asked.contains($0) }) {
            throw fault(Self.shown(unknown), "is no member that belongs here")
        }
    }

    /// The value of a member; `nil` where it is left out or null.
    mutating func optional(_ name: String) -> JSONValue? {
        asked.insert(name)
        return members[name].flatMap { $0.isNull ? nil : $0 }
    }

    mutating func value(_ name: String) throws(ProcedureFault) -> JSONValue {
        guard let value = optional(name) else { throw fault(name, "is missing") }
        return value
    }

    mutating func object(_ name: String) throws(ProcedureFault) -> ProcedureReader {
        try ProcedureReader(value(name), path: below(name), row: row)
    }

    mutating func optionalObject(_ name: String) throws(ProcedureFault) -> ProcedureReader? {
        guard let value = optional(name) else { return nil }
        return try ProcedureReader(value, path: below(name), row: row)
    }

    /// The elements of an array; none where it is left out.
    mutating func elements(_ name: String, max: Int) throws(ProcedureFault) -> [JSONValue] {
        guard let value = optional(name) else { return [] }
        guard let elements = value.array else { throw fault(name, "must be an array") }
        guard elements.count <= max else { throw fault(name, "has \(elements.count) elements; \(max) are the most") }
        return elements
    }

    /// An array of objects.
    mutating func objects<Value>(
        _ name: String, max: Int = ProcedureLimits.listMax,
        _ make: (inout ProcedureReader) throws(ProcedureFault) -> Value
    ) throws(ProcedureFault) -> [Value] {
        var values: [Value] = []
        for (index, element) in try elements(name, max: max).enumerated() {
            var reader = try ProcedureReader(element, path: "\(below(name))[\(index)]", row: row)
            values.append(try make(&reader))
            try reader.finish()
        }
        return values
    }

    /// The rows of the procedure itself, each with its name.
    mutating func rows<Value>(
        _ name: String, max: Int, called: (Int, [String: JSONValue]) -> String,
        _ make: (inout ProcedureReader) throws(ProcedureFault) -> Value
    ) throws(ProcedureFault) -> [Value] {
        var values: [Value] = []
        for (index, element) in try elements(name, max: max).enumerated() {
            let row = called(index, element.object ?? [:])
            var reader = try ProcedureReader(element, path: "\(name)[\(index)]", row: row)
            values.append(try make(&reader))
            try reader.finish()
        }
        return values
    }

    /// Members whose names are data themselves, by name.
    mutating func named(_ name: String) throws(ProcedureFault) -> [(name: String, value: JSONValue)] {
        guard let value = optional(name) else { return [] }
        guard let members = value.object else { throw fault(name, "must be an object") }
        guard members.count <= ProcedureLimits.listMax else {
            throw fault(name, "has \(members.count) members; \(ProcedureLimits.listMax) are the most")
        }
        for key in members.keys.sorted() { try checkID(key, name) }
        return members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func below(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// A word of the file as a message may repeat it.
    static func shown(_ text: String) -> String {
        let plain = String(text.unicodeScalars.prefix(40).map { isPlain($0) ? Character($0) : "?" })
        return text.unicodeScalars.count > 40 ? plain + "…" : plain
    }
}
