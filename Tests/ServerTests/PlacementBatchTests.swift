import CaseProtocol
import Testing
import Workflow

@testable import Server

@Suite struct PlacementBatchTests {
    @Test(arguments: StoreKind.allCases, [1, 2, 3, 100])
    func `batches together are everything, and no compartment is cut in two`(kind: StoreKind, limit: Int) async throws {
        let fixture = try StoreFixture(kind)
        defer { withExtendedLifetime(fixture) {} }
        let server = try await TestServer(store: fixture.store)
        let compartments = (0..<6).map { _ in Compartment(caseID: server.id(), .parties) }
        for compartment in compartments {
            try await server.place(compartment, to: ["fp:KE", "fp:UG"], rowCount: 1)
            try await server.place(compartment, to: ["fp:UG"], rowCount: 0)
            try await server.place(compartment, to: ["fp:KE"], rowCount: 0)
        }
        for touchedAfter in [0, 9] {
            let (all, batched) = try await server.store.read { snapshot in
                var batched: [Placement] = []
                while true {
                    let batch = try snapshot.placements(
                        in: "fp:KE", touchedAfter: touchedAfter, fromCompartmentKey: batched.last?.compartmentKey ?? 0,
                        limit: limit)
                    if batch.isEmpty { break }
                    batched += batch
                }
                return (try snapshot.placements(in: "fp:KE", touchedAfter: touchedAfter), batched)
            }
            #expect(all == batched)
            #expect(all.isEmpty == false)
        }
    }
}
