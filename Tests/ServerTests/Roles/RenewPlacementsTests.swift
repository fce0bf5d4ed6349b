import CaseCrypto
import CaseProtocol
import Testing
import Workflow

@testable import Server

/// A change of who sees what holds for cases that stand.
@Suite struct RenewPlacementsTests {
    @Test(arguments: StoreKind.allCases)
    func `a case that was opened by other rules is opened and closed by the present ones, once`(
        kind: StoreKind
    ) async throws {
        let fixture = try StoreFixture(kind)
        let server = try await TestServer(store: fixture.store)
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let stranger = try await server.person("nakato", "focalPoint:UG")
        let caseID = try await amina.file()
        let before = try await server.store.read { try $0.placements(of: caseID) }
        let parties = Compartment(caseID: caseID, .parties)
        // As rules that were wrong would have it: open to the other side, closed to the own.
        try await server.store.write { transaction in
            _ = try transaction.append(
                CommitDraft(
                    at: server.clock.now(), by: Party.system.id, replica: nil, command: "test",
                    commandHash: SHA256.hash([1]), rows: [], placements: [parties: [.focalPoint("UG")]]))
        }
        #expect(try await stranger.pull(nil).rows.contains { $0.caseID == caseID })
        #expect(try await server.core.renewPlacements() == 1)
        #expect(try await server.store.read { try $0.placements(of: caseID) } == before)
        #expect(try await !stranger.pull(nil).rows.contains { $0.caseID == caseID })
        #expect(try await kamau.pull(nil).rows.contains { $0.caseID == caseID && $0.compartment == parties })
        let head = try await server.head()
        #expect(try await server.core.renewPlacements() == 0)
        #expect(try await server.head() == head)
    }
}
