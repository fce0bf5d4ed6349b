import CaseProtocol
import ClientCore
import ClientSQLite
import Foundation
import Server
import ServerSQLite
import Testing

/// A replica that is not what the server shows finds out, and takes only what differs.
@Suite struct RepairTests {
    /// What happens to a replica behind its back.
    enum Damage: CaseIterable { case changedRow, lostRow, strayRow, lostCompartment }

    private func settled(_ seed: UInt64) async throws -> World {
        let keys = try LedgerKeys.random()
        let world = try await World(
            seed: seed, store: InMemoryCaseStore(keys: keys), keys: keys, lossPercent: 0
        ) { _ in (InMemoryReplicaStore(), nil) }
        for _ in 0..<200 { try await world.step() }
        try await world.settle()
        return world
    }

    private func check(_ world: World, _ person: World.Person) async throws {
        let shown = try await world.visibleRows(to: person, of: try world.allCases())
        #expect(try world.heldRows(of: person) == shown, "\(person.name)")
    }

    @Test(arguments: [41, 42] as [UInt64])
    func `every round of an ordinary life ends with the same root on both sides`(seed: UInt64) async throws {
        let world = try await settled(seed)
        for person in world.people {
            let report = try await person.engine.sync()
            #expect(report.digestMismatch == nil && report.repaired == 0, "\(person.name)")
        }
    }

    @Test(arguments: Damage.allCases)
    func `what was damaged is healed by the first sync after the next count, and no more is moved`(
        damage: Damage
    ) async throws {
        let world = try await settled(43)
        let person = world.people[2]
        let rows = try person.replica.store.read { snapshot in
            try snapshot.rowIDs(in: .server).compactMap { try snapshot.row($0, in: .server) }.filter {
                $0.caseID != nil
            }
        }
        let victim = try #require(rows.first { $0.kind == .note })
        try person.replica.store.write { transaction in
            switch damage {
            case .changedRow:
                try transaction.put(
                    HeldRow(
                        id: victim.id, kind: victim.kind, compartment: victim.compartment, bytes: victim.bytes + [32]),
                    in: .server)
            case .lostRow: try transaction.removeRow(victim.id, in: .server)
            case .strayRow:
                let place = Compartment(caseID: victim.caseID, .internal, holder: "ZZ")
                try transaction.put(
                    HeldRow(Row(id: RowID(high: 5, low: 5), kind: .note, compartment: place, fields: ["text": "x"])),
                    in: .server)
            case .lostCompartment:
                for id in try transaction.rowIDs(in: victim.compartment, layer: .server) {
                    try transaction.removeRow(id, in: .server)
                }
                try transaction.removeHeldCompartment(victim.compartment)
            }
        }
        try person.replica.recount()
        let report = try await person.engine.sync()
        #expect(report.repaired == 1)
        #expect(report.digestMismatch == nil)
        let expected = damage == .strayRow ? 0 : rows.filter { $0.compartment == victim.compartment }.count
        #expect(report.rows == expected)
        #expect(expected < rows.count / 2)
        try await check(world, person)
        let next = try await person.engine.sync()
        #expect(next.repaired == 0 && next.rows == 0 && next.digestMismatch == nil)
    }

    @Test func `a week later everything is counted anew by itself`() async throws {
        let world = try await settled(44)
        let person = world.people[2]
        let id = try #require(try person.replica.rows(ofKind: .note).first?.id)
        try person.replica.store.write { try $0.removeRow(id, in: .server) }
        world.clock.advance(milliseconds: 8 * 86_400_000)
        let report = try await person.engine.sync()
        #expect(report.repaired == 1 && report.digestMismatch == nil)
        try await check(world, person)
    }

    @Test func `after three repairs in a day it stops repairing and says that they differ`() async throws {
        let world = try await settled(45)
        let person = world.people[2]
        let id = try #require(try person.replica.rows(ofKind: .note).first?.id)
        func damage() throws {
            try person.replica.store.write { try $0.removeRow(id, in: .server) }
            try person.replica.recount()
        }
        for _ in 0..<Replica.repairsPerDayMax {
            try damage()
            #expect(try await person.engine.sync().repaired == 1)
        }
        try damage()
        let report = try await person.engine.sync()
        #expect(report.complete && report.repaired == 0)
        let mismatch = try #require(report.digestMismatch)
        #expect(mismatch.mine != mismatch.server)
        world.clock.advance(milliseconds: 86_400_000)
        let tomorrow = try await person.engine.sync()
        #expect(tomorrow.repaired == 1 && tomorrow.digestMismatch == nil)
    }

    @Test(arguments: [46, 47] as [UInt64])
    func `a replica that lost its cursor keeps its rows and moves only what changed since`(seed: UInt64) async throws {
        let world = try await settled(seed)
        let person = world.people[2]
        let before = try world.heldRows(of: person)
        // Somebody else does something meanwhile.
        for _ in 0..<3 { try await world.step() }
        for other in world.people where other.name != person.name { _ = try await other.engine.sync() }
        try person.replica.dropCursor()
        let report = try await person.engine.sync()
        #expect(report.complete && report.digestMismatch == nil)
        #expect(report.rows < before.count)
        try await check(world, person)
        try person.replica.dropCursor()
        let same = try await person.engine.sync()
        #expect(same.rows == 0 && same.pages == 1 && same.repaired == 0)
        try await check(world, person)
    }

    @Test func `a copy of a replica goes on under an id of its own without loading everything`() async throws {
        let world = try await settled(48)
        let person = world.people[2]
        try person.replica.renewIdentity()
        let report = try await person.engine.sync()
        #expect(report.complete && report.rows == 0 && report.repaired == 0 && report.digestMismatch == nil)
        try await check(world, person)
    }

    @Test func `a replica from before there were digests learns its audiences and takes no row again`() async throws {
        let world = try await settled(49)
        let person = world.people[2]
        try person.replica.store.write { transaction in
            for held in try transaction.heldCompartments() {
                try transaction.removeHeldCompartment(held.compartment)
            }
            var meta = try #require(try transaction.meta())
            meta.countedOn = nil
            meta.root = nil
            try transaction.setMeta(meta)
        }
        let report = try await person.engine.sync()
        #expect(report.digestMismatch == nil)
        // Compartments without a row are not known any more; nothing of the others moves.
        #expect(report.rows == 0)
        try await check(world, person)
    }
}
