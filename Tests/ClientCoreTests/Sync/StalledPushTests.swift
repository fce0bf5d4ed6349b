import CaseProtocol
import ClientCore
import Testing

/// A link that swallows what is large, and a page that was to come beside the reply to a push.
@Suite struct StalledPushTests {
    @Test func `what is sent again asks for a smaller page with it`() async throws {
        let world = TestWorld()
        let replica = try world.replica(in: InMemoryReplicaStore())
        try await world.sync(replica)
        try replica.fileSample()
        let server = world.server.transport
        let transport = LoopbackTransport { request in
            let reply = try await server.carry(request)
            if request.path == Endpoint.push { throw TransportError.stalled("Its answer stopped coming.") }
            return reply
        }
        for _ in 0..<3 {
            await #expect(throws: TransportError.self) {
                _ = try await SyncEngine(replica: replica, transport: transport).sync()
            }
        }
        let pushes = world.server.change { $0.requests }.filter { $0.path == Endpoint.push }
        let asked = try pushes.map { try CanonicalJSON.decode(PushRequest.self, from: $0.body ?? []).pull?.pageBytes }
        #expect(asked == [nil, 16_384, 8_192])
        try await world.sync(replica)
        #expect(try replica.pendingCount == 0)
    }
}
