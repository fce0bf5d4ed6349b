import CaseProtocol
import ClientCore
import Testing
import Workflow

/// Pages into staging, and the flip.
@Suite struct PullTests {
    private let world = TestWorld()
    private let caseID = CaseID.sample(1)

    @Test(arguments: StoreKind.allCases)
    func `a first sync brings everything, page by page, byte for byte`(kind: StoreKind) async throws {
        world.server.change { state in
            state.linesPerPage = 2
            for number in 1...9 { state.put(.header(.sample(number), label: "K7QF-\(number)")) }
        }
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            let report = try await world.sync(replica)
            #expect(report.complete && report.rows == 9 && report.pages == 9)
            #expect(report.casesChanged == (1...9).map { .sample($0) })
            #expect(try replica.effectiveBytes() == world.server.bytes())
            #expect(try replica.asOf == .start)
            #expect(try replica.meta().stagedCursor == nil)
            // Nothing new: one empty page.
            let second = try await world.sync(replica)
            #expect(second.rows == 0 && second.pages == 1 && second.casesChanged.isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `changes, removals and moves between compartments arrive`(kind: StoreKind) async throws {
        world.server.put(
            .header(caseID), .note(.sample(10), on: caseID, "first"), .note(.sample(11), on: caseID, "second"))
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            try await world.sync(replica)
            world.server.change { state in
                state.put(.header(caseID, stage: "registered", rev: 2))
                state.remove(.sample(11))
            }
            let report = try await world.sync(replica)
            #expect(report.rows == 1)
            #expect(try replica.effectiveBytes() == world.server.bytes())
            #expect(try replica.search("second") == [])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `readers never see half a pull`(kind: StoreKind) async throws {
        world.server.change { state in
            state.linesPerPage = 1
            for number in 1...4 { state.put(.header(.sample(number))) }
        }
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            world.server.fail(Endpoint.pull, .refuse(Problem(.busy, "later")))
            await #expect(throws: Problem.self) { try await world.sync(replica) }
            let engine = SyncEngine(replica: replica, transport: CutTransport(world.server.transport, pulls: 5))
            await #expect(throws: TransportError.self) { try await engine.sync() }
            #expect(try replica.cases().isEmpty)
            #expect(try replica.asOf == nil)
            // The next sync takes up where this one ended.
            let report = try await world.sync(replica)
            #expect(report.pages == 3)
            #expect(try replica.effectiveBytes() == world.server.bytes())
        }
    }

    @Test(arguments: [FakeServer.Fault.truncate(40), .truncate(1), .loseFirstLine])
    func `a page that is cut short or miscounted is asked for again`(fault: FakeServer.Fault) async throws {
        world.server.put(.header(caseID), .note(.sample(10), on: caseID, "text"))
        let replica = try world.replica(in: InMemoryReplicaStore())
        world.server.fail(Endpoint.pull, fault, fault)
        let report = try await world.sync(replica)
        #expect(report.pages == 1)
        #expect(try replica.effectiveBytes() == world.server.bytes())
    }

    @Test func `a link that only delivers damaged pages counts as no link`() async throws {
        world.server.put(.header(caseID))
        let replica = try world.replica(in: InMemoryReplicaStore())
        world.server.fail(Endpoint.pull, .truncate(30), .truncate(30), .truncate(30), .truncate(30))
        await #expect(throws: TransportError.self) { try await world.sync(replica) }
        #expect(try replica.cases().isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `pages that come twice change nothing`(kind: StoreKind) async throws {
        world.server.change { state in
            state.linesPerPage = 2
            state.repeatsPages = true
            for number in 1...5 { state.put(.header(.sample(number))) }
        }
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            try await world.sync(replica)
            #expect(try replica.effectiveBytes() == world.server.bytes())
            world.server.change { $0.put(.header(.sample(2), stage: "registered", rev: 2)) }
            try await world.sync(replica)
            #expect(try replica.effectiveBytes() == world.server.bytes())
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a compartment that is no longer theirs goes, and comes back when it is`(kind: StoreKind) async throws {
        let secret = Row.note(.sample(10), on: caseID, "quokka", .internal, holder: "KE")
        world.server.put(.header(caseID), secret)
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            try await world.sync(replica)
            #expect(try replica.search("quokka") == [caseID])
            world.server.change { $0.hide(secret.compartment) }
            let report = try await world.sync(replica)
            #expect(report.casesChanged == [caseID])
            #expect(try replica.row(secret.id) == nil)
            #expect(try replica.search("quokka") == [])
            world.server.change { $0.show(secret.compartment) }
            try await world.sync(replica)
            #expect(try replica.effectiveBytes() == world.server.bytes())
            #expect(try replica.search("quokka") == [caseID])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an enter drops what was held of the compartment`(kind: StoreKind) async throws {
        world.server.put(.header(caseID), .note(.sample(10), on: caseID, "old"))
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            try await world.sync(replica)
            world.server.change { state in
                state.remove(.sample(10))
                state.show(Compartment(caseID: caseID, .parties))
            }
            try await world.sync(replica)
            #expect(try replica.row(.sample(10)) == nil)
            #expect(try replica.effectiveBytes() == world.server.bytes())
        }
    }

    @Test(arguments: StoreKind.allCases, [ProblemCode.cursorInvalid, .cursorForeign])
    func `a refused cursor leads to a full round that purges what it does not send`(
        kind: StoreKind, code: ProblemCode
    ) async throws {
        world.server.put(.header(caseID), .note(.sample(10), on: caseID, "gone"))
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            try await world.sync(replica)
            world.server.change { $0.remove(.sample(10)) }
            world.server.fail(Endpoint.pull, .refuse(Problem(code, "Who knows this cursor?")))
            let report = try await world.sync(replica)
            #expect(report.rows == 1)
            #expect(try replica.effectiveBytes() == world.server.bytes())
            #expect(try replica.search("gone") == [])
        }
    }

    @Test func `a page that was asked for before the id was renewed belongs to no round`() async throws {
        world.server.change { state in
            state.linesPerPage = 2
            for number in 1...9 { state.put(.header(.sample(number))) }
        }
        let replica = try world.replica(in: InMemoryReplicaStore())
        let (server, pulls, renewals) = (world.server, Countdown(3), Countdown(1))
        let transport = LoopbackTransport { request in
            let reply = try await server.transport.carry(request)
            if request.path == Endpoint.pull, !pulls.take(), renewals.take() { try replica.renewIdentity() }
            return reply
        }
        _ = try await SyncEngine(replica: replica, transport: transport).sync()
        #expect(try replica.effectiveBytes() == server.bytes())
    }

    @Test func `rows of unknown kinds and operations of later versions do no harm`() async throws {
        let line =
            #"{"comp":"shared/internal/","f":{"y":1},"id":"\#(RowID.sample(77))","kind":"hologram","rev":1,"z":2}"#
        let trailer = PullTrailer(next: "c", complete: true, count: 2, last: 0, out: [], asOf: .start)
        let bytes = Array((#"{"op":"shrink","comp":"shared/public/"}"# + "\n" + line + "\n").utf8)
        let page = try #require(PullPage(parsing: bytes + (try PullLine.end(trailer).wireBytes())))
        #expect(page.operations.count == 1)
        let replica = try world.replica(in: InMemoryReplicaStore())
        try replica.stage(page)
        var report = SyncReport()
        try replica.flip(into: &report)
        #expect(try replica.effectiveBytes() == [.sample(77): Array(line.utf8)])
        #expect(try replica.rows(ofKind: "hologram").map(\.unknown) == [["z": 2]])
    }
}

/// A link that breaks after a number of pulls.
struct CutTransport: CarriedTransport {
    private let inner: LoopbackTransport
    private let left: Countdown

    init(_ inner: LoopbackTransport, pulls: Int) {
        self.inner = inner
        left = Countdown(pulls)
    }

    func carry(_ request: TransportRequest) async throws -> TransportReply {
        if request.path == Endpoint.pull, !left.take() { throw TransportError.unreachable("the link broke") }
        return try await inner.carry(request)
    }
}
