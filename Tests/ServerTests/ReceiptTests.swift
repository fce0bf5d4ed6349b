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

    /// A firm asked for advice, or the authority noted a call and gave the firm a seat; then it files, all on one day.
    @Test(arguments: [false, true])
    func `an application for a trade remedy gets a receipt, after advice of the same day and from a seat`(
        _ isSeated: Bool
    ) async throws {
        let server = try await TestServer()
        let player = RolePlayer(server: server)
        let firm = try await server.person("rift-tyres", "industryApplicant:KE")
        let head = try await server.person("chebet", "authorityHead:KE")
        let officer = try await server.person("mutua", "investigator:KE")
        let caseID =
            isSeated
            ? try await player.open("unfair.antidumping", "recordLead", by: officer)
            : try await player.open("unfair.antidumping", "askAdvice", by: firm, ["country": "KE"])
        let given = try await head.send(.assign(CaseAssign(caseID: caseID, person: officer.id, desk: nil)))
        #expect(given == .applied)
        if isSeated {
            try await player.act("seatApplicant", on: caseID, by: officer, ["account": "rift-tyres"])
        }
        try await player.act("openAdvice", on: caseID, by: officer)
        try await player.act("draft", on: caseID, by: firm)
        let earlier = try await rows(of: caseID, .receipt, at: server).count
        #expect(earlier == (isSeated ? 0 : 1))
        try await player.act("file", on: caseID, by: firm)
        #expect(try await rows(of: caseID, .receipt, at: server).count == earlier + 1)
        // Whoever filed has it on their device, with all that it hashes; it names the number.
        let pulled = try await firm.pull(nil).rows
        let header = try #require(pulled.compactMap { CaseHeader($0) }.first { $0.caseID == caseID })
        let receipts = pulled.filter { $0.kind == .receipt }
            .compactMap { $0["text"]?.string.flatMap { FilingReceipt(text: $0) } }
        let receipt = try #require(receipts.first { $0.reference == header.number })
        let hashes = Set(pulled.compactMap { BlobID(digest: SHA256.hash($0.canonicalBytes).bytes) })
        #expect(!receipt.items.isEmpty && receipt.items.allSatisfy { hashes.contains($0.bytes) })
        // Asked again, nothing else comes.
        try await player.act("acceptAsDocumented", on: caseID, by: officer)
        #expect(try await rows(of: caseID, .receipt, at: server).count == earlier + 1)
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
