import CaseProtocol

extension LegalSource {
    private static let provenances: [Provenance] = [
        .verified, .secondary, .recalledHigh, .recalledMedium, .recalledLow, .design,
    ]

    var json: JSONValue { .members(["authority": .string(authority), "mark": .string(provenance.rawValue)]) }

    static func read(_ name: String, _ row: inout ProcedureReader) throws(ProcedureFault) -> Self {
        var reader = try row.object(name)
        let source = LegalSource(
            try reader.text("authority", bytesMax: ProcedureLimits.sentenceBytesMax),
            try reader.word("mark", of: provenances))
        try reader.finish()
        return source
    }
}

extension CalendarChoice {
    private enum Kind: String, CaseIterable { case named, country }

    var json: JSONValue {
        switch self {
        case .named(let id): Kind.named.object(["calendar": id.text])
        case .country(let field): Kind.country.object(["field": field.text])
        }
    }

    /// `nil` where the member is left out.
    static func read(_ name: String, _ row: inout ProcedureReader) throws(ProcedureFault) -> Self? {
        guard var reader = try row.optionalObject(name) else { return nil }
        let choice: Self
        switch try reader.kind(Kind.self) {
        case .named: choice = .named(try reader.id("calendar"))
        case .country: choice = .country(try reader.id("field"))
        }
        try reader.finish()
        return choice
    }
}

extension Cast {
    private enum Kind: String, CaseIterable { case complaint, dispute, remedy, desk, request }

    var json: JSONValue {
        switch self {
        case .complaint(let bodies): Kind.complaint.object(["bodies": .texts(bodies)])
        case .dispute(let registry): Kind.dispute.object(["registry": registry.map { .string($0) }])
        case .remedy: Kind.remedy.object()
        case .desk(let role): Kind.desk.object(["role": role.text])
        case .request: Kind.request.object()
        }
    }

    /// Reads the member `cast`.
    init(reading row: inout ProcedureReader) throws(ProcedureFault) {
        var reader = try row.object("cast")
        switch try reader.kind(Kind.self) {
        case .complaint:
            // Bodies and registries name audiences; they stand on headers, where a comma or colon would part them.
            let bodies: [AudienceID] = try reader.ids("bodies")
            self = .complaint(bodies: bodies.map(\.rawValue))
        case .dispute:
            let registry: AudienceID? = try reader.optionalID("registry")
            self = .dispute(registry: registry?.rawValue)
        case .remedy: self = .remedy
        case .desk: self = .desk(try reader.id("role"))
        case .request: self = .request
        }
        try reader.finish()
    }
}

extension ProcedureReader {
    /// A class; `parties` where it is left out.
    mutating func confidentiality(_ name: String) throws(ProcedureFault) -> ConfidentialityClass {
        guard optional(name) != nil else { return .parties }
        return try word(name, of: [ConfidentialityClass.public, .parties, .internal, .confidential, .sealed])
    }
}
