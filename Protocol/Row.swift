/// One version of one unit of current state. The server encodes it once, as canonical JSON; those bytes are stored,
/// hashed and sent as they are, so they are equal for everybody who may see them.
///
/// Wire shape: `{"case":"…","comp":"…","f":{…},"fr":{…},"id":"…","kind":"…","rev":1}`. `case` is missing on shared rows;
/// `fr` names only fields last set after the row's first version. Members this version does not know survive in ``unknown``.
public struct Row: Hashable, Sendable {
    public var id: RowID
    public var kind: RowKind
    public var compartment: Compartment
    /// Counts the versions of this row, from 1.
    public var rev: Int
    public var fields: [String: JSONValue]
    /// The ``rev`` at which a field was last set, where that is not 1.
    public var fieldRevs: [String: Int]
    public var unknown: [String: JSONValue]

    public init(
        id: RowID, kind: RowKind, compartment: Compartment, rev: Int = 1, fields: [String: JSONValue],
        fieldRevs: [String: Int] = [:], unknown: [String: JSONValue] = [:]
    ) {
        self.id = id
        self.kind = kind
        self.compartment = compartment
        self.rev = rev
        self.fields = fields
        self.fieldRevs = fieldRevs
        self.unknown = unknown
    }

    /// The highest ``rev`` that is read: the highest whole number that every language's JSON carries, 2^53 - 1.
    public static let revMax = 9_007_199_254_740_991

    public var caseID: CaseID? { compartment.caseID }

    public subscript(field: String) -> JSONValue? { fields[field] }

    /// The ``rev`` at which `field` was last set; 0 when it never was.
    public func rev(of field: String) -> Int { fieldRevs[field] ?? (fields[field] == nil ? 0 : 1) }

    /// The next version of this row with `changes` made (`null` removes a field); `nil` when nothing differs.
    public func updating(_ changes: [String: JSONValue]) -> Row? {
        var next = self
        next.rev += 1
        for (field, value) in changes where (fields[field] ?? .null) != value {
            next.fields[field] = value.isNull ? nil : value
            next.fieldRevs[field] = next.rev
        }
        #if PLANTED_BUGS
            if PlantedBug.isOn(.unknownMemberDropped) { next.unknown = [:] }
        #endif
        return next.fields == fields ? nil : next
    }
}

extension Row {
    private static let known: Set<String> = ["case", "comp", "f", "fr", "id", "kind", "rev"]

    public var json: JSONValue {
        var members = unknown
        if let caseID { members["case"] = .string(caseID.description) }
        members["comp"] = .string(compartment.description)
        members["f"] = .object(fields)
        if !fieldRevs.isEmpty { members["fr"] = .object(fieldRevs.mapValues { .int(Int64($0)) }) }
        members["id"] = .string(id.description)
        members["kind"] = .string(kind.rawValue)
        members["rev"] = .int(Int64(rev))
        return .object(members)
    }

    /// The bytes that are stored, hashed and sent.
    public var canonicalBytes: [UInt8] { json.canonicalBytes }

    /// Reads a row; `nil` when a member that every row has is missing or malformed.
    public init?(_ json: JSONValue) {
        guard let members = json.object,
            let id = members["id"]?.string.flatMap({ RowID($0) }),
            let kind = members["kind"]?.string,
            let compartment = members["comp"]?.string.flatMap({ Compartment($0) }),
            let rev = members["rev"]?.int, (1...Self.revMax).contains(rev),
            let fields = members["f"]?.object
        else { return nil }
        self.init(
            id: id, kind: RowKind(kind), compartment: compartment, rev: rev, fields: fields,
            fieldRevs: (members["fr"]?.object ?? [:]).compactMapValues(\.int),
            unknown: members.filter { !Self.known.contains($0.key) })
    }

    /// Reads stored or received bytes; `nil` when they are not a row.
    public init?(bytes: some Sequence<UInt8>) {
        #if PLANTED_BUGS
            guard let row = PlantedReading.of(Array(bytes), { Self(reading: bytes) }) else { return nil }
            self = row
        #else
            self.init(reading: bytes)
        #endif
    }

    private init?(reading bytes: some Sequence<UInt8>) {
        guard let json = try? JSONValue(parsing: bytes) else { return nil }
        self.init(json)
    }
}
