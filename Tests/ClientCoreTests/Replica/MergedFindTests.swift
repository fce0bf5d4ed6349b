import CaseProtocol
import ClientCore
import Testing
import Workflow

/// How a case is found that was merged into another.
@Suite struct MergedFindTests {
    private static let number = "NTB-2026-00043-P"

    @Test(arguments: StoreKind.allCases)
    func `the number of a merged case means the one in which it goes on`(kind: StoreKind) async throws {
        let world = TestWorld()
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            world.server.change { state in
                state.put(
                    .header(.sample(1), number: "NTB-2026-00042-K", ["aliases": [.string(Self.number), "K7QF-3"]]))
                state.put(.header(.sample(2), number: Self.number, label: "K7QF-3", stage: "merged"))
            }
            try await world.sync(replica)
            #expect(try replica.find(Self.number) == .sample(1))
            #expect(try replica.find("K7QF-3") == .sample(1))
            let ending = String(CaseID.sample(2).description.suffix(8))
            #expect(try replica.find(ending) == .sample(2), "it is still reached by its id")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `where the leading case is not visible, the old number still means the merged one`(
        kind: StoreKind
    ) async throws {
        let world = TestWorld()
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            world.server.change { $0.put(.header(.sample(2), number: Self.number, stage: "merged")) }
            try await world.sync(replica)
            #expect(try replica.find(Self.number) == .sample(2))
        }
    }
}
