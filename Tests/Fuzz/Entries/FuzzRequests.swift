import CaseProtocol
import Gzip
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import ServerHTTP

/// Requests to the routes, from the line on: method and address, headers, an empty line, the body. `$0` to `$3` and `$admin`
/// stand for tokens; the header `pack` has the body go in gzip.
enum FuzzRequests {
    @Sendable static func run(_ bytes: [UInt8]) async throws {
        let scene = try await Scene.shared
        guard let request = try request(bytes, scene) else { return }
        let core = scene.server()
        let responder = makeRouter(core: core, adminToken: Scene.adminToken).buildResponder()
        let context = ServerContext(
            source: ApplicationRequestContextSource(
                channel: EmbeddedChannel(), logger: Logger(label: "fuzz", factory: { _ in SwiftLogNoOpLogHandler() })))
        let task = Task {
            let response = try await responder.respond(to: request, context: context)
            try await response.body.write(Swallowing())
            return Int(response.status.code)
        }
        // Whoever waits for news would wait for a minute: the wait is over at once.
        if request.uri.path.hasPrefix(Endpoint.news) { task.cancel() }
        let status = try await task.value
        try expect(status != 500, "the server broke")
    }

    private static func request(_ bytes: [UInt8], _ scene: Scene) throws -> Request? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let end = lines.firstIndex { $0.isEmpty } ?? lines.endIndex
        let head = lines[..<end].map { String(decoding: $0, as: UTF8.self) }
        var body = Array(lines[end...].dropFirst().joined(separator: [UInt8(ascii: "\n")]))
        let words = (head.first ?? "").split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, let method = HTTPRequest.Method(words[0]), words[1].hasPrefix("/") else { return nil }
        var fields = HTTPFields()
        for line in head.dropFirst() {
            let halves = line.split(separator: ":", maxSplits: 1).map(String.init)
            guard halves.count == 2 else { continue }
            if halves[0] == "pack" {
                body = try Gzip.compress(body)
                fields[.contentEncoding] = "gzip"
            } else if let name = HTTPField.Name(halves[0]) {
                fields.append(HTTPField(name: name, value: told(halves[1], scene)))
            }
        }
        return Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "scene", path: words[1], headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(bytes: body)))
    }

    private static func told(_ value: String, _ scene: Scene) -> String {
        var value = value.trimmingPrefix(" ").replacing("$admin", with: Scene.adminToken)
        for (index, person) in scene.people.enumerated() { value = value.replacing("$\(index)", with: person.token) }
        return String(value)
    }
}

/// Takes an answer's body and forgets it.
private struct Swallowing: ResponseBodyWriter {
    mutating func write(_ buffer: ByteBuffer) async throws {}
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
