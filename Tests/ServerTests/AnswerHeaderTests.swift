import CaseProtocol
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Server
@testable import ServerHTTP

/// What a browser is told, so that it makes nothing else of an answer than it is.
@Suite struct AnswerHeaderTests {
    private static let policy = "default-src 'none'; frame-ancestors 'none'; sandbox"

    /// Path, and the status that nobody in particular gets there.
    private static let open: [(path: String, status: Int)] = [
        (Endpoint.hello, 200), (Endpoint.health, 200), (Endpoint.publicCards, 200),
        (Endpoint.publicCounts, 200),
        (Endpoint.publicCards + "/NTB-2026-00001-X", 404), (Endpoint.publicCards + "?limit=0", 400),
        ("/nothing/here", 404), ("/", 404), (Endpoint.metrics, 404), (Endpoint.adminListUsers, 404),
        (Endpoint.news, 400), (Endpoint.blobs + "/x", 400), ("/%2e%2e/%2e%2e/etc/passwd", 404),
    ]

    @Test(arguments: open)
    func `no answer is guessed at, and none names the program`(path: String, status: Int) async throws {
        let server = try await TestServer()
        try await TestHTTP.with(server) { http in
            let answer = try await http.get(path)
            #expect(answer.status == status)
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(answer.header("Server") == nil && answer.header("X-Powered-By") == nil)
            // What people may see of one another is kept by nothing on the way.
            let isPublic = path.hasPrefix("/public/") && status == 200
            #expect(answer.headers[.cacheControl] == (isPublic ? "public, max-age=60" : "no-store"))
        }
    }

    @Test(arguments: open.filter { $0.status >= 400 || !$0.path.hasPrefix(Endpoint.syncPrefix) })
    func `what a browser may come upon loads, runs and frames nothing`(path: String, status: Int) async throws {
        let server = try await TestServer()
        try await TestHTTP.with(server) { http in
            let answer = try await http.get(path)
            #expect(answer.headers[.contentSecurityPolicy] == Self.policy)
            #expect(answer.header("Cross-Origin-Resource-Policy") == "same-origin")
            #expect(answer.header("Referrer-Policy") == "no-referrer")
            #expect(answer.headers[.strictTransportSecurity] == nil, "only TLS of our own may promise TLS")
        }
    }

    @Test func `a server with TLS of its own asks for it from then on`() {
        var response = Response(status: .ok)
        let request = Request(
            head: HTTPRequest(method: .get, scheme: nil, authority: nil, path: Endpoint.live),
            body: RequestBody(buffer: ByteBuffer()))
        AnswerHeaders(isTLS: true).add(to: &response, of: request)
        #expect(response.headers[.strictTransportSecurity] == "max-age=31536000")
    }

    @Test func `a file of somebody's is treated as a page as well`() async throws {
        let scene = try await BlobScene()
        let words = BlobScene.words
        let blob = try BlobScene.hash(words)
        try await scene.attach(words, by: scene.amina)
        try await scene.send(words, as: blob, of: words.count, by: scene.amina)
        try await TestHTTP.with(scene.server) { http in
            let answer = try await http.file(.get, blob.hex, token: scene.amina.token, length: 0)
            #expect(answer.status == 200)
            #expect(answer.headers[.contentSecurityPolicy] == Self.policy)
            #expect(answer.headers[.contentDisposition] == "attachment")
            #expect(answer.headers[.cacheControl] == "private, no-cache")
        }
    }
}
