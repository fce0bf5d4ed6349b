import CaseProtocol
import Foundation
import Testing

/// One JSON Schema for each message, written by the types themselves.
/// `TATUA_RECORD=1 swift test --filter SchemaTests` writes the files again, and such a run fails.
@Suite struct SchemaTests {
    private static let names = (Samples.all + Samples.events).map(\.name)
    private static let docs = Result { try DocComments(folder: Checkout.folder("Protocol")) }

    private static func sample(_ name: String) throws -> Sample {
        try #require((Samples.all + Samples.events).first { $0.name == name })
    }

    private static func schema(_ name: String) throws -> JSONValue {
        let book = SchemaBook(docs: try docs.get())
        var schema: [String: JSONValue] = [:]
        switch try sample(name).schema(book).object {
        // A message that is one named type is that type's schema.
        case let members? where members.keys.elementsEqual(["$ref"]):
            let name = members["$ref"]?.string.map { String($0.dropFirst("#/$defs/".count)) } ?? ""
            schema = book.definitions[name]?.object ?? [:]
            let isNamedInside = book.definitions.values.contains { $0.canonicalText.contains("\"#/$defs/\(name)\"") }
            schema["$defs"] = .object(book.definitions.filter { $0.key != name || isNamedInside })
        case let members:
            schema = members ?? [:]
            schema["$defs"] = .object(book.definitions)
        }
        if schema["$defs"] == [:] { schema["$defs"] = nil }
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["title"] = .string(name)
        return .object(schema)
    }

    @Test(arguments: names)
    func `the schema of a message is current`(name: String) throws {
        let text = try Self.schema(name).readable() + "\n"
        let file = Checkout.folder("Protocol/Schemas").appending(path: "\(name).schema.json")
        if Checkout.isRecording {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(file.lastPathComponent)")
            return
        }
        #expect(text == (try String(contentsOf: file, encoding: .utf8)), "TATUA_RECORD=1 writes it again")
    }

    @Test(arguments: names)
    func `every version's example of a message fits its schema, member for member`(name: String) throws {
        let check = SchemaCheck(root: try Self.schema(name))
        let golden = Checkout.folder("Tests/ProtocolTests/Golden")
        for version in try FileManager.default.contentsOfDirectory(atPath: golden.path) {
            guard let bytes = try? Data(contentsOf: golden.appending(path: "\(version)/\(name).json")) else { continue }
            #expect(check.problems(try JSONValue(parsing: bytes)) == [], "\(version)")
        }
    }

    @Test func `every schema belongs to a message`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Checkout.folder("Protocol/Schemas").path)
        #expect(Set(files) == Set(Self.names.map { "\($0).schema.json" }))
    }

    @Test func `what a schema does not allow does not fit it`() throws {
        let check = SchemaCheck(root: try Self.schema("push-reply"))
        let fine: [String: JSONValue] = [
            "n": 1, "mid": .string(Samples.mid.description), "outcome": ["type": "merged", "notes": ["done"]],
        ]
        func problemCount(_ member: String, _ value: JSONValue?) -> Int {
            var record = fine
            record[member] = value
            return check.problems(["last": 1, "out": [.object(record)]]).count
        }
        #expect(problemCount("n", 1) == 0)
        #expect(problemCount("n", "1") > 0)
        #expect(problemCount("n", nil) > 0)
        #expect(problemCount("mid", "no id") > 0)
        #expect(problemCount("outcome", ["type": "vanished"]) > 0)
        #expect(problemCount("outcome", ["type": "merged", "notes": [1]]) > 0)
        #expect(problemCount("later", 1) > 0)
    }
}
