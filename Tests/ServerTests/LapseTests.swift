import CaseProtocol
import Synchronization
import Testing
import Workflow

@testable import Server
@testable import ServerHTTP

@Suite struct LapseTests {
    @Test func `questions that go unanswered let the complaint fall dormant, and it is abandoned in the end`()
        async throws
    {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let caseID = try await amina.file()
        #expect(try await kamau.act("askInfo", on: caseID, ["questions": "Which office?"]) == .applied)
        #expect(try await server.core.runDueLapses() == 0)
        server.clock.advance(days: 31)
        #expect(try await server.core.runDueLapses() == 1)
        #expect(try await server.header(caseID)?.stage == "dormant")
        server.clock.advance(days: 367)
        #expect(try await server.core.runDueLapses() == 1)
        #expect(try await server.header(caseID)?.stage == "abandoned")
    }

    @Test func `looking again sends nothing again`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        _ = try await amina.file()
        server.clock.advance(days: 30)
        #expect(try await server.core.runDueLapses() > 0)
        let head = try await server.head()
        #expect(try await server.core.runDueLapses() == 0)
        #expect(try await server.head() == head)
    }

    @Test func `a lapse is a commit of the system, numbered in the server's own replica`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        _ = try await amina.file()
        server.clock.advance(days: 30)
        try await server.core.runDueLapses()
        let machine = try await server.core.identity().replica
        let (commit, record) = try await server.store.read { snapshot in
            (try snapshot.commit(try snapshot.head()), try snapshot.command(machine, n: 1))
        }
        #expect(commit?.by == Party.system.id)
        #expect(commit?.replica == nil)
        #expect(record?.outcome == .applied)
    }

    @Test func `the scheduler looks at the start and after each wait, until it is told to stop`() async throws {
        struct Stop: Error {}
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let caseID = try await amina.file()
        try await kamau.act("askInfo", on: caseID, ["questions": "Which office?"])
        let waits = Mutex(0)
        let scheduler = LapseScheduler(core: server.core) {
            let count = waits.withLock { waits in
                waits += 1
                return waits
            }
            if count == 3 { throw Stop() }
            server.clock.advance(days: 400)
        }
        try await scheduler.run()
        #expect(waits.withLock { $0 } == 3)
        #expect(try await server.header(caseID)?.stage == "abandoned")
    }
}
