import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Texts that become public, from the mark to the register.
@Suite struct PublicTextTests {
    /// A complaint with its people, registered.
    private struct Scene {
        let server: TestServer
        let kamau: TestPerson
        let wanjiku: TestPerson
        let nakato: TestPerson
        let caseID: CaseID
        let number: String

        init() async throws {
            server = try await TestServer()
            let amina = try await server.person("amina", "complainant:KE")
            kamau = try await server.person("kamau", "focalPoint:KE")
            wanjiku = try await server.person("wanjiku", "nmcMember:KE")
            nakato = try await server.person("nakato", "focalPoint:UG")
            caseID = try await amina.file()
            try await kamau.register(caseID)
            number = try #require(try await server.header(caseID)?.number)
        }

        func draft(_ marks: [TextMark], replaces: RowID? = nil, title: String? = nil) async throws -> (RowID, Outcome) {
            let header = try #require(try await server.header(caseID)?.row)
            let draft: RowID = server.id()
            let outcome = try await kamau.send(
                .draftText(
                    TextDraft(
                        caseID: caseID, draft: draft, source: header.id, field: "description",
                        rev: header.rev(of: "description"), marks: marks, title: title, replaces: replaces)))
            return (draft, outcome)
        }

        func release(_ draft: RowID, by person: TestPerson? = nil) async throws -> Outcome {
            let text = try await server.store.read { try $0.row(draft)?["text"]?.string } ?? ""
            return try await (person ?? wanjiku).send(
                .releaseText(TextRelease(caseID: caseID, draft: draft, text: text)))
        }

        func published() async throws -> RowID? {
            try await server.store.read { try $0.rows(of: caseID) }
                .first { $0.kind == .publicText && $0["state"] == "public" }?.id
        }
    }

    @Test func `what two people released is on the register, and one takes it back`() async throws {
        let scene = try await Scene()
        let (draft, made) = try await scene.draft([
            TextMark(from: 2, to: 13, reason: "businessSecret", replacement: "paper")
        ])
        #expect(made == .applied)
        await #expect(throws: Problem.self) { try await scene.server.core.card(scene.number) }
        guard case .rejected(let alone) = try await scene.release(draft, by: scene.kamau) else {
            Issue.record("one person released it")
            return
        }
        #expect(alone.code == .notPermitted)
        #expect(try await scene.release(draft) == .applied)
        let card = try await scene.server.core.card(scene.number)
        #expect(card.text == "A [paper] of origin was not recognised." && card.texts == nil)
        let text = try #require(try await scene.published())
        let outcome = try await scene.wanjiku.send(
            .withdrawText(TextWithdraw(caseID: scene.caseID, text: text, reason: "Too early.")))
        #expect(outcome == .applied)
        await #expect(throws: Problem.self) { try await scene.server.core.card(scene.number) }
    }

    @Test func `a second text is told with its card alone, a correction with what it corrects`() async throws {
        let scene = try await Scene()
        #expect(try await scene.release(try await scene.draft([]).0) == .applied)
        #expect(try await scene.release(try await scene.draft([], title: "Again").0) == .applied)
        let card = try await scene.server.core.card(scene.number)
        #expect(card.texts?.map(\.title) == ["Again"] && card.texts?.first?.corrects == nil)
        let list = try await scene.server.core.publicCards(after: nil, limit: 10)
        #expect(list.cards.map(\.number) == [scene.number] && list.cards.first?.texts == nil)
        let second = try await scene.server.store.read { try $0.rows(of: scene.caseID) }
            .first { $0.kind == .publicText && $0["title"] == "Again" }
        scene.server.clock.advance(days: 2)
        let (draft, _) = try await scene.draft(
            [TextMark(from: 0, to: 1, reason: "personal")], replaces: second?.id, title: "Corrected")
        #expect(try await scene.release(draft) == .applied)
        let corrected = try await scene.server.core.card(scene.number)
        #expect(corrected.texts?.map(\.title) == ["Corrected"])
        #expect(corrected.texts?.first?.corrects == card.texts?.first?.publishedOn)
    }

    @Test func `more marks than a text may have are refused`() async throws {
        let scene = try await Scene()
        let marks = (0...MarkedText.marksMax).map { TextMark(from: $0, to: $0 + 1, reason: "personal") }
        #expect(try await scene.draft(marks).1.problem?.code == .invalidField)
        #expect(try await scene.draft(Array(marks.prefix(1))).1 == .applied)
    }

    @Test func `the other government sees neither draft nor who drafted, and every store keeps the register alike`()
        async throws
    {
        let scene = try await Scene()
        let (draft, _) = try await scene.draft([])
        let seen = try await scene.nakato.pull(nil).rows
        #expect(!seen.contains { $0.id == draft } && !seen.contains { $0.kind == .textDraft })
        guard case .rejected(let problem) = try await scene.release(draft, by: scene.nakato) else {
            Issue.record("the other side released it")
            return
        }
        #expect(problem.code == .notPermitted)
    }
}
