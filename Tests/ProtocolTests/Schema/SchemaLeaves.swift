import CaseProtocol

extension String: SchemaLeaf {
    static var schemaName: String? { nil }
    static var schema: JSONValue { ["type": "string"] }
    static var example: String { "text" }
}

extension Bool: SchemaLeaf {
    static var schemaName: String? { nil }
    static var schema: JSONValue { ["type": "boolean"] }
    static var example: Bool { true }
}

extension SchemaLeaf where Self: FixedWidthInteger {
    static var schemaName: String? { nil }
    static var schema: JSONValue { ["type": "integer"] }
    static var example: Self { 1 }
}

extension Int: SchemaLeaf {}
extension Int64: SchemaLeaf {}
extension UInt64: SchemaLeaf {}

extension JSONValue: SchemaLeaf {
    static var schemaName: String? { "JSONValue" }
    static var schema: JSONValue {
        let any: JSONValue = ["$ref": "#/$defs/JSONValue"]
        return [
            "anyOf": [
                ["type": ["null", "boolean", "integer", "string"]], ["type": "array", "items": any],
                ["type": "object", "additionalProperties": any],
            ]
        ]
    }
    static var example: JSONValue { "text" }
}

extension TypedID: SchemaLeaf {
    static var schemaName: String? { "ID" }
    static var schema: JSONValue {
        [
            "type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
            "description": "128 bits, made by whoever creates the thing (UUID version 7); lower case.",
        ]
    }
    static var example: Self { Self(high: 0x0193_4D5E_6F70_7001, low: 0x8000_0000_0000_0001) }
}

extension Timestamp: SchemaLeaf {
    static var schemaName: String? { "Timestamp" }
    static var schema: JSONValue {
        [
            "type": "string",
            "pattern": "^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{3})?Z$",
        ]
    }
    static var example: Timestamp { Timestamp(milliseconds: 0) }
}

extension CivilDate: SchemaLeaf {
    static var schemaName: String? { "CivilDate" }
    static var schema: JSONValue { ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"] }
    static var example: CivilDate { CivilDate(dayNumber: 0) }
}

extension PartialDate: SchemaLeaf {
    static var schemaName: String? { "PartialDate" }
    static var schema: JSONValue { ["type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"] }
    static var example: PartialDate { PartialDate(CivilDate.example) }
}

extension Compartment: SchemaLeaf {
    static var schemaName: String? { "Compartment" }
    static var schema: JSONValue {
        let classes = ConfidentialityClass.allCases.map(\.rawValue).joined(separator: "|")
        return ["type": "string", "pattern": .string("^(shared|[0-9a-f-]{36})/(\(classes))/.*$")]
    }
    static var example: Compartment { Compartment(caseID: nil, .parties) }
}

extension BlobID: SchemaLeaf {
    static var schemaName: String? { "BlobID" }
    static var schema: JSONValue { ["type": "string", "pattern": "^sha256:[0-9a-f]{64}$"] }
    static var example: BlobID { Samples.blobs[0] }
}

extension ProtocolVersion: SchemaLeaf {
    static var schemaName: String? { "ProtocolVersion" }
    static var schema: JSONValue { ["type": "string", "pattern": "^[0-9]+[.][0-9]+$"] }
    static var example: ProtocolVersion { .current }
}

/// Either a part or a compartment: it writes its own coding.
extension DigestNode: SchemaLeaf {
    static var schemaName: String? { "DigestNode" }
    static var schema: JSONValue {
        let common: [String: JSONValue] = [
            "aud": ["type": "string"], "count": ["type": "integer", "minimum": 0],
            "sum": ["type": "string", "pattern": "^[0-9a-f]{32}$"],
        ]
        func variant(_ name: String, _ schema: JSONValue) -> JSONValue {
            [
                "type": "object", "properties": .object(common.merging([name: schema]) { $1 }),
                "required": .array((common.keys + [name]).sorted().map { .string($0) }),
            ]
        }
        return [
            "oneOf": [
                variant("at", ["type": "string", "pattern": "^[0-9a-f]{0,32}$"]), variant("comp", Compartment.schema),
            ]
        ]
    }
    static var example: DigestNode { DigestNode(aud: .all, .part(""), .zero) }
}
