import CaseProtocol
import Foundation
import Testing

/// What `Protocol/README.md` copies from elsewhere is what stands there: examples, problems, schemas.
/// `TATUA_RECORD=1 swift test --filter SpecTests` writes these parts again, and such a run fails.
@Suite(.serialized) struct SpecTests {
    private static let page = Checkout.folder("Protocol/README.md")
    private static var text: String { get throws { try String(contentsOf: page, encoding: .utf8) } }

    /// What stands between a mark and the next chapter.
    private static func part(_ mark: String) throws -> String {
        let after = try #require(try text.range(of: "<!-- \(mark) -->\n"), "no mark \(mark)")
        let rest = try text[after.upperBound...]
        return String(rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)])
    }

    private static func check(_ mark: String, _ generated: String) throws {
        let old = try part(mark)
        if Checkout.isRecording {
            let mark = "<!-- \(mark) -->\n"
            let text = try text.replacing(mark + old, with: mark + generated)
            try Data(text.utf8).write(to: page)
            Issue.record("recorded")
        } else {
            #expect(old == generated, "TATUA_RECORD=1 writes it again")
        }
    }

    @Test func `every message has its example and its schema`() throws {
        try Self.check("messages", "\n" + MessageChapter.groups.map { try $0.text }.joined(separator: "\n"))
    }

    @Test func `every message is in one group`() {
        let listed = MessageChapter.groups.flatMap(\.names)
        #expect(listed.sorted() == (Samples.all + Samples.events).map(\.name).sorted())
    }

    @Test func `every address that is not the administrator's stands in the table of addresses`() throws {
        let text = try Self.text
        let begin = try #require(text.range(of: "## 3. HTTP\n"))
        let chapter = text[begin.upperBound...]
        let rows = chapter[..<(chapter.range(of: "\n## ")?.lowerBound ?? chapter.endIndex)].split(separator: "\n")
            .filter { $0.hasPrefix("| `") }.map { $0.split(separator: "|")[0] }
        #expect(rows.count > 20)
        for operation in APITable.all where operation.needs != .administrator {
            let path = operation.path.replacing("{", with: "<").replacing("}", with: ">")
            let isListed = rows.contains { row in
                row.contains(operation.method.uppercased())
                    && (row.contains(" \(path)`") || row.contains(" \(path)?"))
            }
            #expect(isListed, "\(operation.method) \(operation.path)")
        }
    }

    @Test func `every problem is told with its status and what to do`() throws {
        let known = ProblemChapter.remedies(in: try Self.part("problems"))
        try Self.check("problems", "\n" + (try ProblemChapter.text(remedies: known)))
        for (code, remedy) in known { #expect(!remedy.isEmpty, "\(code): what does a client do?") }
    }
}
