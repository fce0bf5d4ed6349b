import CaseProtocol
import Server
import Testing

/// What every ``CaseStore`` promises of visibility and of the probes of a pull.
@Suite("CaseStore contract: sync")
struct StoreSyncContractTests {
    @Test(arguments: StoreKind.allCases)
    func `a placement is open from the commit that made it to the one that closed it`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let compartment = Compartment.parties(1)
        try await fixture.append(.example(.header(1), placements: [compartment: ["fp:KE", "recs"]]))
        try await fixture.append(.example(placements: [compartment: ["fp:KE", "recs"]]))
        try await fixture.append(.example(placements: [compartment: ["fp:KE", "fp:UG"]]))
        try await fixture.append(.example(placements: [compartment: ["fp:KE", "recs"]]))
        try await fixture.read { snapshot throws in
            #expect(try snapshot.placements(of: CaseID.example(1)) == [compartment: ["fp:KE", "recs"]])
            #expect(
                try snapshot.placements(of: 1) == [
                    Placement(compartmentKey: 1, compartment: compartment, audience: "fp:KE", from: 1, to: nil),
                    Placement(compartmentKey: 1, compartment: compartment, audience: "fp:UG", from: 3, to: 4),
                    Placement(compartmentKey: 1, compartment: compartment, audience: "recs", from: 1, to: 3),
                    Placement(compartmentKey: 1, compartment: compartment, audience: "recs", from: 4, to: nil),
                ])
            #expect(try snapshot.commit(2)?.leafCount == 0)
            #expect(try snapshot.commit(3)?.leafCount == 1)
        }
        try await fixture.append(.example(placements: [compartment: []]))
        #expect(try await fixture.read { try $0.placements(of: CaseID.example(1)) }.isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `memberships keep when somebody joined and left`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let user = UserID.example(5)
        try await fixture.append(.example(memberships: [user: ["all", "fp:KE"], .example(6): ["all"]]))
        try await fixture.append(.example(memberships: [user: ["all"]]))
        try await fixture.append(.example(memberships: [user: ["all", "fp:KE"]]))
        #expect(
            try await fixture.read { try $0.memberships(of: user) } == [
                Membership(audience: "all", from: 1, to: nil), Membership(audience: "fp:KE", from: 1, to: 2),
                Membership(audience: "fp:KE", from: 3, to: nil),
            ])
        #expect(try await fixture.read { try $0.memberships(of: .example(7)) }.isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `a probe gives what was touched after a commit and leaves out what was not`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let note = Row.note(11, in: .parties(1))
        try await fixture.append(.example(note, placements: [.parties(1): ["recs", "fp:KE"]]))
        try await fixture.append(.example(.note(12, in: .parties(2)), placements: [.parties(2): ["recs"]]))
        try await fixture.append(.example(.note(13, in: .parties(3)), placements: [.parties(3): ["recs"]]))
        func touched(_ audience: AudienceID, after commit: Int) async throws -> [Int] {
            try await fixture.read { try $0.placements(in: audience, touchedAfter: commit).map(\.compartmentKey) }
        }
        #expect(try await touched("recs", after: 0) == [1, 2, 3])
        #expect(try await touched("recs", after: 1) == [2, 3])
        #expect(try await touched("recs", after: 3) == [])
        try await fixture.append(.example(note.saying("released")))
        #expect(try await touched("recs", after: 3) == [1])
        #expect(try await touched("fp:KE", after: 3) == [1])
        try await fixture.append(.example(placements: [.parties(2): []]))
        #expect(try await touched("recs", after: 4) == [2])
        #expect(try await touched("fp:KE", after: 4) == [])
        #expect(try await touched("fp:TZ", after: 0) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func `a row that moves leaves one compartment and enters the other in the same commit`(kind: StoreKind) async throws
    {
        let fixture = try StoreFixture(kind)
        let confidential = Compartment(caseID: .example(1), .confidential, holder: "acme")
        let note = Row.note(11, in: .parties(1))
        try await fixture.append(
            .example(note, .note(12, in: .parties(1)), placements: [.parties(1): ["all"], confidential: ["recs"]]))
        let moved = note.moved(to: confidential)
        try await fixture.append(.example(moved))
        try await fixture.read { snapshot throws in
            #expect(
                try snapshot.changes(in: 1, after: 1, fromRowKey: 0, limit: 9)
                    == [RowChange(rowKey: 1, id: note.id, bytes: nil)])
            #expect(
                try snapshot.changes(in: 2, after: 1, fromRowKey: 0, limit: 9)
                    == [RowChange(rowKey: 1, id: note.id, bytes: moved.canonicalBytes)])
            #expect(try snapshot.changes(in: 1, after: 0, fromRowKey: 0, limit: 9).map(\.rowKey) == [2])
            #expect(try snapshot.placements(in: "all", touchedAfter: 1).map(\.compartmentKey) == [1])
            #expect(try snapshot.placements(in: "recs", touchedAfter: 1).map(\.compartmentKey) == [2])
        }
        try await fixture.append(.example(moved.moved(to: .parties(1))))
        #expect(
            try await fixture.read { try $0.changes(in: 1, after: 0, fromRowKey: 0, limit: 9).map(\.rowKey) } == [1, 2])
        #expect(try await fixture.read { try $0.changes(in: 2, after: 0, fromRowKey: 0, limit: 9) }.isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `changes come by row key, in pages, as the bytes that were committed`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let notes = (11...15).map { Row.note(UInt64($0), in: .parties(1)) }
        for note in notes { try await fixture.append(.example(note)) }
        let changed = notes[1].saying("again")
        try await fixture.append(.example(changed))
        func page(after commit: Int, from key: Int, _ limit: Int) async throws -> [RowChange] {
            try await fixture.read { try $0.changes(in: 1, after: commit, fromRowKey: key, limit: limit) }
        }
        #expect(try await page(after: 0, from: 0, 3).map(\.rowKey) == [1, 2, 3])
        #expect(try await page(after: 0, from: 3, 3).map(\.rowKey) == [4, 5])
        #expect(try await page(after: 3, from: 0, 9).map(\.rowKey) == [2, 4, 5])
        #expect(try await page(after: 3, from: 2, 1).map(\.rowKey) == [4])
        #expect(
            try await page(after: 5, from: 0, 9) == [
                RowChange(rowKey: 2, id: changed.id, bytes: changed.canonicalBytes)
            ])
        #expect(try await page(after: 6, from: 0, 9) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func `compartments are numbered in order of making`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        try await fixture.append(
            .example(
                .note(11, in: .parties(9)), .note(12, in: .parties(1)),
                placements: [.parties(5): ["all"], .parties(1): ["all"], .parties(9): ["all"], .parties(3): ["all"]]))
        let placements = try await fixture.read { try $0.placements(in: "all", touchedAfter: 0) }
        #expect(placements.map(\.compartment) == [.parties(9), .parties(1), .parties(3), .parties(5)])
        #expect(placements.map(\.compartmentKey) == [1, 2, 3, 4])
    }
}
