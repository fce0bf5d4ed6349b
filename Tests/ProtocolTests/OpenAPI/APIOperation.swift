import CaseProtocol

/// What is said at one address with one method, as the description of the HTTP API tells it.
struct APIOperation: Sendable {
    /// Writes the schema of a message into a book.
    typealias Shape = @Sendable (SchemaBook) throws -> JSONValue

    /// What a request must carry.
    enum Needs: Sendable {
        case nothing, token, tokenAndVersion, administrator
    }

    /// What an answer that says yes holds.
    enum Content: Sendable {
        case nothing
        case json(Shape)
        /// Lines of JSON.
        case page(Shape)
        /// The one, or lines where a page was asked for with it.
        case jsonOrPage(Shape, line: Shape)
        case text(String)
        /// Whatever somebody attached.
        case file
    }

    struct Answer: Sendable {
        var status: Int
        var about: String
        var content: Content = .nothing
        /// Headers and what they say.
        var headers: [String: String] = [:]
    }

    /// Unique among the operations.
    var id: String
    var method: String
    var path: String
    var summary: String
    var needs: Needs
    var parameters: [JSONValue] = []
    var request: Shape?
    /// The name of a golden message that shows the request.
    var example: String?
    var answers: [Answer]
    /// Codes of problems, beside those that ``needs`` and ``request`` bring.
    var problems: [ProblemCode] = []

    /// Every code that can come.
    var allProblems: [ProblemCode] {
        var codes = problems + [.internal]
        if request != nil { codes += [.malformedBody, .bodyTooLarge, .encodingUnsupported] }
        switch needs {
        case .nothing: break
        case .token: codes += [.notSignedIn, .secondFactorRequired]
        case .tokenAndVersion:
            codes += [.notSignedIn, .secondFactorRequired, .protocolMissing, .protocolUnsupported]
        case .administrator: codes += [.noRoute]
        }
        return Set(codes).sorted { $0.rawValue < $1.rawValue }
    }

    /// The schema of the golden message of that name.
    static func message(_ name: String) -> Shape {
        { book in
            guard let sample = Samples.all.first(where: { $0.name == name }) else { throw CannotMake(type: name) }
            return try sample.schema(book)
        }
    }

    static func query(_ name: String, _ schema: JSONValue, _ about: String) -> JSONValue {
        ["name": .string(name), "in": "query", "schema": schema, "description": .string(about)]
    }

    static func part(_ name: String, _ schema: JSONValue, _ about: String) -> JSONValue {
        ["name": .string(name), "in": "path", "required": true, "schema": schema, "description": .string(about)]
    }

    static func header(_ name: String, _ schema: JSONValue, _ about: String, isRequired: Bool = false) -> JSONValue {
        [
            "name": .string(name), "in": "header", "required": .bool(isRequired), "schema": schema,
            "description": .string(about),
        ]
    }
}
