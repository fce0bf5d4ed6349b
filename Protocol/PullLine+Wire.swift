extension PullLine {
    /// The line without its newline. A row's line is its stored bytes.
    ///
    /// - Throws: `EncodingError` when a trailer cannot be written.
    public func wireBytes() throws -> [UInt8] {
        switch self {
        case .leave(let compartment):
            return JSONValue.object(["op": "leave", "comp": .string(compartment.description)]).canonicalBytes
        case .enter(let compartment, let audiences):
            return JSONValue.object([
                "op": "enter", "comp": .string(compartment.description),
                "aud": .array(audiences.map { .string($0.rawValue) }),
            ]).canonicalBytes
        case .audiences(let compartment, let audiences):
            return JSONValue.object([
                "op": "aud", "comp": .string(compartment.description),
                "aud": .array(audiences.map { .string($0.rawValue) }),
            ]).canonicalBytes
        case .row(let row): return row.canonicalBytes
        case .gone(let id, let compartment):
            return JSONValue.object([
                "op": "gone", "comp": .string(compartment.description), "id": .string(id.description),
            ]).canonicalBytes
        case .end(let trailer):
            var members: [String: JSONValue] = [
                "asOf": .string(trailer.asOf.description), "complete": .bool(trailer.complete),
                "count": .int(Int64(trailer.count)), "last": .int(Int64(trailer.last)), "next": .string(trailer.next),
                "op": "end",
                "out": .array(try trailer.out.map { try JSONValue(parsing: try CanonicalJSON.encode($0)) }),
            ]
            members["dig"] = trailer.dig.map { .string($0) }
            members["lastMid"] = trailer.lastMid.map { .string($0.description) }
            return JSONValue.object(members).canonicalBytes
        }
    }

    /// Reads a line; `nil` for an operation of a later minor version, which is skipped.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/malformedBody`` when the line is not what its operation calls for.
    public init?(parsing line: some Collection<UInt8>) throws(Problem) {
        do {
            let json = try JSONValue(parsing: line)
            guard let members = json.object else { throw Self.malformed }
            let compartment = members["comp"]?.string.flatMap { Compartment($0) }
            switch members["op"]?.string {
            case nil:
                guard let row = Row(json) else { throw Self.malformed }
                self = .row(row)
            case "leave":
                guard let compartment else { throw Self.malformed }
                self = .leave(compartment)
            case "enter":
                guard let compartment else { throw Self.malformed }
                self = .enter(compartment, audiences: Self.audiences(members) ?? [])
            case "aud":
                guard let compartment, let audiences = Self.audiences(members) else { throw Self.malformed }
                self = .audiences(compartment, audiences)
            case "gone":
                guard let compartment, let id = members["id"]?.string.flatMap({ RowID($0) }) else {
                    throw Self.malformed
                }
                self = .gone(id, compartment)
            case "end": self = .end(try CanonicalJSON.decode(PullTrailer.self, from: line))
            default: return nil
            }
        } catch {
            throw (error as? Problem) ?? Self.malformed
        }
    }

    private static func audiences(_ members: [String: JSONValue]) -> [AudienceID]? {
        members["aud"]?.array?.compactMap(\.string).map { AudienceID($0) }
    }

    private static let malformed = Problem(.malformedBody, "A line of the page is not what the protocol says.")
}
