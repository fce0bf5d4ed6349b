import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Digests in the conversation: the root of a round, the walk, and compartments that are asked for again.
@Suite struct DigestPullTests {
    /// The root by its definition.
    private func root(_ history: PullHistory) -> String {
        let hashing = DigestHashing.system
        var sums: [AudienceID: DigestSum] = [:]
        for (compartment, rows) in history.visible {
            let digest = rows.reduce(DigestSum.zero) { sum, row in
                sum + hashing.row(row.key, rev: Row(bytes: row.value)?.rev ?? 0, bytes: row.value)
            }
            for audience in history.audiences(of: compartment) {
                sums[audience, default: .zero] += hashing.compartment(compartment, digest)
            }
        }
        return hashing.root(of: sums)
    }

    @Test(arguments: StoreKind.allCases, 21...28)
    func `a round carries the root of what is visible, and names the audiences through which it is`(
        kind: StoreKind, seed: Int
    ) async throws {
        let fixture = try StoreFixture(kind)
        defer { withExtendedLifetime(fixture) {} }
        let server = try await TestServer(store: fixture.store)
        let person = try await server.person("amina", "complainant:KE")
        var history = PullHistory(server, reader: person.id, seed: UInt64(seed))
        var replica = PlainReplica()
        let pageBytes = 1 + history.draw(900)
        for _ in 0..<120 {
            for _ in 0..<history.draw(3) { try await history.step() }
            let page = try await person.pull(replica.cursor, pageBytes: pageBytes)
            guard replica.take(page) else {
                #expect(page.trailer?.dig == nil)
                continue
            }
            #expect(page.trailer?.dig == root(history))
            #expect(replica.audiences == history.visible.keys.reduce(into: [:]) { $0[$1] = history.audiences(of: $1) })
        }
    }

    @Test(arguments: StoreKind.allCases, 31...38)
    func `a replica that lost and made up compartments takes them again, between commits and on tiny pages`(
        kind: StoreKind, seed: Int
    ) async throws {
        let fixture = try StoreFixture(kind)
        defer { withExtendedLifetime(fixture) {} }
        let server = try await TestServer(store: fixture.store)
        let person = try await server.person("amina", "complainant:KE")
        var history = PullHistory(server, reader: person.id, seed: UInt64(seed))
        for _ in 0..<60 { try await history.step() }
        var replica = PlainReplica()
        while !replica.take(try await person.pull(replica.cursor)) {}
        let again = Array(history.everyCompartment.filter { _ in history.draw(2) == 0 }.prefix(PullRequest.againMax))
        for compartment in again { replica.damage(compartment) }
        let reply = try await person.digest([])
        replica.stand(at: reply.next)
        let pageBytes = 1 + history.draw(500)
        var pages = 0
        while true {
            for _ in 0..<history.draw(2) where pages < 30 { try await history.step() }
            let page = try await person.pull(replica.cursor, pageBytes: pageBytes, again: again)
            pages += 1
            if replica.take(page) {
                #expect(page.trailer?.dig == root(history))
                break
            }
            try #require(pages < 3_000, "it does not end")
        }
        #expect(replica.held == history.visible)
    }

    @Test func `what is not to be seen and what is not there are answered alike`() async throws {
        let server = try await TestServer()
        let person = try await server.person("kamau", "focalPoint:KE")
        let secret = Compartment(caseID: server.id(), .parties)
        try await server.place(secret, to: ["fp:UG"], rowCount: 3)
        let missing = Compartment(caseID: server.id(), .parties)
        let cursor = try await person.pull(nil).trailer?.next
        for compartment in [secret, missing] {
            let page = try await person.pull(cursor, again: [compartment])
            #expect(page.dropLast() == [.leave(compartment)])
        }
        #expect(try await person.digest([DigestAsk(aud: "fp:UG", at: "")]).nodes.isEmpty)
        #expect(try await person.digest([DigestAsk(aud: "fp:XX", at: "")]).nodes.isEmpty)
    }

    @Test func `what others see makes no difference to the digests of a person`() async throws {
        var replies: [(nodes: [DigestNode], length: Int)] = []
        for isTwin in [false, true] {
            let server = try await TestServer()
            let person = try await server.person("kamau", "focalPoint:KE")
            let mine = Compartment(caseID: server.id(), .parties)
            try await server.append(
                [Row(id: server.id(), kind: .note, compartment: mine, fields: ["text": "seen"])],
                placements: [mine: ["fp:KE"]])
            if isTwin {
                for _ in 0..<100 {
                    try await server.place(
                        Compartment(caseID: server.id(), .parties), to: ["fp:UG"], rowCount: 1)
                }
            }
            for ask in [[], [DigestAsk(aud: "fp:KE", at: "")], [DigestAsk(aud: "fp:UG", at: "")]] {
                let reply = try await person.digest(ask)
                replies.append((reply.nodes, try CanonicalJSON.encode(reply).count))
            }
        }
        for index in 0..<3 {
            // The person's own audience has another name in each world.
            func shown(_ nodes: [DigestNode]) -> [DigestNode] { nodes.filter { !$0.aud.rawValue.hasPrefix("user:") } }
            #expect(shown(replies[index].nodes) == shown(replies[index + 3].nodes))
            #expect(replies[index].length == replies[index + 3].length)
        }
    }

    @Test func `too much at a time, another history and a foreign replica are refused`() async throws {
        let server = try await TestServer()
        let person = try await server.person("kamau", "focalPoint:KE")
        let other = try await server.person("otieno", "focalPoint:KE")
        let ask = DigestAsk(aud: "fp:KE", at: "")
        #expect(
            await problem { _ = try await person.digest(Array(repeating: ask, count: 65)) }?.code == .malformedBody)
        #expect(await problem { _ = try await person.digest([DigestAsk(aud: "fp:KE", at: "zz")]) }?.path == "ask")
        let foreign = DigestRequest(replica: other.replica, epoch: person.epoch, ask: [])
        _ = try await other.send(other.note(server.id()))
        #expect(
            await problem { _ = try await server.core.digest(foreign, as: person.signedIn) }?.code == .replicaForeign)
        let late = DigestRequest(replica: person.replica, epoch: "another", ask: [])
        #expect(await problem { _ = try await server.core.digest(late, as: person.signedIn) }?.code == .epochChanged)
        let compartment = Compartment(caseID: server.id(), .parties)
        let cursor = try await person.pull(nil).trailer?.next
        #expect(
            await problem {
                _ = try await person.pull(cursor, again: Array(repeating: compartment, count: 65))
            }?.path == "again")
    }
}

extension DigestPullTests {
    @Test func `a request looks at so many compartments, and says what it did not look at`() async throws {
        let server = try await TestServer()
        let person = try await server.person("kamau", "focalPoint:KE")
        for audience in [AudienceID.all, "fp:KE", .user(person.id)] {
            try await server.place(Compartment(caseID: server.id(), .parties), to: [audience], rowCount: 2)
        }
        let sums = try await person.digest([])
        #expect(sums.rest == nil)
        let asks = sums.nodes.map { DigestAsk(aud: $0.aud, at: "") }
        try #require(asks.count > 1)
        var answered: [DigestNode] = []
        var left = asks
        var requests = 0
        while !left.isEmpty {
            requests += 1
            try #require(requests <= asks.count)
            let digest = DigestUseCase(
                request: DigestRequest(replica: person.replica, epoch: person.epoch, ask: left), user: person.id,
                epoch: 1, cursors: server.core.cursors, compartmentsMax: 1)
            let reply = try await server.store.read { try digest.reply(in: $0) }
            #expect(reply.rest?.count ?? 0 < left.count)
            answered += reply.nodes
            left = reply.rest ?? []
        }
        #expect(requests > 1)
        #expect(try await Set(person.digest(asks).nodes) == Set(answered))
    }

    @Test func `an account asks so often in a quarter of an hour, and others are not held up`() async throws {
        let server = try await TestServer()
        let person = try await server.person("kamau", "focalPoint:KE")
        let other = try await server.person("otieno", "focalPoint:KE")
        for _ in 0..<256 { _ = try await person.digest([]) }
        server.clock.advance(milliseconds: 60_000)
        let refusal = await problem { _ = try await person.digest([]) }
        #expect(refusal?.code == .tooManyAttempts && refusal?.waitSeconds == 840)
        _ = try await other.digest([])
        try await TestHTTP.with(server) { http in
            let body = try CanonicalJSON.encode(
                DigestRequest(replica: person.replica, epoch: person.epoch, ask: []))
            let answer = try await http.post(
                Endpoint.digest, String(decoding: body, as: UTF8.self), token: person.token)
            #expect(answer.status == 429 && answer.header("Retry-After") == "840")
        }
        server.clock.advance(milliseconds: 840_000)
        _ = try await person.digest([])
    }
}

extension TestPerson {
    func digest(_ ask: [DigestAsk]) async throws -> DigestReply {
        try await server.core.digest(DigestRequest(replica: replica, epoch: epoch, ask: ask), as: signedIn)
    }

    /// One page that begins with these compartments.
    func pull(_ cursor: String?, pageBytes: Int? = nil, again: [Compartment]) async throws -> [PullLine] {
        let request = PullRequest(replica: replica, cursor: cursor, acked: 0, pageBytes: pageBytes, again: again)
        return try TestPage.lines(try await server.core.pull(request, as: signedIn))
    }
}
