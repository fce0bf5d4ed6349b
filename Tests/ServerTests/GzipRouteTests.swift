import CaseProtocol
import Gzip
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Server

/// Bodies in gzip, both ways, and what is left out of an answer.
@Suite struct GzipRouteTests {
    private static let proto = HTTPField.Name(ProtocolVersion.headerName)

    private func post(
        _ http: TestHTTP, _ path: String, _ body: [UInt8], _ person: TestPerson, _ extra: HTTPFields = [:]
    ) async throws -> TestAnswer {
        var headers = extra
        if let name = Self.proto, headers[name] == nil { headers[name] = "1.1" }
        headers[.authorization] = "Bearer \(person.token)"
        let response = try await http.client.executeRequest(
            uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: body))
        return TestAnswer(
            status: response.status.code, headers: response.headers, body: Array(response.body.readableBytesView))
    }

    @Test func `a page comes in gzip to whoever takes it, and holds the same`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        _ = try await amina.file()
        let pull = try CanonicalJSON.encode(PullRequest(replica: amina.replica, cursor: nil, acked: 0))
        try await TestHTTP.with(server) { http in
            let plain = try await post(http, Endpoint.pull, pull, amina)
            let packed = try await post(http, Endpoint.pull, pull, amina, [.acceptEncoding: "br, gzip;q=1.0"])
            let refused = try await post(http, Endpoint.pull, pull, amina, [.acceptEncoding: "gzip;q=0"])
            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(refused.headers[.contentEncoding] == nil)
            #expect(packed.body.count * 2 < plain.body.count)
            let lines = try TestPage.lines(try Gzip.expand(packed.body, maxBytes: 1_000_000))
            #expect(lines.dropLast() == (try TestPage.lines(plain.body)).dropLast())
        }
    }

    @Test(arguments: [1_024, 2_048, 8_192])
    func `the limit of a page counts packed bytes, and more rows fit`(pageBytes: Int) async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        for _ in 0..<6 { _ = try await amina.file() }
        var (cursor, count, plainCount) = (String?.none, 0, 0)
        var isComplete = false
        while !isComplete {
            let request = PullRequest(replica: amina.replica, cursor: cursor, acked: 100, pageBytes: pageBytes)
            let manner = PullManner(takesGzip: true, takesNothingNew: false)
            guard
                case .page(let bytes, let isGzip) = try await server.core.pull(request, as: amina.signedIn, in: manner)
            else { return }
            let lines = try TestPage.lines(isGzip ? try Gzip.expand(bytes, maxBytes: 1_000_000) : bytes)
            #expect(bytes.count <= pageBytes || lines.count == 2)
            count += 1
            cursor = lines.trailer?.next
            isComplete = lines.trailer?.complete ?? true
        }
        var next: String?
        repeat {
            let lines = try await amina.pull(next, acked: 100, pageBytes: pageBytes)
            plainCount += 1
            next = lines.trailer?.complete == false ? lines.trailer?.next : nil
        } while next != nil
        #expect(count < plainCount)
    }

    @Test func `a request in gzip is read like any other, and a bomb ends at the limit`() async throws {
        let limits = Limits(bodyBytesMax: 5_000, pushCommandsMax: 200, pageBytesMax: 32_768, textBytesMax: 20_000)
        let server = try await TestServer(limits: limits)
        let amina = try await server.person("amina", "complainant:KE")
        let push = try CanonicalJSON.encode(
            PushRequest(
                replica: amina.replica, epoch: amina.epoch, acked: 0,
                commands: [try amina.envelope(1, .open(TestPerson.opening(server.id())))]))
        let gzip: HTTPFields = [.contentEncoding: "gzip"]
        try await TestHTTP.with(server) { http in
            let pushed = try await post(http, Endpoint.push, try Gzip.compress(push), amina, gzip)
            #expect(try pushed.decoded(PushReply.self).last == 1)
            let bomb = try Gzip.compress([UInt8](repeating: 0x20, count: 1_000_000))
            let blown = try await post(http, Endpoint.push, bomb, amina, gzip)
            #expect(blown.status == 413 && blown.problem?.code == .bodyTooLarge)
            let cut = try await post(http, Endpoint.push, Array(try Gzip.compress(push).dropLast(5)), amina, gzip)
            #expect(cut.status == 400 && cut.problem?.code == .malformedBody)
            let other = try await post(http, Endpoint.push, push, amina, [.contentEncoding: "zstd"])
            #expect(other.status == 415 && other.problem?.code == .encodingUnsupported)
            #expect(other.problem?.allowed == ["gzip", "identity"])
        }
    }

    @Test func `nothing new is said in one line, to whoever understands it`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let first = try #require(try await amina.pull(nil).trailer)
        let pull = try CanonicalJSON.encode(PullRequest(replica: amina.replica, cursor: first.next, acked: first.last))
        let other = try await server.person("mukasa", "complainant:UG")
        try await TestHTTP.with(server) { http in
            for _ in 0..<2 {
                let answer = try await post(http, Endpoint.pull, pull, amina)
                #expect(answer.status == 204 && answer.body.isEmpty)
                // Whoever stands between could make up the status, and not what was asked.
                #expect(answer.header(Endpoint.ackedHeader) == String(first.last))
                #expect(answer.headers[.xContentTypeOptions] == nil && answer.headers[.contentSecurityPolicy] == nil)
                // Somebody else's work is no news.
                try await other.open()
            }
            if let name = Self.proto {
                let old = try await post(http, Endpoint.pull, pull, amina, [name: "1.0"])
                #expect(old.status == 200)
                #expect(try TestPage.lines(old.body).trailer?.complete == true)
            }
            try await amina.open()
            let news = try await post(http, Endpoint.pull, pull, amina)
            #expect(news.status == 200 && news.headers[.xContentTypeOptions] == "nosniff")
            #expect(news.headers[.cacheControl] == nil && news.headers[.contentSecurityPolicy] == nil)
        }
    }
}
