import CaseProtocol
import Foundation
import Server
import Synchronization
import Testing

/// What every ``CaseStore`` tells of a group of writes.
@Suite("CaseStore contract: whom a commit may concern")
struct StoreWatchContractTests {
    @Test(arguments: StoreKind.allCases)
    func `the audiences of what changed are told, opened and closed ones as well, and nobody else`(
        kind: StoreKind
    ) async throws {
        let fixture = try StoreFixture(kind)
        let told = Mutex(Touched())
        fixture.store.onCommit { touched in
            told.withLock { all in
                all.audiences.formUnion(touched.audiences)
                all.users.formUnion(touched.users)
                all.replicas.formUnion(touched.replicas)
            }
        }
        func toldOf(_ draft: CommitDraft) async throws -> Touched {
            told.withLock { $0 = Touched() }
            try await fixture.append(draft)
            return told.withLock { $0 }
        }
        let (first, second) = (Compartment.parties(1), Compartment.parties(2))
        #expect(
            try await toldOf(.example(.header(1), placements: [first: ["fp:KE", "recs"]])).audiences
                == ["fp:KE", "recs"])
        #expect(try await toldOf(.example(.header(2), placements: [second: ["fp:UG"]])).audiences == ["fp:UG"])
        #expect(try await toldOf(.example(.note(11, in: first))).audiences == ["fp:KE", "recs"])
        #expect(try await toldOf(.example(placements: [first: ["fp:KE"]])).audiences == ["recs"])
        #expect(try await toldOf(.example(.note(12, in: first))).audiences == ["fp:KE"])
        let joined = try await toldOf(.example(memberships: [.example(5): ["all"]]))
        #expect(joined.users == [.example(5)] && joined.audiences.isEmpty)
        #expect(try await toldOf(.example(memberships: [.example(5): []])).users == [.example(5)])
    }

    @Test(arguments: StoreKind.allCases)
    func `the hundredth commit is told in no deeper a way than the first`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let depths = Mutex<[Int]>([])
        fixture.store.onCommit { _ in depths.withLock { $0.append(Thread.callStackReturnAddresses.count) } }
        try await fixture.append(.example(.header(1), placements: [.parties(1): ["fp:KE"]]))
        for number in UInt64(0)..<100 { try await fixture.append(.example(.note(11 + number, in: .parties(1)))) }
        let told = depths.withLock { $0 }
        #expect(told.count == 101)
        let deepest = try #require(told.max())
        #expect(deepest - told[0] < 20, "\(told[0]) frames at first, \(deepest) later")
    }

    @Test(arguments: StoreKind.allCases)
    func `a write that failed is not told of`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let count = Mutex(0)
        fixture.store.onCommit { _ in count.withLock { $0 += 1 } }
        await #expect(throws: Problem.self) { try await fixture.store.write { _ in throw Problem(.busy, "No.") } }
        #expect(count.withLock { $0 } == 0)
    }
}

/// Whoever keeps what is known of sign-ins must hear of it before the writer does.
@Suite("CaseStore contract: whose sign-ins a commit concerns")
struct StoreAccountWatchTests {
    @Test(arguments: StoreKind.allCases)
    func `accounts, factors and signed-out devices are told, a new sign-in is not`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let told = Mutex<Set<UserID>>([])
        fixture.store.onCommit { touched in told.withLock { $0.formUnion(touched.accounts) } }
        func toldOf(_ body: @escaping @Sendable (any CaseTransaction) throws -> Void) async throws -> Set<UserID> {
            told.withLock { $0 = [] }
            try await fixture.store.write(body)
            return told.withLock { $0 }
        }
        let user: UserID = .example(5)
        let account = Account(id: user, name: "amina", organisation: nil, appointments: [], passwordHash: "-")
        let factor = SecondFactor(user: user, sealedSecret: [1], isConfirmed: true, lastStep: 0, recovery: [])
        let device = Device(
            tokenHash: [1, 1], user: user, replica: .example(800), signedInAt: Timestamp(milliseconds: 5),
            isRevoked: false)
        let gone = Device(
            tokenHash: [1, 1], user: user, replica: .example(800), signedInAt: Timestamp(milliseconds: 5),
            isRevoked: true)
        #expect(try await toldOf { try $0.put(account) } == [user])
        #expect(try await toldOf { try $0.put(device) }.isEmpty)
        #expect(try await toldOf { try $0.put(gone) } == [user])
        #expect(try await toldOf { try $0.put(factor) } == [user])
        #expect(try await toldOf { try $0.removeSecondFactor(of: user) } == [user])
        #expect(try await toldOf { try $0.revokeDevices(of: user) } == [user])
    }
}
