import CaseCrypto
import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Every filing returns a receipt that proves what was filed, and when.
@Suite struct ReceiptTests {
    private func rows(of caseID: CaseID, _ kind: RowKind, at server: TestServer) async throws -> [Row] {
        try await server.store.read { try $0.rows(of: caseID) }.filter { $0.kind == kind }.sorted { $0.id < $1.id }
    }

    @Test func `a filing gets a receipt that the server signed over all that its filer sees of it`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let caseID = try await amina.file()
        let row = try #require(try await rows(of: caseID, .receipt, at: server).first)
        let text = try #require(row["text"]?.string)
        let signature = try #require(row["signature"]?.string.flatMap { Base64URL.decode($0) })
        #expect(server.core.keys.verifyingKey.isValid(signature, for: Array(text.utf8)))
        let receipt = try #require(FilingReceipt(text: text))
        let header = try #require(
            try await server.store.read { try $0.row(RowID(caseID)) }.flatMap { CaseHeader($0) })
        #expect(receipt.caseID == caseID)
        #expect(receipt.reference == header.references.first)
        #expect(receipt.filer == header.filer)
        #expect(receipt.filer != amina.id)
        #expect(receipt.receivedAt == server.clock.now())
        #expect(receipt.filedOn == server.clock.now().day(minutesEast: 180))
        #expect(receipt.next?.owner == .nfpReporting)
        #expect(receipt.keyID == row["key"]?.string)
        let events = try await rows(of: caseID, .event, at: server)
        #expect(receipt.items.map(\.row) == events.map(\.id))
        #expect(receipt.items.map(\.bytes) == events.map { BlobID(digest: SHA256.hash($0.canonicalBytes).bytes) })
        // The sealed contact is hashed too, so whoever may not read it does not get the hashes.
        #expect(events.contains { $0.compartment.confidentiality == .sealed })
        #expect(row.compartment == Compartment(caseID: caseID, .sealed, holder: receipt.filer.description))
    }

    @Test func `a draft has none, and sent again the filing has one`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let caseID = try await amina.open()
        #expect(try await rows(of: caseID, .receipt, at: server).isEmpty)
        let submit = try amina.envelope(
            2, .act(CaseAct(caseID: caseID, action: "submit", from: nil, fields: TestPerson.filing)))
        try await amina.push([submit])
        try await amina.push([submit])
        #expect(try await rows(of: caseID, .receipt, at: server).count == 1)
    }

    @Test func `an act after the filing makes no other receipt`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let caseID = try await amina.file()
        let officer = try await server.person("kamau", "focalPoint:KE")
        let note = NoteAdd(caseID: caseID, note: server.id(), text: "Seen.", confidentiality: .internal)
        #expect(try await officer.send(.addNote(note)) == .applied)
        server.clock.advance(days: 1)
        #expect(try await amina.act("withdraw", on: caseID, ["reason": "Solved."]) == .applied)
        #expect(try await rows(of: caseID, .receipt, at: server).count == 1)
    }

    @Test func `the receipt reaches its filer, and not whoever may not read the contact`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let committee = try await server.person("njeri", "nmcMember:KE")
        let caseID = try await amina.file()
        let receipt = try #require(try await rows(of: caseID, .receipt, at: server).first)
        #expect(try await amina.pull(nil).rows.map(\.id).contains(receipt.id))
        let seen = try await committee.pull(nil).rows
        #expect(seen.contains { $0.caseID == caseID })
        #expect(!seen.contains { $0.id == receipt.id })
    }
}
