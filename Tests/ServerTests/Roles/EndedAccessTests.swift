import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Who sits on a case by name sees it while it runs (`roles.md` 3.6).
@Suite struct EndedAccessTests {
    @Test func `counsel, facilitators and parties lose a case that has ended, its files with it`() async throws {
        let world = try await RoleWorld()
        for (role, column, enders) in [
            (RoleID.counsel, RoleColumn.dispute, ("withdraw", RoleID.ministryLegal)),
            (.facilitator, .complaint, ("withdraw", .complainant)),
            (.interestedParty, .remedy, ("terminate", .authorityHead)),
        ] {
            let person = try world.insider(role)
            let home = try #require(world.homes[role]?[column])
            let seen = try #require(try await RoleProbe(person: person).pulled()[home])
            #expect(
                seen.contains { $0.confidentiality == .parties }
                    && seen.contains { $0.confidentiality == .confidential })
            // After initiation an application that is taken back ends the case only once the authority ends it.
            if role == .interestedParty {
                try await world.player.act("withdraw", on: home, by: try world.insider(.industryApplicant))
                #expect(try await RoleProbe(person: person).pulled()[home] == seen)
            }
            let ground: [String: JSONValue] = role == .interestedParty ? ["ground": "withdrawn"] : [:]
            try await world.player.act(ActionID(enders.0), on: home, by: try world.insider(enders.1), ground)
            #expect(try await RoleProbe(person: person).pulled()[home] == nil, "\(role)")
            #expect(try await RoleProbe(person: person).reach(home) == RoleProbe.Reach(), "\(role)")
            for compartment in seen {
                guard let blob = world.files[compartment] else { continue }
                let refusal = await problem { _ = try await world.server.core.blob(blob, for: person.signedIn) }
                #expect(refusal == .noBlob, "\(role) \(compartment)")
            }
        }
    }

    @Test func `a focal point of another country has none of the old one's cases`() async throws {
        let world = try await RoleWorld()
        let home = try #require(world.homes[.nfpReporting]?[.complaint])
        try await world.server.core.changeUser(ChangeUserRequest(name: "nfpReporting", roles: ["focalPoint:RW"]))
        let moved = try await world.server.signIn("nfpReporting")
        #expect(try await RoleProbe(person: moved).pulled()[home] == nil)
        #expect(try await RoleProbe(person: moved).reach(home) == RoleProbe.Reach())
    }

    /// A question for every route that gives out what a case holds, or takes something for one.
    private func answers(_ http: TestHTTP, _ person: TestPerson, _ cursor: String, _ blob: BlobID) async throws
        -> [String: Int]
    {
        let (token, file) = (person.token, "\(Endpoint.blobs)/\(blob.hex)")
        let pull = PullRequest(replica: person.replica, cursor: cursor, acked: 0)
        let last = try await person.server.store.read { try $0.replica(person.replica)?.last ?? 0 }
        let push = PushRequest(
            replica: person.replica, epoch: person.epoch, acked: 0,
            commands: [try person.envelope(last + 1, person.note(person.server.id()))])
        let digest = DigestRequest(replica: person.replica, epoch: person.epoch, ask: [DigestAsk(aud: .all, at: "")])
        let wait = NewsQuestion(cursor: cursor, acked: nil, waitSeconds: 0)
        return [
            "push": try await http.post(Endpoint.push, push, token: token).status,
            "pull": try await http.post(Endpoint.pull, pull, token: token).status,
            "estimate": try await http.post(Endpoint.estimate, pull, token: token).status,
            "digest": try await http.post(Endpoint.digest, digest, token: token).status,
            "news": try await http.get(
                "\(Endpoint.news)?cursor=\(wait.cursor)&wait=0", token: token, headers: TestHTTP.version
            ).status,
            "file": try await http.get(file, token: token, headers: TestHTTP.version).status,
            "sessions": try await http.get(Endpoint.sessions, token: token).status,
            "organisations": try await http.get(Endpoint.organisations, token: token).status,
        ]
    }

    /// In the middle of a first sync, of an upload and of a wait for news.
    @Test(.timeLimit(.minutes(30)))
    func `whoever is suspended is out at once, in the middle of what they were at`() async throws {
        let scene = try await BlobScene()
        let (server, kamau) = (scene.server, scene.kamau)
        let papers = Array("Seven crates were opened.".utf8)
        try await scene.attach(papers, by: scene.amina)
        let blob = try BlobScene.hash(papers)
        try await scene.send(papers, as: blob, by: scene.amina)
        #expect(try await scene.read(blob, by: kamau) == papers)
        let page = try #require(try await kamau.pull(nil, pageBytes: 1).trailer)
        try #require(!page.complete, "there is more to pull")
        let whole = try #require(try await Self.last(of: kamau)?.next)

        // Half an upload lies here, and the other half is on its way.
        let own = Array("What the officer found at the post.".utf8)
        try await scene.attach(own, by: kamau)
        let ownBlob = try BlobScene.hash(own)
        try await scene.send(Array(own[..<10]), as: ownBlob, of: own.count, by: kamau)
        var upload = try await server.core.beginUpload(
            of: ownBlob, at: 10, length: own.count, bytes: own.count - 10, by: kamau.signedIn)
        try server.core.receive(Array(own[10...]), for: &upload)
        let sending = upload
        let question = NewsQuestion(cursor: try await Self.last(of: kamau)?.next ?? "", acked: nil, waitSeconds: 55)
        async let news = server.core.news(question, as: kamau.signedIn, pause: { _ in await Self.forEver() })
        while server.core.newsBoard.count == 0 { await Task.yield() }
        try await TestHTTP.with(server) { http in
            for (what, status) in try await answers(http, kamau, whole, blob) { #expect(status == 200, "\(what)") }
        }

        try await server.core.changeUser(ChangeUserRequest(name: "kamau", isSuspended: true))
        #expect(try await news.isNews, "the wait ends")
        #expect(await problem { _ = try await server.core.endUpload(sending) } == .notSignedIn)
        #expect(try await server.store.read { try !$0.hasSent(ownBlob, by: kamau.id) })
        #expect(await problem { _ = try await server.core.authenticate(kamau.token) } == .notSignedIn)
        try await TestHTTP.with(server) { http in
            for cursor in [page.next, whole] {
                for (what, status) in try await answers(http, kamau, cursor, blob) { #expect(status == 401, "\(what)") }
            }
        }
        // A request that was let in a moment before finds nothing either.
        #expect(await problem { _ = try await kamau.pull(nil) } == .notSignedIn)
        #expect(await problem { _ = try await kamau.send(kamau.note(scene.caseID)) } == .notSignedIn)
        #expect(await problem { _ = try await server.core.blob(blob, for: kamau.signedIn) } == .notSignedIn)
    }

    private static func last(of person: TestPerson) async throws -> PullTrailer? {
        var trailer = try await person.pull(nil).trailer
        while let page = trailer, !page.complete { trailer = try await person.pull(page.next).trailer }
        return trailer
    }

    /// Ends with the task.
    private static func forEver() async {
        let (never, source) = AsyncStream<Void>.makeStream()
        for await _ in never {}
        withExtendedLifetime(source) {}
    }
}
