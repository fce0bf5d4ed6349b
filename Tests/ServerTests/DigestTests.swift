import CaseProtocol
import GRDB
import Server
import ServerSQLite
import Testing

/// Digests that are kept commit by commit are those that the rows and placements give.
@Suite struct DigestTests {
    @Test(arguments: StoreKind.allCases, UInt64(11)...13)
    func `what is kept is what is counted anew, whatever was committed`(kind: StoreKind, seed: UInt64) async throws {
        let fixture = try StoreFixture(kind)
        var drafts = RandomDrafts(seed: seed)
        for step in 1...80 {
            let draft = drafts.next()
            do {
                try await fixture.append(draft)
                drafts.accept(draft)
            } catch is StoreError { continue }
            guard step.isMultiple(of: 5) else { continue }
            try await fixture.read { try Self.check($0) }
        }
    }

    private static func check(_ snapshot: any CaseSnapshot) throws {
        let hashing = DigestHashing.system
        var sums: [AudienceID: DigestSum] = [:]
        for caseID in RandomDrafts.caseNumbers.map({ CaseID.example($0) }) {
            let rows = Dictionary(grouping: try snapshot.rows(of: caseID), by: \.compartment)
            let placements = try snapshot.placements(of: caseID)
            for compartment in Set(rows.keys).union(placements.keys) {
                let digest = (rows[compartment] ?? []).reduce(DigestSum.zero) {
                    $0 + hashing.row($1.id, rev: $1.rev, bytes: $1.canonicalBytes)
                }
                #expect(try snapshot.digest(of: compartment) == digest, "\(compartment)")
                for audience in placements[compartment] ?? [] {
                    sums[audience, default: .zero] += hashing.compartment(compartment, digest)
                    #expect(try snapshot.digests(in: audience)[compartment] == digest)
                }
            }
        }
        for number in RandomDrafts.userNumbers {
            let open = try snapshot.memberships(of: .example(number)).filter { $0.to == nil }.map(\.audience)
            let expected = sums.filter { open.contains($0.key) }
            #expect(try snapshot.digests(of: .example(number)) == expected)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a row that moves, a placement that opens and one that closes each move the sums`(kind: StoreKind) async throws
    {
        let fixture = try StoreFixture(kind)
        let note = Row.note(11, in: .parties(1))
        let user = UserID.example(500)
        try await fixture.append(
            .example(note, placements: [.parties(1): ["all"]], memberships: [user: ["all", "recs"]]))
        let first = try await fixture.read { try $0.digests(of: user) }
        #expect(first.keys.sorted() == ["all"])
        try await fixture.append(.example(placements: [.parties(1): ["all", "recs"]]))
        let second = try await fixture.read { try $0.digests(of: user) }
        #expect(second["recs"] == second["all"] && second["all"] == first["all"])
        try await fixture.append(.example(note.moved(to: .notes(1, of: "KE"))))
        try await fixture.read { snapshot throws in
            #expect(try snapshot.digest(of: .parties(1)) == .zero)
            #expect(try snapshot.digest(of: .notes(1, of: "KE")).count == 1)
            // Empty, and yet open.
            #expect(try snapshot.digests(of: user)["all"]?.count == 1)
            #expect(try snapshot.digests(in: "all") == [.parties(1): .zero])
        }
        try await fixture.append(.example(placements: [.parties(1): []]))
        #expect(try await fixture.read { try $0.digests(of: user) }.isEmpty)
        #expect(try await fixture.read { try $0.digest(of: .parties(77)) } == .zero)
    }

    @Test func `a file from before there were digests gets them when it is opened`() async throws {
        let folder = try TemporaryFolder()
        let keys = try LedgerKeys.example()
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        var drafts = RandomDrafts(seed: 5)
        for _ in 1...40 {
            let draft = drafts.next()
            do {
                try await store.append(draft)
                drafts.accept(draft)
            } catch is StoreError { continue }
        }
        try store.close()
        try await DatabaseQueue(path: folder.path + "/tatua.sqlite").write { db in
            try db.execute(
                sql: """
                    DROP TABLE compartment_digest; DROP TABLE audience_digest;
                    DELETE FROM grdb_migrations WHERE identifier = '5'
                    """)
        }
        let reopened = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        try await reopened.read { try Self.check($0) }
        #expect(try reopened.verify().findings == [])
    }
}
