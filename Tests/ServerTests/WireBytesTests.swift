import CaseProtocol
import ClientCore
import ClientCrypto
import ClientHTTP
import Hummingbird
import HummingbirdTesting
import Testing
import Workflow

@testable import Server
@testable import ServerHTTP

/// What a conversation costs on a link, in bytes of HTTP as sent: both directions, heads and bodies.
@Suite struct WireBytesTests {
    @Test func `an idle pull on an open port costs 512 bytes at most`() async throws {
        try await Self.conversation { amina, _, count, _ in
            let cost = try await count.of { try await amina.sync() }
            print("idle pull: \(cost)")
            #expect(cost.requests == 1 && cost.total <= 512, "\(cost)")
        }
    }

    @Test func `one changed field on an open port costs one round trip and 1,536 bytes at most`() async throws {
        try await Self.conversation { amina, caseID, count, server in
            try amina.replica.edit(caseID, fields: ["place": "Malaba, southern gate"])
            let cost = try await count.of { try await amina.sync() }
            print("one field, both ways: \(cost)")
            #expect(try amina.replica.pendingCount == 0)
            #expect(try #require(try await server.store.read { try $0.commit(try $0.head()) }).device != nil)
            #expect(cost.requests == 1 && cost.total <= 1_536, "\(cost)")
        }
    }

    struct Person: Sendable {
        let replica: Replica
        let transport: HTTPTransport

        func sync() async throws {
            let report = try await SyncEngine(replica: replica, transport: transport).sync()
            #expect(report.complete)
        }
    }

    /// A complainant with one complaint at hand, on a warm connection that is counted.
    static func conversation(
        _ body: @escaping @Sendable (Person, CaseID, WireCount, TestServer) async throws -> Void
    ) async throws {
        let server = try await TestServer(bundleKeys: try .random())
        let name = "amina"
        let filer = try await server.person(name, "complainant:KE")
        let caseID: CaseID = server.id()
        // A draft with everything that a complaint has.
        _ = try await filer.send(
            .open(
                CaseOpen(
                    caseID: caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: "AB2C-1",
                    fields: TestPerson.filing.merging([
                        "product": "Soap",
                        "description": .string(
                            "Three trucks with soap were held for nine days at the weighbridge. The officer asked for a "
                                + "certificate of origin that had been stamped at the border before, and for a fee."),
                    ]) { $1 })))
        let application = makeApplication(
            core: server.core, host: "127.0.0.1", port: 0, Reception(), lapsesEverySeconds: nil)
        try await application.test(.live) { client in
            let count = try await WireCount(to: try #require(client.port))
            let replica = try Replica(
                store: InMemoryReplicaStore(), crypto: SystemReplicaCrypto(), clock: Clock(clock: server.clock),
                random: SeededReplicaRandom(seed: 5))
            let address = "http://127.0.0.1:\(count.port)"
            // Its commands are signed: a signature is the part of a push that no gzip shrinks.
            let login = try replica.loginRequest(user: name, password: TestServer.password, code: nil)
            try replica.signIn(try await server.core.login(login, from: nil), server: address)
            let person = Person(replica: replica, transport: try HTTPTransport(server: address))
            try await person.sync()
            try await body(person, caseID, count, server)
            try await person.transport.shutdown()
            try await count.stop()
        }
    }

    private struct Clock: ReplicaClock {
        let clock: ManualClock
        func now() -> Timestamp { clock.now() }
    }
}
