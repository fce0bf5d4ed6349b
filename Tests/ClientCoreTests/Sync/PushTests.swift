import CaseProtocol
import ClientCore
import Testing
import Workflow

/// Every command happens once, whatever is lost on the way.
@Suite struct PushTests {
    private let world = TestWorld()

    private func texts(_ world: TestWorld) -> [String] {
        world.server.change { $0.rows.values.filter { $0.kind == .note }.compactMap { $0["text"]?.string }.sorted() }
    }

    @Test(arguments: StoreKind.allCases)
    func `a lost answer to a push does not make a command happen twice`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            let caseID = try replica.fileSample().caseID
            try replica.note(on: caseID, "once", confidentiality: .parties)
            for _ in 0..<3 {
                world.server.fail(Endpoint.push, .dropReply)
                await #expect(throws: TransportError.self) { try await world.sync(replica) }
                #expect(try replica.outbox().map(\.state) == [.sent, .sent, .sent])
                #expect(try replica.isPredicted(case: caseID))
            }
            let report = try await world.sync(replica)
            #expect(report.outcomes.map(\.outcome) == [.applied, .applied, .applied])
            #expect(texts(world) == ["once"])
            #expect(world.server.change { $0.decidedCount } == 3)
            #expect(try replica.effectiveBytes() == world.server.bytes())
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a command is settled by the pull, not by the answer to the push`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            try replica.fileSample()
            world.server.fail(Endpoint.pull, .dropReply)
            await #expect(throws: TransportError.self) { try await world.sync(replica) }
            #expect(try replica.outbox().map(\.state) == [.sent, .sent])
            #expect(try replica.outbox().allSatisfy { $0.outcome == nil })
            try await world.sync(replica)
            #expect(try replica.outbox().map(\.state) == [.settled, .settled])
            #expect(try replica.meta().acked == 2)
            #expect(try replica.pendingCount == 0)
        }
    }

    /// Found while fuzzing: batches without a command went out for ever, and the replica took another id.
    @Test func `a server that says it takes no command at a time is sent one`() async throws {
        world.server.change { $0.limits.pushCommandsMax = 0 }
        let replica = try world.replica(in: InMemoryReplicaStore())
        try replica.fileSample()
        guard case .batch(let batch) = try replica.nextPush(from: nil, limits: world.server.change { $0.limits }) else {
            Issue.record("nothing is pushed")
            return
        }
        #expect(batch.commands.map(\.n) == [1])
    }

    @Test func `pushes keep to the server's limits, in order`() async throws {
        world.server.change { $0.limits.pushCommandsMax = 2 }
        let replica = try world.replica(in: InMemoryReplicaStore())
        let caseID = try replica.fileSample().caseID
        for number in 1...3 { try replica.note(on: caseID, "note \(number)", confidentiality: .parties) }
        let report = try await world.sync(replica)
        #expect(report.pushed == 5)
        #expect(world.server.change { $0.requests.filter { $0.path == Endpoint.push }.count } == 3)
        world.server.change { $0.limits.bodyBytesMax = 1_000 }
        // Limits are asked for once a day.
        world.clock.advance(milliseconds: 90_000_000)
        for number in 4...9 {
            try replica.note(on: caseID, String(repeating: "\(number)", count: 300), confidentiality: .parties)
        }
        try await world.sync(replica)
        let sizes = world.server.change { $0.requests.filter { $0.path == Endpoint.push }.compactMap(\.body?.count) }
        #expect(sizes.suffix(sizes.count - 3).allSatisfy { $0 <= 1_000 })
        #expect(texts(world).count == 9)
    }

    @Test(arguments: StoreKind.allCases)
    func `a rejected command stays with its author, and what rests on it goes on`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let replica = try world.replica(of: .officer, in: store)
            world.server.welcome(.trader)
            let trader = try world.replica(in: InMemoryReplicaStore(), seed: 9)
            let caseID = try trader.fileSample().caseID
            try await world.sync(trader)
            try await world.sync(replica)
            try replica.act(on: caseID, "reject", fields: ["reason": "privateDispute"])
            try replica.note(on: caseID, "kept", confidentiality: .parties)
            // Meanwhile the trader withdrew it.
            try world.server.perform(
                .act(
                    CaseAct(
                        caseID: caseID, action: "withdraw", from: "submitted", fields: ["reason": "settled privately"])),
                as: .trader)
            let report = try await world.sync(replica)
            #expect(report.attention.map(\.envelope.cmd) == ["case.act"])
            let kept = try #require(try replica.attention().first)
            #expect(kept.outcome?.problem != nil)
            #expect(kept.envelope.args.contains("privateDispute"))
            #expect(texts(world) == ["kept"])
            #expect(try replica.effectiveBytes() == world.server.bytes())
            try replica.close(kept.mid)
            #expect(try replica.attention().isEmpty)
        }
    }

    @Test func `what is still pending cannot be dismissed`() throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        let mid = try replica.fileSample().mid
        #expect(#expect(throws: Problem.self) { try replica.close(mid) }?.code == .guardFailed)
        #expect(#expect(throws: Problem.self) { try replica.close(.sample(1)) }?.code == .notFound)
        #expect(try replica.pendingCount == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func `after the server was restored, what it lost is sent again`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            let caseID = try replica.fileSample().caseID
            try await world.sync(replica)
            let backup = world.server.change { $0 }
            try replica.note(on: caseID, "lost and found", confidentiality: .parties)
            try await world.sync(replica)
            #expect(try replica.outbox().allSatisfy { $0.state == .settled })
            world.server.change { $0.restore(backup, epoch: "epoch-2") }
            // One sync learns what is missing, and sends it.
            #expect(try await world.sync(replica).lost == 1)
            #expect(try replica.search("found") == [caseID])
            #expect(texts(world) == ["lost and found"])
            #expect(try replica.pendingCount == 0)
            #expect(try replica.effectiveBytes() == world.server.bytes())
        }
    }

    @Test func `a restored server that asks for an earlier number gets everything from there on`() async throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        let caseID = try replica.fileSample().caseID
        let backup = world.server.change { $0 }
        try await world.sync(replica)
        world.server.change { $0.restore(backup, epoch: "epoch-2") }
        try replica.note(on: caseID, "later", confidentiality: .parties)
        try await world.sync(replica)
        #expect(texts(world) == ["later"])
        #expect(world.server.change { $0.decidedCount } == 3)
        #expect(try replica.effectiveBytes() == world.server.bytes())
    }

    @Test(arguments: StoreKind.allCases)
    func `what a restored server decides otherwise comes back to its author, though it had been applied`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            let officer = try world.replica(of: .officer, in: store)
            world.server.welcome(.trader)
            let trader = try world.replica(in: InMemoryReplicaStore(), seed: 9)
            let caseID = try trader.fileSample().caseID
            try await world.sync(trader)
            try await world.sync(officer)
            let backup = world.server.change { $0 }
            try officer.act(on: caseID, "reject", fields: ["reason": "privateDispute"])
            try await world.sync(officer)
            #expect(try officer.outbox().map(\.state) == [.settled])
            world.server.change { $0.restore(backup, epoch: "epoch-2") }
            // In the new history the trader came first.
            try world.server.perform(
                .act(
                    CaseAct(
                        caseID: caseID, action: "withdraw", from: "submitted", fields: ["reason": "settled privately"])),
                as: .trader)
            try officer.note(on: caseID, "kept", confidentiality: .parties)
            let report = try await world.sync(officer)
            #expect(report.attention.map(\.envelope.cmd) == ["case.act"])
            #expect(try officer.outbox().map(\.state) == [.attention, .settled])
            #expect(try officer.effectiveBytes() == world.server.bytes())
        }
    }

    @Test func `what an earlier incarnation sent is owed to another history until a round of it is shown`() async throws
    {
        let replica = try world.replica(in: InMemoryReplicaStore())
        let caseID = try replica.fileSample().caseID
        try await world.sync(replica)
        let backup = world.server.change { $0 }
        try replica.note(on: caseID, "by an earlier incarnation", confidentiality: .parties)
        try await world.sync(replica)
        try replica.renewIdentity()
        try replica.note(on: caseID, "by this one", confidentiality: .parties)
        try await world.sync(replica)
        #expect(try replica.pendingCount == 0)
        world.server.change { $0.restore(backup, epoch: "epoch-2") }
        // A bundle brought the other history, and whoever took it in was killed before anything else was done.
        try replica.store.write { transaction in
            var meta = try #require(try transaction.meta())
            (meta.epoch, meta.cursor, meta.isArchiveDueAgain) = ("epoch-2", nil, true)
            try transaction.setMeta(meta)
        }
        for _ in 0..<2 { try await world.sync(replica) }
        #expect(try replica.pendingCount == 0)
        #expect(texts(world).sorted() == ["by an earlier incarnation", "by this one"])
    }

    @Test func `what a restored server decides otherwise is what shows`() async throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        let caseID = try replica.fileSample().caseID
        try await world.sync(replica)
        let backup = world.server.change { $0 }
        let mid = try replica.note(on: caseID, "refused once", confidentiality: .parties).mid
        world.server.change { $0.remove(RowID(caseID)) }
        try await world.sync(replica)
        #expect(try replica.outbox().last?.state == .attention)
        world.server.change { $0.restore(backup, epoch: "epoch-2") }
        // The push of what comes next asks for what was lost; everything is decided anew.
        try replica.fileSample("Another matter")
        try await world.sync(replica)
        #expect(texts(world) == ["refused once"])
        let entry = try replica.outbox().first { $0.mid == mid }
        #expect(entry?.state == .settled && entry?.outcome == .applied)
    }

    @Test func `an outbox that does not reach back that far starts anew under a new id`() async throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        let caseID = try replica.fileSample().caseID
        try await world.sync(replica)
        world.server.change { state in
            // The case came through the restore, the replica's own count did not.
            let rows = state.rows
            state = FakeServerState()
            state.epoch = "epoch-2"
            for row in rows.values { state.put(row) }
        }
        world.server.welcome(.trader)
        // Older than the archive reaches.
        try replica.store.write { transaction in
            for entry in try transaction.outbox() { try transaction.removeOutboxEntry(entry.mid) }
        }
        try replica.note(on: caseID, "still here", confidentiality: .parties)
        let report = try await world.sync(replica)
        #expect(report.renewedIdentity)
        #expect(texts(world) == ["still here"])
        #expect(try replica.pendingCount == 0)
    }
}
