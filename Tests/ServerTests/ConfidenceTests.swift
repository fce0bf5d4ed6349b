import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Two versions of what parties give in confidence, and its end.
@Suite struct ConfidenceTests {
    private static func remark(
        _ caseID: CaseID, _ id: RowID, _ confidentiality: ConfidentialityClass, _ claim: ConfidenceClaim? = nil
    ) -> CaseCommand {
        .addNote(
            NoteAdd(
                caseID: caseID, note: id, text: "Cost is 12 a kilo.", confidentiality: confidentiality,
                confidence: claim))
    }

    @Test func `on a trade remedy a party's confidential paper comes with its other version, or why there is none`()
        async throws
    {
        let world = try await RoleWorld()
        let server = world.server
        let party = try world.insider(.interestedParty)
        let caseID = try #require(world.homes[.interestedParty]?[.remedy])
        let secret = { (claim: ConfidenceClaim?) in Self.remark(caseID, server.id(), .confidential, claim) }
        #expect(try await party.send(secret(nil)).problem?.code == .missingField)
        let bare = ConfidenceClaim(reason: "businessSecret")
        #expect(try await party.send(secret(bare)).problem?.code == .guardFailed)
        #expect(try await party.send(secret(ConfidenceClaim(reason: "businessSecret", noSummary: " "))).problem != nil)
        let summary: RowID = server.id()
        #expect(try await party.send(Self.remark(caseID, summary, .parties)) == .applied)
        #expect(try await party.send(secret(ConfidenceClaim(reason: "businessSecret", twin: summary))) == .applied)
        // Somebody else's remark is no version of it, nor is what lies in confidence itself.
        let other: RowID = server.id()
        let investigator = try world.insider(.investigator)
        #expect(try await investigator.send(Self.remark(caseID, other, .parties)) == .applied)
        #expect(
            try await party.send(secret(ConfidenceClaim(reason: "businessSecret", twin: other))).problem?.code
                == .invalidField)
        // Its text is not made public, also not in part; the other version is.
        let hidden: RowID = server.id()
        #expect(
            try await party.send(
                Self.remark(caseID, hidden, .confidential, ConfidenceClaim(reason: "businessSecret", twin: summary)))
                == .applied)
        func draft(_ source: RowID) -> CaseCommand {
            .draftText(
                TextDraft(caseID: caseID, draft: server.id(), source: source, field: "text", rev: 1, marks: []))
        }
        #expect(try await investigator.send(draft(hidden)).problem?.code == .guardFailed)
        #expect(try await investigator.send(draft(summary)) == .applied)
    }

    @Test func `a claim that ends is found by the scheduler, once`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let caseID = try await amina.file()
        let note: RowID = server.id()
        let until = ServerCore.day(at: server.clock.now()).adding(days: 2)
        #expect(
            try await amina.send(
                Self.remark(caseID, note, .confidential, ConfidenceClaim(reason: "businessSecret", until: until)))
                == .applied)
        func states() async throws -> [JSONValue?] {
            try await server.store.read { try $0.rows(of: caseID) }.filter { $0.kind == .confidence }.map {
                $0["state"]
            }
        }
        server.clock.advance(days: 2)
        try await server.core.runDueLapses()
        #expect(try await states() == ["standing"])
        server.clock.advance(days: 1)
        #expect(try await server.core.runDueLapses() == 1)
        #expect(try await states() == ["over"])
        #expect(try await server.core.runDueLapses() == 0)
        #expect(try await server.store.read { try $0.row(note) }?.compartment.confidentiality == .confidential)
    }
}
