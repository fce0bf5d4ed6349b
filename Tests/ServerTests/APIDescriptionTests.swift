import CaseProtocol
import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Server
@testable import ServerHTTP

/// `Protocol/openapi.json` names every address that there is, and no other.
@Suite struct APIDescriptionTests {
    @Test func `the description has the routes of the server`() async throws {
        let server = try await TestServer()
        let routes = makeRouter(core: server.core, adminToken: "token").routes.map {
            "\($0.method.rawValue) \($0.path.description.replacing(/\{(\w+)\}|:(\w+)/) { "{\($0.1 ?? $0.2 ?? "")}" })"
        }
        #expect(Set(routes) == (try Self.described()))
        #expect(routes.count > 20)
    }

    private static func described() throws -> Set<String> {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Protocol/openapi.json")
        let paths = try JSONValue(parsing: try Data(contentsOf: file)).object?["paths"]?.object ?? [:]
        return Set(
            paths.flatMap { path, methods in (methods.object ?? [:]).keys.map { "\($0.uppercased()) \(path)" } })
    }
}
