import CaseProtocol
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Server
@testable import ServerHTTP

@Suite struct BlobRouteTests {
    private let words = BlobScene.words

    private func ask(
        _ http: TestHTTP, _ method: HTTPRequest.Method, _ hash: String, by person: TestPerson,
        _ more: [String: String] = [:], body: [UInt8]? = nil
    ) async throws -> TestAnswer {
        var headers = HTTPFields()
        for (name, value) in more.merging([ProtocolVersion.headerName: "1.1"], uniquingKeysWith: { $1 }) {
            headers.set(name, value)
        }
        headers[.authorization] = "Bearer \(person.token)"
        let response = try await http.client.executeRequest(
            uri: Endpoint.blobs + "/" + hash, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) }
        )
        return TestAnswer(
            status: response.status.code, headers: response.headers, body: Array(response.body.readableBytesView))
    }

    private func header(_ answer: TestAnswer, _ name: String) -> String? {
        HTTPField.Name(name).flatMap { answer.headers[$0] }
    }

    @Test func `a file goes up in parts and comes down in ranges`() async throws {
        let scene = try await BlobScene()
        let hash = try BlobScene.hash(words).hex
        let length = String(words.count)
        try await scene.attach(words, by: scene.amina)
        try await TestHTTP.with(scene.server) { http in
            let fresh = try await ask(http, .head, hash, by: scene.amina)
            #expect(fresh.status == 200 && header(fresh, BlobHeader.offset) == "0" && fresh.body.isEmpty)
            #expect(header(fresh, BlobHeader.length) == length && header(fresh, BlobHeader.complete) == "?0")
            let part = try await ask(
                http, .patch, hash, by: scene.amina, [BlobHeader.offset: "0", BlobHeader.length: length],
                body: Array(words.prefix(20)))
            #expect(part.status == 204 && header(part, BlobHeader.offset) == "20")
            let again = try await ask(
                http, .patch, hash, by: scene.amina, [BlobHeader.offset: "0", BlobHeader.length: length],
                body: Array(words.prefix(20)))
            #expect(
                again.status == 409 && header(again, BlobHeader.offset) == "20" && again.problem?.code == .uploadOffset)
            let rest = try await ask(
                http, .patch, hash, by: scene.amina, [BlobHeader.offset: "20", BlobHeader.length: length],
                body: Array(words.dropFirst(20)))
            #expect(rest.status == 204 && header(rest, BlobHeader.complete) == "?1")

            let whole = try await ask(http, .get, hash, by: scene.kamau)
            #expect(whole.status == 200 && whole.body == words && whole.headers[.eTag] == "\"\(hash)\"")
            #expect(whole.headers[.contentDisposition] == "attachment" && whole.headers[.contentType] == "text/plain")
            #expect(whole.headers[.xContentTypeOptions] == "nosniff")
            for (range, expected) in [
                ("bytes=5-9", Array(words[5...9])), ("bytes=40-", Array(words[40...])),
                ("bytes=-4", Array(words.suffix(4))),
                ("bytes=48-9999", Array(words[48...])),
            ] {
                let answer = try await ask(http, .get, hash, by: scene.kamau, ["Range": range])
                #expect(answer.status == 206 && answer.body == expected, "\(range)")
            }
            for range in ["bytes=9-5", "lines=1-2", "bytes=1-2,4-5", "bytes=--1", "bytes=99999999999999999999-"] {
                #expect(try await ask(http, .get, hash, by: scene.kamau, ["Range": range]).body == words, "\(range)")
            }
            let beyond = try await ask(http, .get, hash, by: scene.kamau, ["Range": "bytes=\(words.count)-"])
            #expect(beyond.status == 416 && beyond.problem?.code == .rangeInvalid)
            #expect(try await ask(http, .get, hash, by: scene.kamau, ["If-None-Match": "\"\(hash)\""]).status == 304)
            let other = try await ask(http, .get, hash, by: scene.kamau, ["Range": "bytes=0-1", "If-Range": "\"x\""])
            #expect(other.status == 200 && other.body == words)
        }
    }

    @Test func `what is foreign, what is nowhere and what is no name are answered byte for byte alike`() async throws {
        let scene = try await BlobScene()
        let here = try BlobScene.hash(words)
        try await scene.attach(words, by: scene.amina)
        try await scene.send(words, as: here, by: scene.amina)
        let nowhere = try BlobScene.hash([9, 9, 9])
        let names = [
            here.hex, nowhere.hex, "..", "%2e%2e%2f%2e%2e%2ftatua.sqlite", "..%2F..%2Fkeys%2Fledger.key", "partial",
            here.hex.uppercased(), here.hex + "0",
        ]
        try await TestHTTP.with(scene.server) { http in
            for method in [HTTPRequest.Method.head, .get, .patch] {
                var answers: Set<[UInt8]> = []
                for name in names {
                    let answer = try await ask(
                        http, method, name, by: scene.stranger, [BlobHeader.offset: "0", BlobHeader.length: "9"],
                        body: method == .patch ? [1] : nil)
                    #expect(answer.status == 404, "\(method) \(name)")
                    answers.insert(answer.body)
                }
                #expect(answers.count == 1, "\(method)")
            }
        }
    }

    @Test func `a part without its numbers, or from nobody, is refused`() async throws {
        let scene = try await BlobScene()
        let hash = try BlobScene.hash(words).hex
        try await scene.attach(words, by: scene.amina)
        try await TestHTTP.with(scene.server) { http in
            for headers in [
                [:], [BlobHeader.offset: "0"], [BlobHeader.offset: "-1", BlobHeader.length: "9"],
                [BlobHeader.offset: "x", BlobHeader.length: "9"],
            ] {
                #expect(try await ask(http, .patch, hash, by: scene.amina, headers, body: words).status == 400)
            }
            #expect(try await http.get(Endpoint.blobs + "/" + hash).status == 400)
            let version = try #require(HTTPField.Name(ProtocolVersion.headerName))
            let unsigned = try await http.get(Endpoint.blobs + "/" + hash, headers: [version: "1.1"])
            #expect(unsigned.status == 401)
        }
    }
}
