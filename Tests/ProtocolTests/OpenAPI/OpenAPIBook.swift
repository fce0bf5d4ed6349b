import CaseProtocol

/// Writes the description of the HTTP API (OpenAPI 3.1) from ``APITable`` and the types of the messages.
struct OpenAPIBook {
    private let sent: SchemaBook
    private let answered: SchemaBook
    private let statuses: [String: Int]

    init(docs: DocComments, statuses: [String: Int]) {
        sent = SchemaBook(docs: docs)
        answered = SchemaBook(docs: docs)
        self.statuses = statuses
    }

    func document(_ operations: [APIOperation]) throws -> JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        for operation in operations { paths[operation.path, default: [:]][operation.method] = try described(operation) }
        let problem = try answered.schema(of: Problem.self)
        let clashes = sent.clashes.union(answered.clashes)
        guard clashes.isEmpty else { throw CannotMake(type: "two that are called \(clashes.sorted())") }
        let schemas =
            sent.definitions.map { (Self.sentPrefix + $0, Self.rewritten($1, prefix: Self.sentPrefix, isSent: true)) }
            + answered.definitions.map { ($0, Self.rewritten($1, prefix: "", isSent: false)) }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Tatua", "version": .string(ProtocolVersion.current.description),
                "description":
                    "Made from the code by the tests (TATUA_RECORD=1). What the messages mean: Protocol/README.md.",
            ],
            "paths": .object(paths.mapValues { .object($0) }),
            "components": [
                "schemas": .object(Dictionary(schemas) { $1 }),
                "responses": [
                    "Problem": [
                        "description": "A problem.",
                        "content": ["application/json": ["schema": Self.rewritten(problem, prefix: "", isSent: false)]],
                    ]
                ],
                "securitySchemes": [
                    "token": ["type": "http", "scheme": "bearer", "description": "From the sign-in."],
                    "administrator": [
                        "type": "http", "scheme": "bearer",
                        "description": "From `server.json` of the data folder. Without it there is nothing here.",
                    ],
                ],
            ],
        ]
    }

    private func described(_ operation: APIOperation) throws -> JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(operation.id), "summary": .string(operation.summary),
            "responses": .object(try answers(of: operation)),
        ]
        var parameters = operation.parameters
        switch operation.needs {
        case .nothing: break
        case .token: members["security"] = [["token": []]]
        case .administrator: members["security"] = [["administrator": []]]
        case .tokenAndVersion:
            members["security"] = [["token": []]]
            parameters.append(
                APIOperation.header(
                    ProtocolVersion.headerName, ["type": "string", "enum": ["1.0", "1.1"]], "What the client speaks.",
                    isRequired: true))
        }
        if !parameters.isEmpty { members["parameters"] = .array(parameters) }
        if operation.method == "patch" {
            members["requestBody"] = ["required": true, "content": ["application/octet-stream": ["schema": [:]]]]
        }
        if let request = operation.request {
            var content: [String: JSONValue] = [
                "schema": Self.rewritten(try request(sent), prefix: Self.sentPrefix, isSent: true)
            ]
            if let name = operation.example, let sample = Samples.all.first(where: { $0.name == name }) {
                content["example"] = try JSONValue(parsing: try sample.bytes())
            }
            members["requestBody"] = ["required": true, "content": ["application/json": .object(content)]]
        }
        return .object(members)
    }

    private func answers(of operation: APIOperation) throws -> [String: JSONValue] {
        var answers: [String: JSONValue] = [:]
        for answer in operation.answers {
            var members: [String: JSONValue] = ["description": .string(answer.about)]
            if let content = try content(answer.content) { members["content"] = .object(content) }
            if !answer.headers.isEmpty { members["headers"] = .object(answer.headers.mapValues(Self.header)) }
            answers[String(answer.status)] = .object(members)
        }
        let codes = Dictionary(grouping: operation.allProblems) { statuses[$0.rawValue] ?? 400 }
        for (status, codes) in codes {
            let words = codes.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            var members: [String: JSONValue] = ["description": .string(words)]
            // After a head comes no body.
            if operation.method != "head" {
                members["content"] = [
                    "application/json": ["schema": ["$ref": "#/components/schemas/Problem"]]
                ]
            }
            if status == 429 || status == 503 {
                members["headers"] = ["Retry-After": Self.header("After how many seconds to try again.")]
            }
            answers[String(status)] = .object(members)
        }
        return answers
    }

    private func content(_ content: APIOperation.Content) throws -> [String: JSONValue]? {
        switch content {
        case .nothing: return nil
        case .json(let shape):
            return ["application/json": ["schema": Self.rewritten(try shape(answered), prefix: "", isSent: false)]]
        // One line each, which 3.1 cannot say.
        case .page(let shape):
            return [
                "application/x-ndjson": [
                    "schema": ["type": "string"],
                    "x-line": Self.rewritten(try shape(answered), prefix: "", isSent: false),
                ]
            ]
        case .jsonOrPage(let shape, let line):
            return try (self.content(.json(shape)) ?? [:]).merging(self.content(.page(line)) ?? [:]) { $1 }
        case .text(let type): return [type: ["schema": ["type": "string"]]]
        case .file: return ["*/*": ["schema": [:]]]
        }
    }

    private static func header(_ about: String) -> JSONValue {
        ["description": .string(about), "schema": ["type": "string"]]
    }

    private static let sentPrefix = "sent."

    /// References point to the components. What is sent may say `null` where it may say nothing, and its numbers have 64
    /// bits.
    private static func rewritten(_ schema: JSONValue, prefix: String, isSent: Bool) -> JSONValue {
        switch schema {
        case .array(let items): return .array(items.map { rewritten($0, prefix: prefix, isSent: isSent) })
        case .object(var members):
            for (name, value) in members {
                members[name] = rewritten(value, prefix: prefix, isSent: isSent)
                if name == "$ref", let target = value.string, target.hasPrefix("#/$defs/") {
                    members[name] = .string("#/components/schemas/" + prefix + target.dropFirst("#/$defs/".count))
                }
            }
            guard isSent else { return .object(members) }
            if members["type"] == "integer" {
                members["minimum"] = members["minimum"] ?? .int(.min)
                members["maximum"] = .int(.max)
            }
            if members["type"] == "object", let properties = members["properties"]?.object {
                let required = (members["required"]?.array ?? []).compactMap(\.string)
                members["properties"] = .object(
                    Dictionary(
                        uniqueKeysWithValues: properties.map { name, value in
                            (name, required.contains(name) ? value : ["anyOf": [value, ["type": "null"]]])
                        }))
            }
            return .object(members)
        default: return schema
        }
    }
}
