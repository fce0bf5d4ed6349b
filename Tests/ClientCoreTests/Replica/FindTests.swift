import CaseProtocol
import ClientCore
import Testing
import Workflow

/// How people find a case: by what it is called and by words in it.
@Suite struct FindTests {
    private let world = TestWorld()

    private func synced(_ store: any ReplicaStore, _ rows: Row...) async throws -> Replica {
        let replica = try world.replica(in: store)
        world.server.change { state in for row in rows { state.put(row) } }
        try await world.sync(replica)
        return replica
    }

    @Test(
        arguments: StoreKind.allCases,
        ["NTB-2026-00042-K", "ntb-2026-00042-k", "NTB-2O26-OOO42-K", "K7QF-3", "k7qf-3", "NTB-000-324"])
    func `a case is found by number, label and alias, whatever the letter case and look-alikes`(
        kind: StoreKind, reference: String
    ) async throws {
        try await kind.withStore { store in
            let replica = try await synced(
                store,
                .header(.sample(1), number: "NTB-2026-00042-K", label: "K7QF-3", ["aliases": ["NTB-000-324"]]),
                .header(.sample(2), number: "NTB-2026-00043-P"))
            #expect(try replica.find(reference) == .sample(1))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a final number means its case, whatever others are labelled or called elsewhere`(kind: StoreKind) async throws
    {
        try await kind.withStore { store in
            let replica = try await synced(
                store, .header(.sample(1), label: "NTB-2026-00042-K"),
                .header(.sample(2), number: "NTB-2026-00042-K", label: "K7QF-3"),
                .header(.sample(3), number: "NTB-2026-00043-P", ["aliases": ["NTB-2026-00042-K"]]))
            #expect(try replica.find("NTB-2026-00042-K") == .sample(2))
            #expect(try replica.find("ntb-2o26-00042-k") == .sample(2))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a label that two cases have is ambiguous, as is a number that two have`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let replica = try await synced(
                store, .header(.sample(1), number: "NTB-1", label: "K7QF-3"),
                .header(.sample(2), number: "NTB-2", label: "K7QF-3"), .header(.sample(3), number: "NTB-9"),
                .header(.sample(4), number: "NTB-9"))
            for reference in ["K7QF-3", "NTB-9"] {
                let problem = #expect(throws: Problem.self) { try replica.find(reference) }
                #expect(problem?.code == .ambiguous)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a case is found by an ending of its id that no other has`(kind: StoreKind) async throws {
        let first = CaseID(high: 0x0192_0000_0000_7000, low: 0x8000_0000_00AA_BEEF)
        let second = CaseID(high: 0x0192_0000_0000_7000, low: 0x8000_0000_00BB_BEEF)
        try await kind.withStore { store in
            let replica = try await synced(store, .header(first, number: "NTB-1"), .header(second, label: "K7QF-9"))
            #expect(try replica.find("aabeef") == first)
            #expect(try replica.find("BB-BEEF") == second)
            #expect(try replica.find(first.description) == first)
            let problem = #expect(throws: Problem.self) { try replica.find("beef") }
            #expect(problem?.code == .ambiguous)
            #expect(problem?.message.contains("NTB-1") == true && problem?.message.contains("K7QF-9") == true)
            #expect(problem?.allowed?.count == 2)
            // Too short to be an ending.
            #expect(throws: Problem.self) { try replica.find("eef") }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an alias that two cases share is ambiguous, and an unknown one is not found`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let replica = try await synced(
                store, .header(.sample(1), number: "NTB-1", ["aliases": ["OLD-7"]]),
                .header(.sample(2), number: "NTB-2", ["aliases": ["old-7"]]))
            for (reference, code) in [("OLD-7", ProblemCode.ambiguous), ("OLD-8", .notFound), ("", .notFound)] {
                let problem = #expect(throws: Problem.self) { try replica.find(reference) }
                #expect(problem?.code == code)
            }
        }
    }

    private static let queries = [
        "cafe", "CAFÉ", "caf", "sugar weigh", "weigh sugar", "sugar nowhere", "ntb-2026-00042-k", "00042", "straße",
        "ÉCOLE",
        "ecole", "n'djamena", "djamena", "«»", "", "  ", "\"", "a* OR b", "milk NEAR", "محطة", "关税", "1a", "co2", "øre",
        "ﬁne", "İzmir", "izmir", "ma n", "namanga 2.3", "sample",
    ]

    @Test(arguments: queries)
    func `both stores find the same cases by words`(query: String) async throws {
        var answers: [[CaseID]] = []
        for kind in StoreKind.allCases {
            try await kind.withStore { store in
                let replica = try await synced(
                    store,
                    .header(
                        .sample(1), number: "NTB-2026-00042-K",
                        ["description": "Café sugar held; Straße closed", "place": "Namanga", "ntbCategory": "2.3"]),
                    .note(.sample(11), on: .sample(1), "The weighbridge at N’Djamena was shut, says École №1a"),
                    .header(
                        .sample(2), number: "NTB-2026-00043-P", ["description": "Cafeteria milk CO₂ øre ﬁne İzmir"]),
                    .note(.sample(12), on: .sample(2), "محطة الجمرك 关税 sugar", .internal, holder: "KE"))
                answers.append(try replica.search(query))
            }
        }
        #expect(answers[0] == answers[1])
    }

    @Test(arguments: StoreKind.allCases)
    func `every word must occur in the case, in any of its texts, as a beginning`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let replica = try await synced(
                store, .header(.sample(1), number: "NTB-2026-00042-K", ["description": "Sugar held"]),
                .note(.sample(11), on: .sample(1), "Weighbridge closed"),
                .header(.sample(2), number: "NTB-2026-00043-P", ["description": "Sugar again"]))
            #expect(try replica.search("sugar") == [.sample(1), .sample(2)])
            #expect(try replica.search("SUG weigh") == [.sample(1)])
            #expect(try replica.search("ugar") == [])
            #expect(try replica.search("NTB-2026-00042-K") == [.sample(1)])
            #expect(try replica.search("00043") == [.sample(2)])
        }
    }
}
