import CaseProtocol
import ClientCore
import ClientCrypto
import Testing

/// The walk from the sums of audiences down to the compartments that differ, against a server that is a table.
@Suite struct RepairWalkTests {
    private static let hashing = DigestHashing { SystemReplicaCrypto().sha256($0) }

    /// Answers as the server does, of the same kind of table.
    private struct Server {
        var shown: [HeldCompartment]

        /// How many parts it looks at in one request.
        var asksMax = 64

        func reply(to ask: [DigestAsk]) -> DigestReply {
            let rest = ask.count > asksMax ? Array(ask.dropFirst(asksMax)) : nil
            let ask = Array(ask.prefix(asksMax))
            var nodes: [DigestNode] = []
            var digests: [AudienceID: [Compartment: DigestSum]] = [:]
            for held in shown {
                for audience in held.audiences { digests[audience, default: [:]][held.compartment] = held.digest }
            }
            let trees = digests.mapValues { DigestTree($0, RepairWalkTests.hashing) }
            if ask.isEmpty {
                nodes = trees.map { DigestNode(aud: $0.key, .part(""), $0.value.sum(at: "")) }
            }
            for ask in ask {
                nodes += (trees[ask.aud]?.nodes(at: ask.at) ?? []).map { DigestNode(aud: ask.aud, $0.place, $0.digest) }
            }
            return DigestReply(next: "next-\(ask.count)", nodes: nodes, rest: rest)
        }
    }

    private static func held(_ number: UInt64, _ audiences: [AudienceID], version: UInt64 = 1) -> HeldCompartment {
        HeldCompartment(
            Compartment(caseID: .sample(Int(number)), .parties),
            digest: DigestSum(count: 1, high: version, low: number), audiences: audiences)
    }

    private func walk(_ own: [HeldCompartment], _ server: Server) throws -> (plan: RepairPlan, requests: Int) {
        var walk = RepairWalk(own, Self.hashing, isResync: false)
        var requests = 0
        while true {
            requests += 1
            walk.take(server.reply(to: walk.ask))
            if let plan = walk.plan { return (plan, requests) }
            try #require(requests < 100)
        }
    }

    @Test func `what is the same leaves nothing to do, after one request`() throws {
        let all = (1...300).map { Self.held($0, ["a", "b"]) }
        let (plan, requests) = try walk(all, Server(shown: all))
        #expect(plan == RepairPlan(next: "next-0", again: [], isLarge: false, isResync: false))
        #expect(requests == 1)
    }

    @Test func `what the server did not look at is asked for again, and comes to the same`() throws {
        let own = (1...400).map { Self.held($0, [$0 % 2 == 0 ? "a" : "b"]) }
        let shown = own.map { $0.compartment == Self.held(7, []).compartment ? Self.held(7, ["b"], version: 2) : $0 }
            .filter { $0.compartment != Self.held(8, []).compartment }
        let (plan, requests) = try walk(own, Server(shown: shown))
        let (slow, more) = try walk(own, Server(shown: shown, asksMax: 1))
        #expect(slow == plan && more > requests)
    }

    @Test func `what changed, what is missing and what is too much are found among many`() throws {
        var own = (1...400).map { Self.held($0, $0 % 2 == 0 ? ["a"] : ["a", "b"]) }
        let server = Server(shown: own.filter { $0.compartment != Self.held(7, []).compartment })
        own[99] = Self.held(100, ["a"], version: 2)
        own.removeAll { $0.compartment == Self.held(200, []).compartment }
        let (plan, requests) = try walk(own, server)
        #expect(plan.again == [Self.held(7, []), Self.held(100, []), Self.held(200, [])].map(\.compartment).sorted())
        #expect(plan.learned.isEmpty && !plan.isLarge)
        #expect(plan.next == "next-0", "the cursor is of the first snapshot")
        #expect(requests <= 4)
    }

    @Test func `audiences that are not known are learned, and no row is asked for`() throws {
        let shown = (1...100).map { Self.held($0, ["a", "b"]) }
        let own = (1...100).map { Self.held($0, $0 == 5 ? ["a", "b"] : []) }
        let (plan, _) = try walk(own, Server(shown: shown))
        #expect(plan.again.isEmpty && !plan.isLarge)
        #expect(plan.learned.count == 99 && plan.learned.allSatisfy { $0.audiences == ["a", "b"] })
    }

    @Test func `an audience that is the person's no more takes along only what is seen through no other`() throws {
        let own = (1...20).map { Self.held($0, $0 <= 3 ? ["gone"] : ["a", "gone"]) }
        let shown = (4...20).map { Self.held($0, ["a"]) }
        let (plan, _) = try walk(own, Server(shown: shown))
        #expect(plan.again == (1...3).map { Self.held($0, []).compartment }.sorted())
        #expect(plan.learned.count == 17)
    }

    @Test func `when more than half differs everything is taken anew`() throws {
        let own = (1...10).map { Self.held($0, ["a"], version: $0 <= 6 ? 2 : 1) }
        #expect(try walk(own, Server(shown: (1...10).map { Self.held($0, ["a"]) })).plan.isLarge)
        #expect(try walk([], Server(shown: [Self.held(1, ["a"])])).plan.isLarge)
    }

    @Test func `a server that leads it in circles is not followed`() throws {
        var walk = RepairWalk([Self.held(1, ["a"])], Self.hashing, isResync: false)
        var requests = 0
        while walk.plan == nil {
            requests += 1
            try #require(requests < 200)
            let sum = DigestSum(count: 99, high: UInt64(requests), low: 0)
            let parts = walk.ask.flatMap { ask in
                (0..<16).map { DigestNode(aud: ask.aud, .part(ask.at + String($0, radix: 16)), sum) }
            }
            walk.take(DigestReply(next: "n", nodes: walk.ask.isEmpty ? [DigestNode(aud: "a", .part(""), sum)] : parts))
        }
        #expect(walk.plan?.isLarge == true)
    }
}
