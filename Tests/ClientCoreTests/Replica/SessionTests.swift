import CaseProtocol
import ClientCore
import Testing
import Workflow

@Suite struct SessionTests {
    private let world = TestWorld()

    @Test(arguments: StoreKind.allCases)
    func `a replica belongs to one person`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let replica = try world.replica(of: .trader, in: store)
            try replica.fileSample()
            try replica.signOut()
            #expect(try replica.signedIn == nil)
            let problem = #expect(throws: Problem.self) {
                try replica.signIn(Party.officer.loginReply, server: "loopback")
            }
            #expect(problem?.code == .replicaForeign)
            #expect(try replica.signedIn == nil)
            // Signing out kept everything for its owner.
            try replica.signIn(Party.trader.loginReply, server: "loopback")
            #expect(try replica.pendingCount == 2)
            #expect(try replica.party == .trader)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what is pending shows again to whoever signs in, though a round came while nobody was`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            let replica = try world.replica(of: .trader, in: store)
            let caseID = try replica.fileSample().caseID
            // A sync that was under way when its owner signed out.
            let request = try replica.pullRequest()
            let token = try #require(try replica.signedIn).token
            let page = try #require(PullPage(parsing: try await world.server.transport.page(request, token: token)))
            try replica.signOut()
            try replica.stage(page)
            var report = SyncReport()
            try replica.flip(into: &report)
            #expect(try !replica.isPredicted(case: caseID))
            try replica.signIn(Party.trader.loginReply, server: "loopback")
            #expect(try replica.isPredicted(case: caseID))
            #expect(try replica.cases().map(\.caseID) == [caseID])
        }
    }

    @Test func `a role that this version does not know gives no rights and does no harm`() throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        var reply = Party.trader.loginReply
        reply.roles = ["astronaut:MOON", "complainant:KE"]
        let session = try replica.signIn(reply, server: "loopback")
        #expect(session.party.appointments == [Appointment(.complainant, scope: "KE")])
    }

    @Test func `without a sign-in nothing is asked of the server`() async throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        try replica.signOut()
        let error = await #expect(throws: Problem.self) { try await world.sync(replica) }
        #expect(error?.code == .notSignedIn)
        #expect(world.server.change { $0.requests.isEmpty })
    }
}
