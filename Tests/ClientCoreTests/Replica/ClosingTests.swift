import CaseProtocol
import ClientCore
import Testing
import Workflow

/// What an author does about a change that came back: again, otherwise, as a note, off the list, gone.
@Suite struct ClosingTests {
    private let world = TestWorld()

    /// An officer's edit of a place that the trader had changed meanwhile.
    private func cameBack(_ store: any ReplicaStore) async throws -> (officer: Replica, entry: OutboxEntry) {
        let officer = try world.replica(of: .officer, in: store)
        let trader = try world.replica(in: InMemoryReplicaStore(), seed: 9)
        let caseID = try trader.fileSample().caseID
        try await world.sync(trader)
        try await world.sync(officer)
        return (officer, try await conflict(officer, caseID))
    }

    /// An edit of the officer's that meets one of the trader's.
    private func conflict(_ officer: Replica, _ caseID: CaseID) async throws -> OutboxEntry {
        let rev = try #require(try officer.state(of: caseID).header).row.rev(of: "place")
        try officer.edit(caseID, fields: ["place": "Taveta"])
        try world.server.perform(
            .edit(CaseEdit(caseID: caseID, fields: ["place": .string("Holili \(rev)")], base: ["place": rev])),
            as: .trader)
        try await world.sync(officer)
        return try #require(try officer.attention().first)
    }

    @Test(arguments: StoreKind.allCases)
    func `tried again a change rests on what is here now, and the old one says what replaced it`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            let (officer, entry) = try await cameBack(store)
            #expect(entry.outcome?.problem?.code == .fieldConflict)
            let prediction = try officer.retry(entry.mid)
            #expect(prediction.outcome == .applied && prediction.mid != entry.mid)
            let old = try #require(try officer.outbox().first { $0.mid == entry.mid })
            #expect(old.state == .closed && old.closing == .replaced(by: old.number + 1))
            #expect(old.envelope == entry.envelope && old.outcome == entry.outcome)
            try await world.sync(officer)
            #expect(try officer.state(of: entry.caseID).header?.place == "Taveta")
            #expect(try officer.attention().isEmpty)
            // The record of the two versions is settled with it.
            #expect(try officer.state(of: entry.caseID).openConflicts.isEmpty)
        }
    }

    @Test func `what the rules refuse here is not tried again, and stays as it was`() async throws {
        let (officer, entry) = try await cameBack(InMemoryReplicaStore())
        let amendment = Amendment(fields: ["place": .null])
        #expect(throws: Problem.self) { try officer.retry(entry.mid, with: amendment) }
        #expect(try officer.attention() == [entry])
        #expect(try officer.pendingCount == 0)
    }

    @Test func `changed first, it is made anew with the other words`() async throws {
        let (officer, entry) = try await cameBack(InMemoryReplicaStore())
        try officer.retry(entry.mid, with: Amendment(fields: ["place": "Voi"]))
        try await world.sync(officer)
        #expect(try officer.state(of: entry.caseID).header?.place == "Voi")
    }

    @Test func `an act that came too late is tried from the stage where the case stands now`() async throws {
        let officer = try world.replica(of: .officer, in: InMemoryReplicaStore())
        let trader = try world.replica(in: InMemoryReplicaStore(), seed: 9)
        let caseID = try trader.fileSample().caseID
        try await world.sync(trader)
        try await world.sync(officer)
        try officer.act(on: caseID, "askInfo", fields: ["questions": "Which post?"])
        try world.server.perform(
            .act(
                CaseAct(
                    caseID: caseID, action: "register", from: "submitted",
                    fields: ["imposingCountry": "TZ", "policyOrRegulatory": true])), as: .officer)
        try await world.sync(officer)
        let entry = try #require(try officer.attention().first)
        #expect(entry.outcome?.problem?.code == .stageMoved)
        // At the new stage nobody asks for information: the rules say so, and nothing changes.
        #expect(#expect(throws: Problem.self) { try officer.retry(entry.mid) }?.code == .wrongStage)
        #expect(try officer.attention() == [entry])
    }

    @Test(arguments: StoreKind.allCases)
    func `filed as a note it is on the case`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let (officer, entry) = try await cameBack(store)
            let text = entry.written(procedure: .ntbTripartite2, upTo: .internal).joined(separator: "\n")
            #expect(text.contains("Place: Taveta"))
            try officer.fileAsNote(entry.mid, text, confidentiality: .internal)
            try await world.sync(officer)
            let notes = try officer.state(of: entry.caseID).rows(.note)
            #expect(notes.compactMap { $0["text"]?.string } == [text])
            #expect(try officer.attention().isEmpty)
        }
    }

    @Test func `of a case that is not here any more nothing is noted, and it can be exported`() async throws {
        let (officer, entry) = try await cameBack(InMemoryReplicaStore())
        world.server.change { state in
            for compartment in Set(state.rows.values.map(\.compartment)).sorted() { state.hide(compartment) }
        }
        try await world.sync(officer)
        let problem = #expect(throws: Problem.self) {
            try officer.fileAsNote(entry.mid, "text", confidentiality: .internal)
        }
        #expect(problem?.code == .notFound)
        let export = try entry.export(procedure: nil)
        #expect(export.object?["envelope"]?.object?["args"]?.string == entry.envelope.args)
        #expect(export.object?["text"]?.string?.contains("Taveta") == true)
        #expect(export.object?["outcome"]?.object?["type"] == "conflict")
    }

    @Test func `a note repeats nothing that is for fewer people than read it`() throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        try replica.fileSample()
        let entry = try #require(try replica.outbox().last)
        let shown = entry.written(procedure: .ntbTripartite2, upTo: .parties).joined(separator: "\n")
        #expect(!shown.contains("+254") && shown.contains("Contact: not repeated here"))
        let all = entry.written(procedure: .ntbTripartite2, upTo: .sealed).joined(separator: "\n")
        #expect(all.contains("+254"))
    }

    @Test(arguments: StoreKind.allCases)
    func `off the list it can still be read, discarded it cannot`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let (officer, entry) = try await cameBack(store)
            try officer.close(entry.mid)
            let closed = try #require(try officer.outbox().first { $0.mid == entry.mid })
            #expect(closed.closing == .dismissed && closed.envelope.args.contains("Taveta"))
            #expect(#expect(throws: Problem.self) { try officer.discard(entry.mid) }?.code == .guardFailed)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what was discarded leaves its id, its numbers and when, for ninety days`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let (officer, entry) = try await cameBack(store)
            try officer.discard(entry.mid)
            let kept = try #require(try officer.outbox().first { $0.mid == entry.mid })
            #expect(kept.envelope.n == entry.envelope.n && kept.envelope.at == entry.envelope.at)
            let text = String(decoding: try CanonicalJSON.encode(kept), as: UTF8.self)
            #expect(!text.contains("Taveta") && !text.contains("place"))
            #expect(try officer.attention().isEmpty)
            // Counted by the server's days, from when its outcome came.
            world.clock.advance(milliseconds: 90 * 86_400_000)
            _ = try await conflict(officer, entry.caseID)
            #expect(try officer.outbox().contains { $0.mid == entry.mid })
            world.clock.advance(milliseconds: 86_400_000)
            _ = try await conflict(officer, entry.caseID)
            #expect(try !officer.outbox().contains { $0.mid == entry.mid })
        }
    }

    @Test func `nothing on its way is discarded, tried again or taken off the list`() throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        let mid = try replica.fileSample().mid
        for attempt in [{ _ = try replica.discard(mid) }, { try replica.close(mid) }, { _ = try replica.retry(mid) }] {
            #expect(#expect(throws: Problem.self) { try attempt() }?.code == .guardFailed)
        }
        #expect(try replica.pendingCount == 2)
    }

    @Test func `entries from before there was closing are read`() throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        try replica.fileSample()
        let entry = try #require(try replica.outbox().first)
        let bytes = try CanonicalJSON.encode(entry)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("clos"))
        #expect(try CanonicalJSON.decode(OutboxEntry.self, from: bytes) == entry)
    }
}
