import CaseProtocol
import Testing
import Workflow

@testable import Server

/// An auditor gets the bytes of a file after asking for it with a reason, for a quarter of an hour, and nobody else by it.
@Suite struct AuditFileTests {
    private static func ask(_ caseID: CaseID, _ files: [BlobID]) -> AuditRequest {
        AuditRequest(reference: caseID.description, reason: "Audit of 2026.", files: files)
    }

    private static func read(_ blob: BlobID, by person: TestPerson, on server: TestServer) async -> [UInt8]? {
        guard let readable = try? await server.core.blob(blob, for: person.signedIn) else { return nil }
        return try? readable.bytes(at: 0, count: readable.count)
    }

    @Test func `bytes of every class come after the reading that asked for them, for 15 minutes`() async throws {
        let world = try await RoleWorld()
        let (server, auditor) = (world.server, try world.insider(.auditor))
        let colleague = try await server.person("auditor-2", "auditor")
        for (compartment, blob) in world.files {
            let caseID = try #require(compartment.caseID)
            #expect(await Self.read(blob, by: auditor, on: server) == nil)
            _ = try await server.core.audit(Self.ask(caseID, []), for: auditor.signedIn)
            #expect(await Self.read(blob, by: auditor, on: server) == nil, "a reading of the case alone opens no file")
            let audited = try await server.core.audit(Self.ask(caseID, [blob]), for: auditor.signedIn)
            let bytes = try #require(await Self.read(blob, by: auditor, on: server))
            #expect(try BlobScene.hash(bytes) == blob)
            #expect(await Self.read(blob, by: colleague, on: server) == nil)
            let reading = try #require(try await server.store.read { try $0.row(audited.reading) })
            #expect(reading["files"] == .array([.string(blob.description)]))
        }
        let blob = try #require(world.files.values.first)
        server.clock.advance(milliseconds: Int64(AuditRequest.minutesOfFiles) * 60_000 - 1)
        #expect(await Self.read(blob, by: auditor, on: server) != nil)
        server.clock.advance(milliseconds: 1)
        #expect(await Self.read(blob, by: auditor, on: server) == nil)
    }

    @Test func `a file of another case, one that nobody sent and too many are refused, and nothing is recorded`()
        async throws
    {
        let world = try await RoleWorld()
        let (server, auditor) = (world.server, try world.insider(.auditor))
        let (compartment, blob) = try #require(world.files.first)
        let other = try #require(world.cases.first { $0 != compartment.caseID })
        let caseID = try #require(compartment.caseID)
        let unknown = try BlobScene.hash(Array("never sent".utf8))
        let many = Array(repeating: blob, count: AuditRequest.filesMax + 1)
        let before = try await server.store.read { try $0.head() }
        for (request, code) in [
            (Self.ask(other, [blob]), ProblemCode.notFound), (Self.ask(caseID, [blob, unknown]), .notFound),
            (Self.ask(caseID, many), .tooLong),
        ] {
            let refusal = await problem { _ = try await server.core.audit(request, for: auditor.signedIn) }
            #expect(refusal?.code == code && refusal?.path == "files")
        }
        #expect(try await server.store.read { try $0.head() } == before)
        #expect(await Self.read(blob, by: auditor, on: server) == nil)
    }

    @Test func `an auditor whose office ends gets no more bytes`() async throws {
        let world = try await RoleWorld()
        let (server, auditor) = (world.server, try world.insider(.auditor))
        let (compartment, blob) = try #require(world.files.first)
        let caseID = try #require(compartment.caseID)
        _ = try await server.core.audit(Self.ask(caseID, [blob]), for: auditor.signedIn)
        #expect(await Self.read(blob, by: auditor, on: server) != nil)
        try await server.core.changeUser(
            ChangeUserRequest(name: auditor.signedIn.party.name, roles: ["complainant:KE"]))
        #expect(await Self.read(blob, by: auditor, on: server) == nil)
    }
}
