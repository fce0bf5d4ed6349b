import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Server
import Testing
import Workflow

/// Bundles between the real server and real replicas, in memory.
@Suite struct BundleTests {
    /// A person's device, with a network beside the bundles.
    private struct Device {
        let replica: Replica
        let engine: SyncEngine
        let core: ServerCore

        init(_ name: String, _ roles: [String], seed: UInt64, on core: ServerCore) async throws {
            self.core = core
            try await core.addUser(
                AddUserRequest(name: name, roles: roles, organisation: nil, password: "a long password"))
            replica = try Replica(
                store: InMemoryReplicaStore(), crypto: SystemReplicaCrypto(), random: SeededReplicaRandom(seed: seed))
            let login = try replica.loginRequest(user: name, password: "a long password", code: nil)
            let reply = try await core.login(login, from: nil)
            try replica.signIn(reply, server: "loopback")
            let person = try await core.authenticate(reply.token)
            engine = SyncEngine(
                replica: replica,
                transport: LoopbackTransport { request in
                    do {
                        let body = request.body ?? []
                        switch request.path {
                        case Endpoint.hello:
                            return TransportReply(status: 200, body: try CanonicalJSON.encode(try await core.hello()))
                        case Endpoint.push:
                            let push = try CanonicalJSON.decode(PushRequest.self, from: body)
                            return TransportReply(
                                status: 200, body: try CanonicalJSON.encode(try await core.push(push, as: person)))
                        case Endpoint.digest:
                            let ask = try CanonicalJSON.decode(DigestRequest.self, from: body)
                            return TransportReply(
                                status: 200, body: try CanonicalJSON.encode(try await core.digest(ask, as: person)))
                        default:
                            let pull = try CanonicalJSON.decode(PullRequest.self, from: body)
                            return TransportReply(status: 200, body: try await core.pull(pull, as: person))
                        }
                    } catch let problem as Problem {
                        return TransportReply(status: 400, body: try CanonicalJSON.encode(problem))
                    }
                })
        }

        func file() throws {
            try replica.file(
                procedure: "ntb.tripartite",
                fields: [
                    "ntbCategory": "2.8", "locationCountry": "UG", "place": "Malaba",
                    "incidentOn": "2026-11-01", "description": "Milk is tested twice.", "contact": "+254 700 000 001",
                ])
        }

        func exported() throws -> [UInt8] {
            let sink = Sink()
            _ = try replica.exportBundle(into: sink.take)
            return sink.bytes
        }

        func answers(to bundle: [UInt8], partBytesMax: Int? = nil) async throws -> [[UInt8]] {
            let report = try await core.importBundle(BundleInput(bundle))
            let ask = try await core.bundleAsk(of: report.replica)
            var sinks: [Sink] = []
            let parts = try await core.exportBundle(for: ask, partBytesMax: partBytesMax) { _ in
                let sink = Sink()
                sinks.append(sink)
                return (sink.take, {})
            }
            #expect(parts == sinks.count)
            return sinks.map(\.bytes)
        }

        var rows: [[UInt8]] {
            get throws {
                try replica.store.read { snapshot in
                    try snapshot.rowIDs(in: .server).compactMap { try snapshot.row($0, in: .server)?.bytes }
                }
            }
        }
    }

    private final class Sink {
        private(set) var bytes: [UInt8] = []
        func take(_ more: [UInt8]) throws { bytes += more }
    }

    private func server() throws -> ServerCore {
        let keys = try LedgerKeys.random()
        return ServerCore(
            store: InMemoryCaseStore(keys: keys), keys: keys, bundleKeys: try .random(), random: SeededRandom(seed: 7),
            scryptCost: .fastForTests)
    }

    @Test func `a repair under way is not forgotten by a bundle`() async throws {
        let device = try await Device("amina", ["complainant:KE"], seed: 1, on: try server())
        try device.file()
        _ = try await device.engine.sync()
        let rows = try device.rows
        let earlier = try device.exported()
        // As after a walk over the digests: a row is damaged, and its compartment is to come again.
        try device.replica.store.write { transaction in
            let header = try #require(try transaction.rows(ofKind: .caseHeader, in: .server).first)
            try transaction.removeRow(header.id, in: .server)
            var meta = try #require(try transaction.meta())
            meta.again = [header.compartment]
            try transaction.setMeta(meta)
        }
        let late = try #require(try await device.answers(to: earlier).first)
        #expect(throws: Problem.self) { try device.replica.importBundle(BundleInput(late)) }
        let answer = try #require(try await device.answers(to: device.exported()).first)
        let report = try device.replica.importBundle(BundleInput(answer))
        #expect(report.sync.complete && report.sync.digestMismatch == nil)
        #expect(try device.rows == rows)
    }

    @Test func `what was filed offline settles by bundle alone`() async throws {
        let device = try await Device("amina", ["complainant:KE"], seed: 1, on: try server())
        try device.file()
        let answers = try await device.answers(to: device.exported())
        let report = try device.replica.importBundle(BundleInput(try #require(answers.first)))
        #expect(report.sync.complete && !report.isStale && report.problem == nil)
        #expect(try device.replica.pendingCount == 0)
        #expect(try device.replica.outbox().allSatisfy { $0.state == .settled })
        #expect(try device.replica.importBundle(BundleInput(answers[0])).isStale)
    }

    @Test func `an answer in parts is taken in in order`() async throws {
        let device = try await Device("amina", ["complainant:KE"], seed: 2, on: try server())
        for _ in 0..<40 { try device.file() }
        let parts = try await device.answers(to: device.exported(), partBytesMax: 40_000)
        #expect(parts.count > 1)
        #expect(
            #expect(throws: Problem.self) { try device.replica.importBundle(BundleInput(parts[1])) }?.code
                == .bundleOutOfOrder)
        for part in parts { _ = try device.replica.importBundle(BundleInput(part)) }
        #expect(try device.replica.pendingCount == 0)
    }

    @Test func `another device's bundle and a server that is not known are refused`() async throws {
        let core = try server()
        let amina = try await Device("amina", ["complainant:KE"], seed: 3, on: core)
        let kamau = try await Device("kamau", ["focalPoint:KE"], seed: 4, on: core)
        let answer = try #require(try await amina.answers(to: amina.exported()).first)
        #expect(
            #expect(throws: Problem.self) { try kamau.replica.importBundle(BundleInput(answer)) }?.code
                == .bundleForeign)
        let stranger = try await Device("amina", ["complainant:KE"], seed: 5, on: try server())
        let bundle = try stranger.exported()
        await #expect(throws: Problem.self) { try await core.importBundle(BundleInput(bundle)) }
        try await core.resetPassword(ResetPasswordRequest(name: "amina", password: "another long password"))
        let late = try amina.exported()
        let problem = await #expect(throws: Problem.self) { try await core.importBundle(BundleInput(late)) }
        #expect(problem?.code == .notSignedIn)
    }

    @Test func `a damaged bundle is a problem, and changes nothing`() async throws {
        let device = try await Device("amina", ["complainant:KE"], seed: 6, on: try server())
        try device.file()
        let bundle = try device.exported()
        let answer = try #require(try await device.answers(to: bundle).first)
        let meta = try device.replica.meta()
        var random = SystemRandomNumberGenerator()
        for place in Array(0..<220) + (0..<80).map({ _ in Int.random(in: 0..<answer.count, using: &random) }) {
            var flipped = answer
            flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            #expect(throws: Problem.self, "byte \(place)") { try device.replica.importBundle(BundleInput(flipped)) }
            #expect(throws: Problem.self, "\(place) bytes") {
                try device.replica.importBundle(BundleInput(Array(answer.prefix(place))))
            }
            guard place < bundle.count else { continue }
            var sent = bundle
            sent[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            await #expect(throws: Problem.self, "byte \(place)") {
                try await device.core.importBundle(BundleInput(sent))
            }
        }
        #expect(try device.replica.meta() == meta)
        #expect(try device.rows.isEmpty)
    }

    @Test(arguments: 1...12)
    func `syncs and bundles mix in any order without loss or doubling`(seed: Int) async throws {
        let core = try server()
        let device = try await Device("amina", ["complainant:KE"], seed: UInt64(seed) &+ 100, on: core)
        let random = SeededReplicaRandom(seed: UInt64(seed))
        var (filed, outgoing, incoming): (Int, [[UInt8]], [[UInt8]]) = (0, [], [])
        for _ in 0..<60 {
            switch random.next() % 6 {
            case 0:
                try device.file()
                filed += 1
            case 1: outgoing.append(try device.exported())
            case 2 where !outgoing.isEmpty:
                incoming += try await device.answers(to: outgoing[Int(random.next() % UInt64(outgoing.count))])
            case 3 where !incoming.isEmpty:
                do {
                    _ = try device.replica.importBundle(
                        BundleInput(incoming[Int(random.next() % UInt64(incoming.count))]))
                } catch let problem as Problem where problem.code == .bundleOutOfOrder {
                    // Synced meanwhile: it is for an earlier place.
                }
            case 4: _ = try await device.engine.sync()
            default: continue
            }
        }
        for answer in try await device.answers(to: device.exported()) {
            _ = try device.replica.importBundle(BundleInput(answer))
        }
        #expect(try device.replica.pendingCount == 0)
        #expect(try device.replica.outbox().count { $0.state == .settled } == filed)
        let byBundle = try device.rows
        #expect(byBundle.count { Row(bytes: $0)?.kind == .caseHeader } == filed)
        // A full round over the network shows the same.
        try device.replica.dropCursor()
        _ = try await device.engine.sync()
        #expect(try device.rows == byBundle)
    }
}
