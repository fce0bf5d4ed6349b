import CaseProtocol
import ClientCore
import ClientHTTP
import Foundation
import Glibc
import Synchronization
import Testing

/// The built programs under kill -9.
@Suite(.serialized) struct CrashTests {
    private static let password = "a long password"

    private func addUser(_ name: String, _ role: String, data: String) throws {
        let added = try Programs.run(
            "tatuad", ["user", "add", name, "--role", role, "--password-stdin", "--data", data],
            input: Self.password + "\n")
        #expect(added.status == 0, "\(added.output)")
    }

    /// Who pushes, numbers its commands, and remembers what was acknowledged.
    private struct Pusher: Sendable {
        let replica: ReplicaID
        let token: String
        let epoch: String
        var caseID: CaseID
        var acknowledged = 0
        var notes: [RowID] = []
    }

    /// Kills a process when enough was acknowledged.
    private final class Trigger: Sendable {
        private let count = Mutex(0)
        private let threshold: Int
        private let victim: Int32

        init(after threshold: Int, kills victim: Int32) {
            self.threshold = threshold
            self.victim = victim
        }

        func acknowledged() {
            let reached = count.withLock { count in
                count += 1
                return count == threshold
            }
            if reached { Glibc.kill(victim, SIGKILL) }
        }
    }

    private static func id<Kind>() -> TypedID<Kind> {
        var generator = SystemRandomNumberGenerator()
        return .make(milliseconds: 1_795_240_800_000, random: (generator.next(), generator.next()))
    }

    private func pusher(_ name: String, server: String) async throws -> Pusher {
        let transport = try HTTPTransport(server: server)
        let replica: ReplicaID = Self.id()
        let reply = try await transport.login(
            LoginRequest(user: name, password: Self.password, code: nil, replica: replica))
        let epoch = try await transport.hello().epoch
        let pusher = Pusher(replica: replica, token: reply.token, epoch: epoch, caseID: Self.id())
        let open = CaseCommand.open(
            CaseOpen(
                caseID: pusher.caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: nil,
                fields: ["place": "Malaba"]))
        let pushed = try await transport.push(
            PushRequest(replica: replica, epoch: epoch, acked: 0, commands: [try Self.envelope(1, open)]),
            in: Conversation(token: reply.token))
        #expect(pushed.reply.out.map(\.outcome) == [.applied])
        try await transport.shutdown()
        return pusher
    }

    private static func envelope(_ n: Int, _ command: CaseCommand) throws -> CommandEnvelope {
        try CommandEnvelope(n: n, mid: id(), at: Timestamp(milliseconds: 1_795_240_800_000), command)
    }

    /// Pushes notes until the server dies. Returns what was acknowledged.
    private static func pushUntilDeath(_ start: Pusher, server: String, _ trigger: Trigger) async throws -> Pusher {
        var pusher = start
        let transport = try HTTPTransport(server: server)
        do {
            while true {
                let note: RowID = id()
                let command = CaseCommand.addNote(
                    NoteAdd(
                        caseID: pusher.caseID, note: note, text: "Day \(pusher.acknowledged)", confidentiality: .parties
                    ))
                let answer = try await transport.push(
                    PushRequest(
                        replica: pusher.replica, epoch: pusher.epoch, acked: 0,
                        commands: [try envelope(pusher.acknowledged + 2, command)]),
                    in: Conversation(token: pusher.token))
                #expect(answer.reply.out.map(\.outcome) == [.applied])
                pusher.acknowledged += 1
                pusher.notes.append(note)
                trigger.acknowledged()
            }
        } catch is TransportError {
            try await transport.shutdown()
            return pusher
        }
    }

    @Test(arguments: [1, 40, 200])
    func `no acknowledged command is lost when the server is killed`(acknowledgements: Int) async throws {
        let folder = try TemporaryFolder()
        let data = "\(folder.path)/data"
        let names = ["amina", "mukasa", "neema", "otieno"]
        for name in names { try addUser(name, "complainant:KE", data: data) }
        let server = try RunningServer(data: data)
        var pushers: [Pusher] = []
        for name in names { pushers.append(try await pusher(name, server: server.url)) }

        let trigger = Trigger(after: acknowledgements, kills: server.identifier)
        let url = server.url
        let tasks = pushers.map { pusher in Task { try await Self.pushUntilDeath(pusher, server: url, trigger) } }
        var survivors: [Pusher] = []
        for task in tasks { survivors.append(try await task.value) }
        server.kill()
        #expect(survivors.map(\.acknowledged).reduce(0, +) >= acknowledgements)

        let verified = try Programs.run("tatuad", ["verify", "--data", data])
        #expect(verified.status == 0, "\(verified.output)")
        let reborn = try RunningServer(data: data)
        let transport = try HTTPTransport(server: reborn.url)
        for pusher in survivors {
            let page = try await transport.page(
                PullRequest(replica: pusher.replica, cursor: nil, acked: 0, pageBytes: nil), token: pusher.token)
            var held = Set(try rows(of: page).map(\.id))
            var trailer = try #require(try PullPageEnd(page))
            while !trailer.complete {
                let next = try await transport.page(
                    PullRequest(replica: pusher.replica, cursor: trailer.next, acked: 0, pageBytes: nil),
                    token: pusher.token)
                held.formUnion(try rows(of: next).map(\.id))
                trailer = try #require(try PullPageEnd(next))
            }
            #expect(Set(pusher.notes).isSubset(of: held), "an acknowledged note is gone")
            // One more may have been committed whose reply was lost; never one less.
            #expect([pusher.acknowledged + 1, pusher.acknowledged + 2].contains(trailer.last))
        }
        try await transport.shutdown()
        #expect(reborn.stop() == 0)
    }

    private func rows(of page: [UInt8]) throws -> [Row] {
        try page.split(separator: 0x0A).compactMap { line in
            guard case .row(let row)? = try PullLine(parsing: line) else { return nil }
            return row
        }
    }

    private func PullPageEnd(_ page: [UInt8]) throws -> PullTrailer? {
        guard let last = page.split(separator: 0x0A).last, case .end(let trailer)? = try PullLine(parsing: last) else {
            return nil
        }
        return trailer
    }

    @Test func `a filing made offline survives killed syncs and arrives once`() throws {
        let folder = try TemporaryFolder()
        let data = "\(folder.path)/data"
        let home = "\(folder.path)/amina"
        try addUser("amina", "complainant:KE", data: data)
        var server = try RunningServer(data: data)
        let port = server.port
        let login = try Programs.run(
            "tatua", ["login", server.url, "--user", "amina", "--password-stdin"], input: Self.password + "\n",
            home: home)
        #expect(login.status == 0, "\(login.output)")
        #expect(server.stop() == 0)

        for index in 1...3 {
            let filed = try Programs.run(
                "tatua",
                [
                    "file", "--set", "ntbCategory=2.8", "--set", "locationCountry=UG", "--set", "place=Post \(index)",
                    "--set", "incidentOn=2026-01-05", "--set", "description=Trucks wait.", "--set", "contact=+254 7",
                ], home: home)
            #expect(filed.status == 0, "\(filed.output)")
        }
        #expect(try Programs.run("tatua", ["sync"], home: home).status == 3)

        // Syncs that are killed while they run, each after the server has said more of its answer.
        for _ in 0..<4 {
            server = try RunningServer(data: data, port: port)
            let sync = Process()
            sync.executableURL = Programs.folder.appending(path: "tatua")
            sync.arguments = ["sync"]
            sync.environment = ProcessInfo.processInfo.environment.merging(["TATUA_HOME": home]) { $1 }
            sync.standardOutput = FileHandle.nullDevice
            sync.standardError = FileHandle.nullDevice
            try sync.run()
            server.kill()
            Glibc.kill(sync.processIdentifier, SIGKILL)
            sync.waitUntilExit()
        }
        server = try RunningServer(data: data, port: port)
        let synced = try Programs.run("tatua", ["sync"], home: home)
        #expect(synced.status == 0, "\(synced.output)")
        let list = try Programs.run("tatua", ["list", "--mine", "--json"], home: home)
        for index in 1...3 {
            #expect(list.output.components(separatedBy: "Post \(index)").count == 2, "\(list.output)")
        }
        #expect(server.stop() == 0)
        let verified = try Programs.run("tatuad", ["verify", "--data", data])
        #expect(verified.status == 0, "\(verified.output)")
    }
}

extension Transport {
    /// The bytes of one page; none when there is nothing new.
    fileprivate func page(_ request: PullRequest, token: String) async throws -> [UInt8] {
        guard case .page(let bytes) = try await pull(request, in: Conversation(token: token)).content else { return [] }
        return bytes
    }
}
