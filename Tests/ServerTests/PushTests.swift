import CaseProtocol
import Testing
import Workflow

@testable import Server

@Suite struct PushTests {
    @Test(arguments: StoreKind.allCases)
    func `a command sent twice is performed once and answered alike`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        defer { withExtendedLifetime(fixture) {} }
        let server = try await TestServer(store: fixture.store)
        let person = try await server.person("amina", "complainant:KE")
        let envelope = try person.envelope(1, .open(TestPerson.opening(server.id())))
        let first = try await person.push([envelope])
        let head = try await server.head()
        let second = try await person.push([envelope])
        #expect(first == second)
        #expect(first.out.map(\.outcome) == [.applied])
        #expect(try await server.head() == head)
    }

    @Test func `a number used for another command stops the push`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        try await person.push([try person.envelope(1, .open(TestPerson.opening(server.id())))])
        let head = try await server.head()
        let other = try person.envelope(1, .open(TestPerson.opening(server.id())))
        let next = try person.envelope(2, .open(TestPerson.opening(server.id())))
        #expect(await problem { try await person.push([other, next]) }?.code == .mutationMismatch)
        #expect(try await server.head() == head)
    }

    @Test func `a skipped number is answered with the one expected, and nothing is done`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        let head = try await server.head()
        let refused = await problem {
            try await person.push([try person.envelope(2, .open(TestPerson.opening(server.id())))])
        }
        #expect(refused?.code == .gap)
        #expect(refused?.allowed == ["1"])
        #expect(try await server.head() == head)
    }

    @Test(arguments: [[1, 3], [2, 1], [1, 1]])
    func `numbers out of order change nothing at all`(numbers: [Int]) async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        let head = try await server.head()
        let commands = try numbers.map { try person.envelope($0, .open(TestPerson.opening(server.id()))) }
        #expect(await problem { try await person.push(commands) }?.code == .gap)
        #expect(try await server.head() == head)
    }

    @Test func `a push may repeat commands before new ones`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        let first = try person.envelope(1, .open(TestPerson.opening(server.id())))
        try await person.push([first])
        let reply = try await person.push([first, try person.envelope(2, .open(TestPerson.opening(server.id())))])
        #expect(reply.last == 2)
        #expect(reply.out.map(\.outcome) == [.applied, .applied])
    }

    @Test(arguments: StoreKind.allCases)
    func `a command known under its mid is not performed again from another replica`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        defer { withExtendedLifetime(fixture) {} }
        let server = try await TestServer(store: fixture.store)
        let person = try await server.person("amina", "complainant:KE")
        let envelope = try person.envelope(1, .open(TestPerson.opening(server.id())))
        try await person.push([envelope])
        let head = try await server.head()
        let restored = try await server.signIn("amina")
        let reply = try await restored.push([envelope])
        #expect(reply.last == 1)
        #expect(reply.out == [OutcomeRecord(n: 1, mid: envelope.mid, outcome: .applied)])
        #expect(try await server.head() == head)
        let next = try restored.envelope(2, .open(TestPerson.opening(server.id())))
        #expect(try await restored.push([envelope, next]).out.map(\.outcome) == [.applied, .applied])
        #expect(try await restored.pull(nil).trailer?.out.map(\.mid) == [envelope.mid, next.mid])
    }

    @Test func `a mid of somebody else is refused, kept, and tells nothing`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let other = try await server.person("mukasa", "complainant:UG")
        let envelope = try amina.envelope(1, .open(TestPerson.opening(server.id())))
        try await amina.push([envelope])
        let reply = try await other.push([envelope])
        #expect(reply.out == [OutcomeRecord(n: 1, mid: envelope.mid, outcome: .rejected(.idUnavailable))])
        #expect(try await other.pull(nil).trailer?.out == reply.out)
        let replica = other.replica
        let kept = try await server.store.read { try $0.command(replica, n: 1) }
        #expect(kept?.args.contains(envelope.mid.description) == true)
    }

    @Test func `the outcomes of commands come with the data, past those already seen`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        let caseID = try await person.open()
        try await person.act("noSuchAction", on: caseID)
        let trailer = try #require(try await person.pull(nil).trailer)
        #expect(trailer.last == 2)
        #expect(trailer.out.map(\.n) == [1, 2])
        #expect(try await person.pull(trailer.next, acked: 1).trailer?.out.map(\.n) == [2])
    }

    @Test func `a command of another history is refused`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        let refused = await problem {
            try await person.push(
                [try person.envelope(1, .open(TestPerson.opening(server.id())))], epoch: "0123456789abcdef")
        }
        #expect(refused?.code == .epochChanged)
    }

    @Test func `another person's replica is refused, even with nothing to send`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let other = try await server.person("mukasa", "complainant:UG")
        let envelope = try other.envelope(1, .open(TestPerson.opening(server.id())))
        #expect(await problem { try await other.push([envelope], replica: amina.replica) }?.code == .replicaForeign)
        #expect(await problem { try await other.push([], replica: amina.replica) }?.code == .replicaForeign)
    }

    @Test func `the server's own replica is nobody's`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        let machine = try await server.core.identity().replica
        _ = try await server.core.importComplaints(
            ImportRequest(lines: [#"{"number":"NTB-000-001"}"#], firstLine: 1, dryRun: false))
        let refused = await problem {
            try await person.push([try person.envelope(2, .open(TestPerson.opening(server.id())))], replica: machine)
        }
        #expect(refused?.code == .replicaForeign)
    }

    @Test func `a replica that nobody signed in with is bound to the first who uses it`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let other = try await server.person("mukasa", "complainant:UG")
        let fresh: ReplicaID = server.id()
        let envelope = try amina.envelope(1, .open(TestPerson.opening(server.id())))
        #expect(try await amina.push([envelope], replica: fresh).last == 1)
        #expect(await problem { try await other.push([], replica: fresh) }?.code == .replicaForeign)
    }

    @Test func `too many commands at once are refused as a whole`() async throws {
        var limits = Limits.standard
        limits.pushCommandsMax = 2
        let server = try await TestServer(limits: limits)
        let person = try await server.person("amina", "complainant:KE")
        let commands = try (1...3).map { try person.envelope($0, .open(TestPerson.opening(server.id()))) }
        let refused = await problem { try await person.push(commands) }
        #expect(refused?.code == .tooLong)
        #expect(refused?.path == "commands")
        #expect(try await person.push(Array(commands.prefix(2))).last == 2)
    }

    @Test func `a command that rests on a refused one is refused, others are not`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        let unknown: CaseID = server.id()
        let known: CaseID = server.id()
        let reply = try await person.push([
            try person.envelope(1, person.note(unknown)),
            try person.envelope(2, after: [1], .open(TestPerson.opening(known))),
            try person.envelope(3, .open(TestPerson.opening(known))),
        ])
        #expect(reply.out.map { $0.outcome.problem?.code } == [.notFound, .dependencyRefused, nil])
    }

    @Test(arguments: [0, 1, 7])
    func `a command cannot rest on one that does not come before it`(after: Int) async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        let envelope = try person.envelope(1, after: [after], .open(TestPerson.opening(server.id())))
        let outcome = try await person.push([envelope]).out[0].outcome
        #expect(outcome.problem?.code == .malformedCommand)
        #expect(outcome.problem?.path == "after")
    }

    @Test func `unknown commands, versions and arguments are refused one by one and kept`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant:KE")
        let now = server.clock.now()
        let reply = try await person.push([
            CommandEnvelope(n: 1, mid: server.id(), cmd: "case.fly", v: 1, at: now, args: #"{"kept":"yes"}"#),
            CommandEnvelope(n: 2, mid: server.id(), cmd: "case.act", v: 9, at: now, args: "{}"),
            CommandEnvelope(n: 3, mid: server.id(), cmd: "case.act", v: 1, at: now, args: #"{"case":7}"#),
            CommandEnvelope(n: 4, mid: server.id(), cmd: "case.act", v: 1, at: now, args: "{"),
        ])
        let codes = reply.out.map { $0.outcome.problem?.code }
        #expect(codes == [.unsupportedCommand, .unsupportedCommand, .malformedCommand, .malformedCommand])
        #expect(reply.out[2].outcome.problem?.path == "args.case")
        let replica = person.replica
        #expect(try await server.store.read { try $0.command(replica, n: 1)?.args } == #"{"kept":"yes"}"#)
    }

    @Test func `nobody but the machine records history or states a lapse`() async throws {
        let server = try await TestServer()
        let person = try await server.person("kamau", "focalPoint:KE", "sysAdmin")
        let history = HistoryRecord(
            caseID: server.id(), procedure: "ntb.tripartite", number: "NTB-000-001", publishedStatus: nil,
            stage: "registered", fields: [:], entries: [], flags: [])
        #expect(try await person.send(.recordHistory(history)).problem?.code == .notPermitted)
        let lapse = CaseAct(caseID: server.id(), action: "lapse", from: nil, deadline: "screen")
        #expect(try await person.send(.act(lapse)).problem?.code == .notPermitted)
    }
}
