import CaseProtocol
import ClientCore
import Testing
import Workflow

/// Commands made offline, replayed on what the server did meanwhile.
@Suite struct RebaseTests {
    private let world = TestWorld()

    /// A filed case that trader and officer both hold.
    private func shared(_ store: any ReplicaStore) async throws -> (trader: Replica, caseID: CaseID) {
        let trader = try world.replica(in: store)
        world.server.welcome(.officer)
        let caseID = try trader.fileSample("Sugar held").caseID
        try await world.sync(trader)
        return (trader, caseID)
    }

    /// The server moves, then a pull happens without a push.
    private func pullOnly(_ replica: Replica) async throws {
        world.server.fail(Endpoint.push, .dropRequest)
        await #expect(throws: TransportError.self) { try await world.sync(replica) }
        let transport = world.server.transport
        while true {
            let request = try replica.pullRequest()
            let token = try #require(try replica.signedIn).token
            let page = try #require(PullPage(parsing: try await transport.page(request, token: token)))
            try replica.stage(page)
            if page.trailer.complete { break }
        }
        var report = SyncReport()
        try replica.flip(into: &report)
    }

    @Test(arguments: StoreKind.allCases)
    func `what is pending is shown on top of what the server moved to`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let (trader, caseID) = try await shared(store)
            try trader.note(on: caseID, "from the road", confidentiality: .parties)
            try world.server.perform(
                .act(
                    CaseAct(
                        caseID: caseID, action: "register", from: "submitted",
                        fields: ["imposingCountry": "TZ", "policyOrRegulatory": true])),
                as: .officer)
            try await pullOnly(trader)
            let state = try trader.state(of: caseID)
            #expect(state.header?.number != nil)
            #expect(state.rows(.note).compactMap { $0["text"]?.string } == ["from the road"])
            #expect(try trader.pendingCount == 1)
            #expect(try trader.search("road sugar") == [caseID])
            // The entry is called by the number that the case has now.
            #expect(try trader.outbox().last?.reference == state.header?.number)
            try await world.sync(trader)
            #expect(try trader.effectiveBytes() == world.server.bytes())
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a command that would be refused now stays queued with its forecast, and the server decides`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            let (trader, caseID) = try await shared(store)
            try trader.act(on: caseID, "withdraw", fields: ["reason": "settled"])
            try trader.note(on: caseID, "after it", confidentiality: .parties)
            try world.server.perform(
                .act(
                    CaseAct(caseID: caseID, action: "reject", from: "submitted", fields: ["reason": "privateDispute"])),
                as: .officer)
            try await pullOnly(trader)
            let pending = try trader.outbox().filter(\.isPending)
            #expect(pending.count == 2)
            #expect(pending[0].forecast != nil)
            #expect(pending[1].forecast == nil)
            #expect(try trader.state(of: caseID).header?.stage == "rejected")
            let report = try await world.sync(trader)
            #expect(report.outcomes.map(\.state) == [.attention, .settled])
            #expect(report.outcomes.allSatisfy { $0.forecast == nil })
            #expect(try trader.effectiveBytes() == world.server.bytes())
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `commands made during a pull survive its flip`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let (trader, caseID) = try await shared(store)
            world.server.put(.note(.sample(60), on: caseID, "from the office"))
            let request = try trader.pullRequest()
            let bytes = try await world.server.transport.page(request, token: Party.trader.name)
            try trader.stage(try #require(PullPage(parsing: bytes)))
            try trader.note(on: caseID, "in between", confidentiality: .parties)
            var report = SyncReport()
            try trader.flip(into: &report)
            let texts = try trader.state(of: caseID).rows(.note).compactMap { $0["text"]?.string }
            #expect(texts.sorted() == ["from the office", "in between"])
            #expect(try trader.pendingCount == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a case that is no longer theirs goes, and what they wrote on it stays in the outbox`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            let (trader, caseID) = try await shared(store)
            try trader.note(on: caseID, "mine", confidentiality: .parties)
            world.server.change { state in
                for compartment in Set(state.rows.values.map(\.compartment)).sorted() { state.hide(compartment) }
            }
            try await pullOnly(trader)
            #expect(try trader.cases().isEmpty)
            #expect(try trader.search("mine").isEmpty)
            #expect(try trader.effectiveBytes().isEmpty)
            let entry = try #require(try trader.outbox().last)
            #expect(entry.isPending && entry.forecast?.code == .notFound)
            #expect(entry.envelope.args.contains("mine"))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `both stores show the same after the same`(kind: StoreKind) async throws {
        // The in-memory store is the yardstick.
        let yardstick = TestWorld()
        let other = try yardstick.replica(in: InMemoryReplicaStore())
        let expected = try await story(yardstick, other)
        try await kind.withStore { store in
            let found = try await story(world, try world.replica(in: store))
            #expect(found == expected)
        }
    }

    private func story(_ world: TestWorld, _ replica: Replica) async throws -> [RowID: [UInt8]] {
        let caseID = try replica.fileSample().caseID
        try await world.sync(replica)
        world.server.put(.note(.sample(60), on: caseID, "theirs"))
        try replica.edit(caseID, fields: ["place": "Busia"])
        try replica.note(on: caseID, "mine", confidentiality: .parties)
        try await world.sync(replica)
        try replica.fileSample("second")
        return try replica.effectiveBytes()
    }
}
