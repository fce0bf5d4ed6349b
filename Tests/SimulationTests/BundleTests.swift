import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Server
import Testing
import Workflow

/// Bundles between the real server and real replicas, in memory.
@Suite struct BundleTests {
    @Test func `what was filed offline settles by bundle alone`() async throws {
        let device = try await BundleDevice("amina", ["complainant:KE"], seed: 1, on: try ServerCore.withBundles())
        try device.file()
        let answers = try await device.answers(to: device.exported())
        let report = try device.replica.importBundle(BundleInput(try #require(answers.first)))
        #expect(report.sync.complete && !report.isStale && report.problem == nil)
        #expect(try device.replica.pendingCount == 0)
        #expect(try device.replica.outbox().allSatisfy { $0.state == .settled })
        #expect(try device.replica.importBundle(BundleInput(answers[0])).isStale)
    }

    @Test func `an answer in parts is taken in in order`() async throws {
        let device = try await BundleDevice("amina", ["complainant:KE"], seed: 2, on: try ServerCore.withBundles())
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
        let core = try ServerCore.withBundles()
        let amina = try await BundleDevice("amina", ["complainant:KE"], seed: 3, on: core)
        let kamau = try await BundleDevice("kamau", ["focalPoint:KE"], seed: 4, on: core)
        let answer = try #require(try await amina.answers(to: amina.exported()).first)
        #expect(
            #expect(throws: Problem.self) { try kamau.replica.importBundle(BundleInput(answer)) }?.code
                == .bundleForeign)
        let stranger = try await BundleDevice("amina", ["complainant:KE"], seed: 5, on: try ServerCore.withBundles())
        let bundle = try stranger.exported()
        await #expect(throws: Problem.self) { try await core.importBundle(BundleInput(bundle)) }
        try await core.resetPassword(ResetPasswordRequest(name: "amina", password: "another long password"))
        let late = try amina.exported()
        let problem = await #expect(throws: Problem.self) { try await core.importBundle(BundleInput(late)) }
        #expect(problem?.code == .notSignedIn)
    }

    @Test(arguments: 1...12)
    func `syncs and bundles mix in any order without loss or doubling`(seed: Int) async throws {
        let core = try ServerCore.withBundles()
        let device = try await BundleDevice("amina", ["complainant:KE"], seed: UInt64(seed) &+ 100, on: core)
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

    @Test func `a bundle that came twice changes nothing the second time`() async throws {
        let device = try await BundleDevice("amina", ["complainant:KE"], seed: 23, on: try ServerCore.withBundles())
        try device.file()
        let bundle = try device.exported()
        let first = try await device.core.importBundle(BundleInput(bundle))
        let answer = try #require(try await device.answers(to: bundle).first)
        #expect(try await device.core.importBundle(BundleInput(bundle)) == first)
        _ = try device.replica.importBundle(BundleInput(answer))
        let (rows, outbox) = (try device.rows, try device.replica.outbox())
        #expect(try device.replica.importBundle(BundleInput(answer)).isStale)
        #expect(try device.rows == rows && device.replica.outbox() == outbox)
    }
}
