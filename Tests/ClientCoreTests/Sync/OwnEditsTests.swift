import CaseProtocol
import ClientCore
import Testing
import Workflow

/// Several edits of one field, made offline by one person, while others move the case.
@Suite struct OwnEditsTests {
    private let world = TestWorld()

    private func shared(_ store: any ReplicaStore) async throws -> (trader: Replica, caseID: CaseID) {
        let trader = try world.replica(in: store)
        world.server.welcome(.officer)
        let caseID = try trader.fileSample().caseID
        try await world.sync(trader)
        return (trader, caseID)
    }

    private func others(_ fields: [String: JSONValue], on caseID: CaseID, _ base: [String: Int]) throws {
        try world.server.perform(.edit(CaseEdit(caseID: caseID, fields: fields, base: base)), as: .officer)
    }

    @Test(arguments: StoreKind.allCases)
    func `the last of several own edits wins, though the case moved meanwhile`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let (trader, caseID) = try await shared(store)
            for place in ["Holili", "Taveta", "Voi"] { try trader.edit(caseID, fields: ["place": .string(place)]) }
            try others(["product": "Sugar"], on: caseID, [:])
            try others(["hsCode": "1701.99"], on: caseID, [:])
            let report = try await world.sync(trader)
            #expect(report.attention.isEmpty)
            #expect(try trader.state(of: caseID).header?.place == "Voi")
            #expect(try trader.effectiveBytes() == world.server.bytes())
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `none of several own edits overwrites what somebody else wrote meanwhile`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let (trader, caseID) = try await shared(store)
            let rev = try #require(try trader.state(of: caseID).header).row.rev(of: "place")
            for place in ["Holili", "Taveta", "Voi"] { try trader.edit(caseID, fields: ["place": .string(place)]) }
            try others(["place": "Lunga Lunga"], on: caseID, ["place": rev])
            let report = try await world.sync(trader)
            #expect(report.attention.count == 3)
            let state = try trader.state(of: caseID)
            #expect(state.header?.place == "Lunga Lunga")
            // One record is open, with the last words of its author; the earlier ones are on record.
            #expect(state.openConflicts.map { $0["mine"] } == ["Voi"])
            #expect(Set(state.rows(.conflict).compactMap { $0["mine"]?.string }) == ["Holili", "Taveta", "Voi"])
            #expect(try trader.effectiveBytes() == world.server.bytes())
        }
    }

    @Test func `edits made after a first one was sent rest on it as well`() async throws {
        let (trader, caseID) = try await shared(InMemoryReplicaStore())
        try trader.edit(caseID, fields: ["place": "Holili"])
        world.server.fail(Endpoint.push, .dropReply)
        await #expect(throws: TransportError.self) { try await world.sync(trader) }
        try others(["product": "Sugar"], on: caseID, [:])
        try trader.edit(caseID, fields: ["place": "Taveta"])
        let report = try await world.sync(trader)
        #expect(report.attention.isEmpty)
        #expect(try trader.state(of: caseID).header?.place == "Taveta")
    }

    @Test func `a case that was opened offline is edited offline`() async throws {
        let trader = try world.replica(in: InMemoryReplicaStore())
        let caseID = try trader.fileSample().caseID
        try trader.edit(caseID, fields: ["place": "Holili"])
        try trader.edit(caseID, fields: ["place": "Taveta", "product": "Sugar"])
        let report = try await world.sync(trader)
        #expect(report.attention.isEmpty)
        #expect(try trader.state(of: caseID).header?.place == "Taveta")
        #expect(try trader.effectiveBytes() == world.server.bytes())
    }

    @Test func `an edit that rests on nothing of the device's own carries no more than before`() async throws {
        let (trader, caseID) = try await shared(InMemoryReplicaStore())
        try trader.edit(caseID, fields: ["incidentOn": "2026-10-30"])
        guard case .edit(let edit)? = try trader.outbox().last?.envelope.command() else {
            Issue.record("no edit")
            return
        }
        #expect(edit.seen == nil && Array(edit.base.keys) == ["incidentOn"])
        try trader.edit(caseID, fields: ["place": "Voi"])
        guard case .edit(let coupled)? = try trader.outbox().last?.envelope.command() else { return }
        #expect(coupled.seen == nil && coupled.base.keys.sorted() == ["locationCountry", "place"])
    }
}

/// Two people and one field: the record, and its settling from a device.
@Suite struct SettleSyncTests {
    private let world = TestWorld()

    @Test(arguments: StoreKind.allCases)
    func `a conflict is settled offline, and both sides hold the same afterwards`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let trader = try world.replica(in: store)
            let officer = try world.replica(of: .officer, in: InMemoryReplicaStore(), seed: 9)
            let caseID = try trader.fileSample().caseID
            try await world.sync(trader)
            try await world.sync(officer)
            try officer.edit(caseID, fields: ["place": "Holili"])
            try trader.edit(caseID, fields: ["place": "Taveta"])
            try await world.sync(officer)
            try await world.sync(trader)
            try await world.sync(officer)
            for replica in [trader, officer] {
                #expect(try replica.inbox().contains { $0.conflict != nil })
            }
            let conflict = try #require(try officer.state(of: caseID).openConflicts.first)
            #expect(conflict["theirs"] == "Holili" && conflict["mine"] == "Taveta")
            let prediction = try officer.settle(conflict.id, on: caseID, .mine, reason: "She is right.")
            #expect(prediction.outcome == .applied)
            #expect(try officer.state(of: caseID).openConflicts.isEmpty)
            // The trader settles the same, not knowing: the first stands.
            try trader.settle(conflict.id, on: caseID, .theirs)
            try await world.sync(officer)
            let report = try await world.sync(trader)
            #expect(report.attention.map { $0.outcome?.problem?.code } == [.guardFailed])
            try await world.sync(officer)
            let settled = try #require(try trader.row(conflict.id))
            #expect(settled["choice"] == "mine" && settled["reason"] == "She is right.")
            #expect(try trader.state(of: caseID).header?.place == "Taveta")
            #expect(try trader.effectiveBytes() == officer.effectiveBytes())
        }
    }

    /// Tanzania's words stand, and two others are kept beside them.
    private func twiceDisputed(_ trader: Replica, _ officer: Replica) async throws -> (CaseID, [Row], rev: Int) {
        let caseID = try trader.fileSample().caseID
        try await world.sync(trader)
        let rev = try #require(try trader.state(of: caseID).header).row.rev(of: "place")
        for (place, party) in [("Holili", Party.officer), ("Taveta", .trader), ("Voi", .officer)] {
            let edit = CaseEdit(caseID: caseID, fields: ["place": .string(place)], base: ["place": rev])
            _ = await problem { try world.server.perform(.edit(edit), as: party) }
        }
        try await world.sync(officer)
        let conflicts = try officer.state(of: caseID).openConflicts.sorted {
            ($0["mine"]?.string ?? "") < ($1["mine"]?.string ?? "")
        }
        #expect(conflicts.map { $0["mine"] } == ["Taveta", "Voi"])
        return (caseID, conflicts, try #require(try officer.state(of: caseID).header).row.rev(of: "place"))
    }

    private func problem(_ body: () throws -> Void) async -> Problem? {
        do {
            try body()
            return nil
        } catch {
            return error as? Problem
        }
    }

    @Test func `a settlement that rests on another is not taken over what its author never saw`() async throws {
        let trader = try world.replica(in: InMemoryReplicaStore())
        let officer = try world.replica(of: .officer, in: InMemoryReplicaStore(), seed: 9)
        let (caseID, conflicts, rev) = try await twiceDisputed(trader, officer)
        try officer.settle(conflicts[0].id, on: caseID, .mine)
        try officer.settle(conflicts[1].id, on: caseID, .mine)
        // Meanwhile the first is settled from elsewhere, in other words: the field bears the revision that was predicted here.
        try world.server.perform(
            .settle(
                ConflictSettle(
                    caseID: caseID, conflict: conflicts[0].id, choice: .other, fields: ["place": "Lunga Lunga"],
                    base: ["place": rev])), as: .officer)
        let report = try await world.sync(officer)
        #expect(report.attention.map { $0.outcome?.problem?.code } == [.guardFailed, .guardFailed])
        let state = try officer.state(of: caseID)
        #expect(state.header?.place == "Lunga Lunga")
        // Nothing is lost: the record is open, and the choice is with its author.
        #expect(state.openConflicts.map(\.id) == [conflicts[1].id])
    }

    @Test func `settlements that rest on one another are taken together`() async throws {
        let trader = try world.replica(in: InMemoryReplicaStore())
        let officer = try world.replica(of: .officer, in: InMemoryReplicaStore(), seed: 9)
        let (caseID, conflicts, _) = try await twiceDisputed(trader, officer)
        try officer.settle(conflicts[0].id, on: caseID, .mine)
        try officer.settle(conflicts[1].id, on: caseID, .theirs)
        let report = try await world.sync(officer)
        #expect(report.attention.isEmpty)
        let state = try officer.state(of: caseID)
        #expect(state.header?.place == "Taveta" && state.openConflicts.isEmpty)
    }
}
