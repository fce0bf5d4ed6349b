import CaseProtocol
import Server
import ServerSQLite
import Testing
import Workflow

@Suite struct StoreReadLogContractTests {
    private static let caseID: CaseID = .example(1)
    private static let sealed = Compartment(caseID: caseID, .sealed, holder: "x")
    private static let secret = Compartment(caseID: caseID, .confidential, holder: "x")

    private static func moment(_ hours: Int64) -> Timestamp { Timestamp(milliseconds: hours * 3_600_000) }

    private static func row(_ number: UInt64, in compartment: Compartment) -> Row {
        Row(id: .example(number), kind: .note, compartment: compartment, fields: ["text": "At 7 a kilo."])
    }

    private func fixture(_ kind: StoreKind) async throws -> (StoreFixture, sealed: Int, secret: Int) {
        let fixture = try StoreFixture(kind)
        try await fixture.append(.example(Self.row(2, in: Self.sealed), Self.row(3, in: Self.secret)))
        let sealed = try #require(try await fixture.read { try $0.key(of: Self.sealed) })
        let secret = try #require(try await fixture.read { try $0.key(of: Self.secret) })
        return (fixture, sealed, secret)
    }

    @Test(arguments: StoreKind.allCases)
    func `what a device is handed is kept by day and compartment, the latest first`(kind: StoreKind) async throws {
        let (fixture, sealed, secret) = try await fixture(kind)
        let (user, replica): (UserID, ReplicaID) = (.example(7), .example(8))
        for (hours, rows) in [(1, [sealed: 2, secret: 1]), (3, [sealed: 4]), (30, [secret: 5])] {
            try await fixture.store.write {
                try $0.note(
                    Handing(to: user, on: replica, at: Self.moment(Int64(hours)), head: hours, rows: rows))
            }
        }
        let found = try await fixture.read { try $0.handedOut(of: Self.caseID) }
        #expect(found.map(\.compartment) == [Self.secret, Self.sealed, Self.secret])
        #expect(found.map(\.rows) == [5, 6, 1])
        #expect(found.map(\.firstAt) == [30, 1, 1].map(Self.moment))
        #expect(found.map(\.lastAt) == [30, 3, 1].map(Self.moment))
        #expect(found.map(\.head) == [30, 3, 1])
        #expect(found.allSatisfy { $0.user == user && $0.replica == replica && $0.file == nil })
        #expect(try await fixture.read { try $0.handedOut(of: .example(2)) } == [])
    }

    @Test(arguments: StoreKind.allCases)
    func `each device has a line of its own, and what a later answer knew stays`(kind: StoreKind) async throws {
        let (fixture, _, secret) = try await fixture(kind)
        for (replica, head) in [(ReplicaID.example(8), 9), (.example(9), 4), (.example(8), 7)] {
            try await fixture.store.write {
                try $0.note(
                    Handing(to: .example(7), on: replica, at: Self.moment(1), head: head, rows: [secret: 1]))
            }
        }
        let found = try await fixture.read { try $0.handedOut(of: Self.caseID) }
        #expect(Set(found.map { "\($0.replica == .example(8)) \($0.rows) \($0.head)" }) == ["true 2 9", "false 1 4"])
    }

    @Test(arguments: StoreKind.allCases)
    func `a file is noted for a device and a day`(kind: StoreKind) async throws {
        let (fixture, _, secret) = try await fixture(kind)
        let (user, replica): (UserID, ReplicaID) = (.example(7), .example(8))
        let file = try #require(BlobID(digest: [UInt8](repeating: 5, count: 32)))
        let other = try #require(BlobID(digest: [UInt8](repeating: 6, count: 32)))
        func isNoted(_ file: BlobID, to user: UserID, day: Int) async throws -> Bool {
            try await fixture.read {
                try $0.isNoted(
                    file, in: Self.secret, to: user, on: replica, day: CivilDate(dayNumber: day))
            }
        }
        func isNoted(on other: ReplicaID) async throws -> Bool {
            try await fixture.read {
                try $0.isNoted(file, in: Self.secret, to: user, on: other, day: CivilDate(dayNumber: 0))
            }
        }
        #expect(try await !isNoted(file, to: user, day: 0))
        try await fixture.store.write {
            try $0.note(
                Handing(to: user, on: replica, at: Self.moment(5), head: 1, rows: [secret: 1], file: file))
        }
        #expect(try await isNoted(file, to: user, day: 0))
        #expect(try await !isNoted(file, to: user, day: 1))
        #expect(try await !isNoted(file, to: .example(9), day: 0))
        #expect(try await !isNoted(other, to: user, day: 0))
        #expect(try await !isNoted(on: .example(18)))
        #expect(try await fixture.read { try $0.handedOut(of: Self.caseID) }.map(\.file) == [file])
    }

    @Test(arguments: StoreKind.allCases)
    func `of an erased case nothing is kept, and no compartment is made up`(kind: StoreKind) async throws {
        let (fixture, sealed, secret) = try await fixture(kind)
        let handing = Handing(
            to: .example(7), on: .example(8), at: Self.moment(1), head: 1, rows: [sealed: 1, secret: 1])
        try await fixture.store.write { try $0.note(handing) }
        await #expect(throws: (any Error).self) {
            try await fixture.store.write {
                try $0.note(Handing(to: .example(7), on: .example(8), at: Self.moment(1), head: 1, rows: [99: 1]))
            }
        }
        try await fixture.store.write { try $0.erase(Self.caseID, keeping: [Self.sealed], []) }
        #expect(try await fixture.read { try $0.handedOut(of: Self.caseID) }.map(\.compartment) == [Self.sealed])
    }
}
