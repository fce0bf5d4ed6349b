import CaseProtocol
import ClientCore
import Testing
import Workflow

/// What a replica remembers of its server.
@Suite struct ConversationTests {
    private let world = TestWorld()
    private let caseID = CaseID.sample(1)

    private func paths() -> [String] {
        world.server.change { state in
            defer { state.requests = [] }
            return state.requests.map(\.path)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a server is greeted once, and again after a day by either reading of the clock`(kind: StoreKind) async throws
    {
        world.server.put(.header(caseID))
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            try await world.sync(replica)
            #expect(paths() == [Endpoint.hello, Endpoint.pull])
            for milliseconds in [86_400_000, -86_400_000] as [Int64] {
                world.clock.advance(milliseconds: milliseconds)
                try await world.sync(replica)
                #expect(paths() == [Endpoint.pull])
                world.clock.advance(milliseconds: milliseconds < 0 ? -1 : 1)
                try await world.sync(replica)
                #expect(paths() == [Endpoint.hello, Endpoint.pull])
            }
        }
    }

    @Test func `another server, or another history, is greeted`() async throws {
        world.server.put(.header(caseID))
        let replica = try world.replica(in: InMemoryReplicaStore())
        try await world.sync(replica)
        _ = paths()
        try replica.signIn(Party.trader.loginReply, server: "elsewhere")
        #expect(try replica.knownHello == nil)
        try await world.sync(replica)
        #expect(paths().first == Endpoint.hello)
        try replica.dropCursor()
        #expect(try replica.knownHello == nil)
    }

    @Test func `a restore of the server is noticed without a greeting, and everything comes again`() async throws {
        world.server.put(.header(caseID))
        let replica = try world.replica(in: InMemoryReplicaStore())
        try await world.sync(replica)
        _ = paths()
        world.server.change { $0.epoch = "epoch-2" }
        try await world.sync(replica)
        // This server gives no digests, so everything comes again.
        #expect(paths() == [Endpoint.pull, Endpoint.hello, Endpoint.digest, Endpoint.pull])
        #expect(try replica.meta().epoch == "epoch-2")
        #expect(try replica.effectiveBytes() == world.server.bytes())
    }

    @Test func `nothing new leaves the cursor and moves the moment`() async throws {
        world.server.put(.header(caseID))
        let replica = try world.replica(in: InMemoryReplicaStore())
        try await world.sync(replica)
        let cursor = try replica.meta().cursor
        let transport = LoopbackTransport { _ in
            TransportReply(
                status: 204, body: [],
                headers: ["date": "Fri, 01 Jan 2027 00:00:07 GMT", "sync-acked": "0", "sync-backoff": "30"])
        }
        let report = try await SyncEngine(replica: replica, transport: transport).sync()
        #expect(report.complete && report.rows == 0 && report.waitSeconds == 30)
        #expect(try replica.meta().cursor == cursor)
        #expect(try replica.asOf?.description == "2027-01-01T00:00:07.000Z")
    }

    @Test(arguments: [[:], ["sync-acked": "1"], ["date": "Fri, 01 Jan 2027 00:00:07 GMT", "sync-acked": ""]])
    func `an empty answer that is not the server's says nothing`(headers: [String: String]) async throws {
        world.server.put(.header(caseID))
        let replica = try world.replica(in: InMemoryReplicaStore())
        try await world.sync(replica)
        let asOf = try replica.asOf
        let transport = LoopbackTransport { _ in TransportReply(status: 204, body: [], headers: headers) }
        let engine = SyncEngine(replica: replica, transport: transport)
        await #expect(throws: TransportError.self) { _ = try await engine.sync() }
        #expect(try replica.asOf == asOf)
        let inquiry = try #require(try engine.newsInquiry())
        await #expect(throws: TransportError.self) { _ = try await transport.news(inquiry, waitSeconds: 1) }
    }

    @Test func `a page that was lost is asked for in halves, also by the next sync`() async throws {
        world.server.put(.header(caseID))
        let replica = try world.replica(in: InMemoryReplicaStore())
        world.server.fail(Endpoint.pull, .truncate(30), .truncate(30), .truncate(30), .truncate(30))
        await #expect(throws: TransportError.self) { try await world.sync(replica) }
        try await world.sync(replica)
        let asked = try world.server.change { state in
            try state.requests.filter { $0.path == Endpoint.pull }.map {
                try CanonicalJSON.decode(PullRequest.self, from: $0.body ?? []).pageBytes
            }
        }
        #expect(asked == [nil, 16_384, 8_192, 4_096, 2_048])
    }
}
