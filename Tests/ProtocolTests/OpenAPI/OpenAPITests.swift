import CaseProtocol
import Foundation
import Testing

/// `Protocol/openapi.json` is what the table of operations and the types of the messages make.
/// `TATUA_RECORD=1 swift test --filter OpenAPITests` writes it again, and such a run fails.
@Suite struct OpenAPITests {
    private static func document() throws -> JSONValue {
        let docs = try DocComments(folder: Checkout.folder("Protocol"))
        return try OpenAPIBook(docs: docs, statuses: try ProblemChapter.statuses()).document(APITable.all)
    }

    @Test func `the description of the HTTP API is current`() throws {
        let text = try Self.document().readable() + "\n"
        let file = Checkout.folder("Protocol/openapi.json")
        if Checkout.isRecording {
            try Data(text.utf8).write(to: file)
            Issue.record("recorded")
            return
        }
        #expect(text == (try String(contentsOf: file, encoding: .utf8)), "TATUA_RECORD=1 writes it again")
    }

    @Test func `every reference in it leads somewhere`() throws {
        let document = try Self.document()
        let schemas = try #require(document.object?["components"]?.object?["schemas"]?.object)
        func references(_ value: JSONValue) -> [String] {
            switch value {
            case .array(let items): items.flatMap(references)
            case .object(let members):
                members.flatMap { name, value in
                    name == "$ref" ? [value.string ?? ""] : references(value)
                }
            default: []
            }
        }
        let found = Set(references(document))
        #expect(found.count > 20)
        for reference in found {
            let name = reference.hasPrefix("#/components/schemas/") ? String(reference.dropFirst(21)) : ""
            #expect(schemas[name] != nil, "\(reference)")
        }
    }

    @Test func `every operation has a name of its own and answers that nobody is left without`() {
        let ids = APITable.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for operation in APITable.all {
            #expect(!operation.answers.isEmpty && operation.allProblems.contains(.internal), "\(operation.id)")
        }
    }
}
