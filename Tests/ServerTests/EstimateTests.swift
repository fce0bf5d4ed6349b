import CaseProtocol
import Testing

@testable import Server

@Suite struct EstimateTests {
    @Test func `the estimate counts what the pages then hold, and nothing that its reader may not see`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        for _ in 0..<3 { _ = try await amina.file() }
        let before = try await server.core.estimate(
            PullRequest(replica: amina.replica, cursor: nil, acked: 0), as: amina.signedIn)
        _ = try await server.person("mukasa", "complainant:UG").file()
        let request = PullRequest(replica: amina.replica, cursor: nil, acked: 0)
        let size = try await server.core.estimate(request, as: amina.signedIn)
        #expect(size == before)
        let lines = try await amina.pull(nil, pageBytes: 1_000_000)
        #expect(size.isExact && size.rows == lines.trailer?.count)
        let enters = lines.count { if case .enter = $0 { true } else { false } }
        #expect(size.compartments == enters)
        let manner = PullManner(takesGzip: true, takesNothingNew: false)
        guard case .page(let packed, isGzip: true) = try await server.core.pull(request, as: amina.signedIn, in: manner)
        else {
            Issue.record("the page was not packed")
            return
        }
        #expect(abs(size.bytes - packed.count) * 5 < packed.count, "\(size.bytes) and \(packed.count)")
    }

    @Test func `of what was read nothing is left, and of half a round the other half`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        for _ in 0..<3 { _ = try await amina.file() }
        let first = try #require(try await amina.pull(nil, pageBytes: 3_000).trailer)
        let all = try #require(try await amina.pull(nil, pageBytes: 1_000_000).trailer)
        let rest = try await server.core.estimate(
            PullRequest(replica: amina.replica, cursor: first.next, acked: 0), as: amina.signedIn)
        #expect(rest.rows == all.count - first.count && rest.rows > 0)
        let none = try await server.core.estimate(
            PullRequest(replica: amina.replica, cursor: all.next, acked: 0), as: amina.signedIn)
        #expect(none == EstimateReply(rows: 0, bytes: 0, compartments: 0, isExact: true))
    }
}
