import CaseProtocol
import HTTPTypes
import Testing
import Workflow

@testable import Server
@testable import ServerHTTP

/// Somebody who knows every id of a case that is not theirs learns no more of it than of one that does not exist, by
/// whatever address they ask.
@Suite struct ForeignIDTests {
    private struct Scene {
        let blobs: BlobScene
        let owner: TestPerson
        let stranger: TestPerson
        let blob: BlobID
        let number: String
        let rows: [Row]

        init() async throws {
            blobs = try await BlobScene()
            owner = blobs.amina
            stranger = blobs.stranger
            try await blobs.attach(BlobScene.words, by: owner)
            blob = try BlobScene.hash(BlobScene.words)
            try await blobs.send(BlobScene.words, as: blob, of: BlobScene.words.count, by: owner)
            let caseID = blobs.caseID
            rows = try await blobs.server.store.read { try $0.rows(of: caseID) }
            number = try #require(
                try await blobs.server.header(caseID)?.number
                    ?? rows.lazy.compactMap {
                        $0.fields["label"]?.string
                    }.first)
        }
    }

    private static func encoded(_ value: some Encodable) throws -> String {
        String(decoding: try CanonicalJSON.encode(value), as: UTF8.self)
    }

    @Test func `files by hash are answered as files that nobody has`() async throws {
        let scene = try await Scene()
        let unknown = String(repeating: "0", count: 64)
        let names = [
            scene.blob.hex, scene.blob.hex.uppercased(), "sha256:\(scene.blob.hex)", "%2e%2e%2f\(scene.blob.hex)",
            "..%2F..%2Fkeys%2Fledger.key", "%00\(scene.blob.hex)", scene.blob.hex + "%00", scene.blob.hex + "/..",
        ]
        try await TestHTTP.with(scene.blobs.server) { http in
            for method in [HTTPRequest.Method.get, .head, .patch] {
                let absent = try await http.file(method, unknown, token: scene.stranger.token, length: 4)
                #expect(absent.status == 404)
                for name in names {
                    let asked = try await http.file(method, name, token: scene.stranger.token, length: 4)
                    #expect(asked.status == 404, "\(method) \(name)")
                    if !name.contains("/") { #expect(asked.body == absent.body, "\(method) \(name)") }
                    #expect(asked.headers[.eTag] == nil && asked.headers[.contentType] == absent.headers[.contentType])
                }
            }
            #expect(try await http.file(.get, scene.blob.hex, token: scene.owner.token, length: 0).status == 200)
        }
    }

    @Test func `the register tells nothing of a case that is not published, by number, id or path`() async throws {
        let scene = try await Scene()
        try await TestHTTP.with(scene.blobs.server) { http in
            let absent = try await http.get(Endpoint.publicCards + "/NTB-2026-99999-X")
            for name in [
                scene.number, scene.blobs.caseID.description, "\(scene.rows[0].id)", "..%2Fadmin%2Fv1%2Fusers%2Flist",
                "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "%00", "'%20OR%201=1%20--", "%25", "*",
            ] {
                let asked = try await http.get(Endpoint.publicCards + "/" + name)
                #expect(asked.status == 404 && asked.body == absent.body, "\(name)")
            }
        }
    }

    @Test func `pull, again, estimate, digest and news tell nothing of it`() async throws {
        let scene = try await Scene()
        let stranger = scene.stranger
        let server = scene.blobs.server
        let missing: CaseID = server.id()
        let cursor = try #require(try await stranger.pull(nil).trailer?.next)
        func compartments(_ caseID: CaseID) -> [Compartment] {
            ConfidentialityClass.allCases.map { Compartment(caseID: caseID, $0) }
                + [
                    Compartment(caseID: caseID, .internal, holder: "KE"),
                    Compartment(caseID: caseID, .internal, holder: "UG"),
                ]
        }
        func ask(_ caseID: CaseID) async throws -> [String] {
            let again = try await server.core.pull(
                PullRequest(replica: stranger.replica, cursor: cursor, acked: 9, again: compartments(caseID)),
                as: stranger.signedIn)
            let told = try TestPage.lines(again).dropLast().map { line in
                String(decoding: try line.wireBytes(), as: UTF8.self)
            }
            // What there is of it: the same words with another id in them.
            return told.map { $0.replacing(caseID.description, with: "ID") }
        }
        let (known, unknown) = (try await ask(scene.blobs.caseID), try await ask(missing))
        #expect(known == unknown)
        #expect(!known.contains { $0.contains("\"enter\"") })

        let estimate = try await server.core.estimate(
            PullRequest(
                replica: stranger.replica, cursor: cursor, acked: 9, again: compartments(scene.blobs.caseID)),
            as: stranger.signedIn)
        let none = try await server.core.estimate(
            PullRequest(replica: stranger.replica, cursor: cursor, acked: 9, again: compartments(missing)),
            as: stranger.signedIn)
        #expect(estimate == none)

        let audiences: [AudienceID] = [.user(scene.owner.id), .focalPoint("KE"), .all]
        let digest = try await server.core.digest(
            DigestRequest(
                replica: stranger.replica, epoch: stranger.epoch, ask: audiences.map { DigestAsk(aud: $0, at: "") }),
            as: stranger.signedIn)
        #expect(digest.nodes.allSatisfy { $0.aud != audiences[0] && $0.aud != audiences[1] })

        // Somebody else's replica, place and epoch.
        let foreign = try #require(try await scene.owner.pull(nil).trailer?.next)
        let codes: [ProblemCode?] = [
            await problem { _ = try await stranger.pull(foreign) }?.code,
            await problem {
                _ = try await server.core.pull(
                    PullRequest(replica: scene.owner.replica, cursor: nil, acked: 0), as: stranger.signedIn)
            }?.code,
            await problem {
                _ = try await server.core.news(
                    NewsQuestion(cursor: foreign, acked: 0, waitSeconds: 0), as: stranger.signedIn)
            }?.code,
            await problem {
                _ = try await server.core.news(
                    NewsQuestion(cursor: cursor, acked: 0, waitSeconds: 0, replica: scene.owner.replica),
                    as: stranger.signedIn)
            }?.code,
        ]
        #expect(codes == [.cursorForeign, .replicaForeign, .cursorForeign, .replicaForeign])
    }

    @Test func `every command on each of its rows is answered as one on no case`() async throws {
        let scene = try await Scene()
        let stranger = scene.stranger
        let missing: CaseID = scene.blobs.server.id()
        let row = try #require(scene.rows.last?.id)
        func commands(_ caseID: CaseID) -> [CaseCommand] {
            [
                .act(CaseAct(caseID: caseID, action: "register", from: nil, fields: ["imposingCountry": "UG"])),
                .edit(CaseEdit(caseID: caseID, fields: ["place": "Busia"], base: [:])), stranger.note(caseID),
                .assign(CaseAssign(caseID: caseID, person: stranger.id, desk: nil)),
                .settle(ConflictSettle(caseID: caseID, conflict: row, choice: .theirs, base: [:])),
                .addEvidence(
                    EvidenceAdd(
                        caseID: caseID, evidence: scene.blobs.server.id(), blob: scene.blob, bytes: 4,
                        mime: "text/plain", name: "a.txt", confidentiality: .parties)),
            ]
        }
        for (one, other) in zip(commands(scene.blobs.caseID), commands(missing)) {
            let hidden = try await stranger.send(one)
            let absent = try await stranger.send(other)
            #expect(try Self.encoded(hidden) == Self.encoded(absent), "\(one.name)")
            #expect(hidden.problem?.code == .notFound, "\(one.name)")
        }
        // Saying that one has the bytes of a file does not open it.
        #expect(try await scene.blobs.read(scene.blob, by: stranger) == nil)
    }
}
