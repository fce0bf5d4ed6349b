import CaseProtocol
import Testing
import Workflow

@testable import Server

/// An auditor reads everything, one case at a time, each reading on record, and changes nothing.
@Suite struct AuditTests {
    private static let world = Task { try await RoleWorld() }

    private static func ask(_ caseID: CaseID, _ reason: String = "Yearly audit.") -> AuditRequest {
        AuditRequest(reference: caseID.description, reason: reason)
    }

    @Test func `an auditor reads every row of every case that there is`() async throws {
        let world = try await Self.world.value
        let auditor = try world.insider(.auditor)
        for caseID in world.cases {
            let audited = try await world.server.core.audit(Self.ask(caseID), for: auditor.signedIn)
            let held = try await world.server.store.read { try $0.rows(of: caseID, except: []) }
            #expect(audited.rows.count == held.count && Set(audited.rows) == Set(held.map(\.json)))
            #expect(audited.rows.contains { $0.object?["comp"]?.string?.hasSuffix("/parties/") == false })
        }
    }

    @Test func `nobody else does, and is answered alike whether there is such a case`() async throws {
        let world = try await Self.world.value
        let missing: CaseID = world.server.id()
        for (role, person) in world.insiders where role != .auditor {
            var refusals: Set<Problem?> = []
            for caseID in [world.cases[0], missing] {
                refusals.insert(
                    await problem { _ = try await world.server.core.audit(Self.ask(caseID), for: person.signedIn) })
            }
            #expect(refusals.count == 1 && refusals.first??.code == .notPermitted, "\(role)")
        }
    }

    @Test func `each reading is on record with its reason, for auditors alone, and no case changes by it`() async throws
    {
        let world = try await RoleWorld()
        let (server, auditor) = (world.server, try world.insider(.auditor))
        let caseID = world.cases[0]
        let before = try await server.store.read { try $0.rows(of: caseID, except: []) }
        let audited = try await server.core.audit(
            Self.ask(caseID, "Complaint of a trader, letter 12."), for: auditor.signedIn)
        #expect(try await server.store.read { try $0.rows(of: caseID, except: []) } == before)
        let pulled = try await auditor.pull(nil).rows.filter { $0.kind == .reading }
        #expect(pulled.map(\.id) == [audited.reading])
        #expect(pulled.first?["reason"] == "Complaint of a trader, letter 12.")
        #expect(pulled.first?["read"]?.string == caseID.description)
        for (role, person) in world.insiders where role != .auditor {
            #expect(try await !person.pull(nil).rows.contains { $0.kind == .reading }, "\(role)")
        }
    }

    @Test func `a reading without a reason, or of a case that does not exist, is refused`()
        async throws
    {
        let world = try await Self.world.value
        let auditor = try world.insider(.auditor)
        for (request, code) in [
            (Self.ask(world.cases[0], " \n"), ProblemCode.missingField),
            (Self.ask(world.cases[0], String(repeating: "x", count: 2_001)), .tooLong),
            (AuditRequest(reference: "NTB-1900-00001-X", reason: "Audit."), .notFound),
            (AuditRequest(reference: "", reason: "Audit."), .notFound),
        ] {
            let refusal = await problem { _ = try await world.server.core.audit(request, for: auditor.signedIn) }
            #expect(refusal?.code == code)
        }
    }
}
