import CaseProtocol
import Foundation
import Testing
import Workflow

/// The pages in docs/procedures are what the tables say now. `TATUA_RECORD=1 swift test --filter ProcedurePageTests` writes
/// them anew, and such a run fails.
@Suite struct ProcedurePageTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/procedures")

    private func compare(_ text: String, with name: String) throws {
        let file = Self.folder.appending(path: name)
        if ProcessInfo.processInfo.environment["TATUA_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(name)")
            return
        }
        let committed = try String(contentsOf: file, encoding: .utf8)
        #expect(committed == text, "docs/procedures/\(name) is not what the table says: record it anew")
    }

    @Test(arguments: Catalogue.standard.currentProcedures)
    func `a procedure's page is what its table says`(procedure: Procedure) throws {
        let page = ProcedurePage(procedure)
        try compare(page.file, with: page.fileName)
    }

    @Test func `the list of procedures is current`() throws {
        try compare(ProcedurePage.index(of: Catalogue.standard.currentProcedures), with: "README.md")
    }

    @Test func `no page of a procedure is left that ships no more`() throws {
        let names = Set(Catalogue.standard.procedures.map { ProcedurePage($0).fileName }).union([
            "README.md", "format.md",
        ])
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(found).subtracting(names) == [])
    }

    @Test func `a page names every stage, rule, clock and field of its table`() {
        let procedure = Procedure.ntbTripartite
        let page = ProcedurePage(procedure).markdown
        for stage in procedure.stages { #expect(page.contains("| `\(stage.id)`")) }
        for (index, rule) in procedure.rules.enumerated() {
            #expect(page.contains("| \(index + 1) | `\(rule.action)` |"))
        }
        for deadline in procedure.deadlines { #expect(page.contains("| `\(deadline.key)` |")) }
        for field in procedure.fields { #expect(page.contains("| `\(field.id)` |")) }
    }

    @Test func `no word of a table breaks out of its cell`() {
        var table = ToyTable()
        table.fields[0] = FieldSpec("text", .text(bytesMax: 5), label: "a|b", help: "<b>*c* `d`\nnext")
        #expect(
            ProcedurePage(table.procedure).markdown.contains(
                #"| `text` | a\|b | text of at most 5 bytes | parties |  | &lt;b>\*c\* \`d\` next |"#))
    }

    @Test func `the page of the format names every condition and effect`() throws {
        let page = try String(contentsOf: Self.folder.appending(path: "format.md"), encoding: .utf8)
        for condition in VocabularySamples.guards {
            var table = ToyTable()
            table.add(guards: [condition])
            try namesLast("guards", of: table, on: page)
        }
        for effect in VocabularySamples.effects {
            var table = ToyTable()
            table.add(effects: [effect])
            try namesLast("effects", of: table, on: page)
        }
    }

    /// Whether the page has the word and the members of what the last rule says.
    private func namesLast(_ list: String, of table: ToyTable, on page: String) throws {
        let rule = table.procedure.json.object?["rules"]?.array?.last
        let members = try #require(rule?.object?[list]?.array?.last?.object)
        let word = try #require(members["is"]?.string)
        let line = page.split(separator: "\n").first { $0.hasPrefix("| ") && $0.contains("`\(word)`") }
        #expect(line != nil, "\(word)")
        for member in members.keys where member != "is" {
            #expect(line?.contains("`\(member)`") ?? false, "\(word) has the member \(member)")
        }
    }
}
