import CaseProtocol
import ClientCore
import ClientHTTP
import Foundation
import Testing

/// People who may see very much ask for all of it, several at once: the server hands it out a page at a time and holds no
/// more than that. The same with a million rows: docs/performance.md.
@Suite struct LargePullTests {
    private static let cases = 1_200
    private static let text = String(repeating: "The weighbridge was closed. ", count: 680)
    private static let pullers = 8

    /// What a process held at most since it began, in kilobytes.
    private static func peak(_ process: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        return Int(try #require(status.firstMatch(of: /VmHWM:\s+(\d+) kB/)).1) ?? 0
    }

    /// Takes page after page to the end; answers with how many bytes came.
    private static func takeAll(_ token: String, _ replica: ReplicaID, _ server: String) async throws -> Int {
        let transport = try HTTPTransport(server: server)
        let conversation = Conversation(token: token, hello: try await transport.hello())
        var (cursor, count, isComplete) = (String?.none, 0, false)
        while !isComplete {
            let request = PullRequest(replica: replica, cursor: cursor, acked: 0, pageBytes: .max)
            guard case .page(let bytes) = try await transport.pull(request, in: conversation).content else { break }
            count += bytes.count
            let end = try #require(bytes.split(separator: UInt8(ascii: "\n")).last)
            let trailer = try #require(try JSONValue(parsing: end).object)
            cursor = trailer["next"]?.string
            isComplete = trailer["complete"] == true
        }
        try await transport.shutdown()
        return count
    }

    @Test func `eight secretariats that take everything at once cost the server pages, not everything`() async throws {
        let folder = try TemporaryFolder()
        let (data, file) = (folder.path + "/data", folder.path + "/cases.jsonl")
        let lines = (1...Self.cases).map {
            #"{"number":"NTB-\#(100_000 + $0)","scheme":"Tripartite","summary":"\#($0) \#(Self.text)"}"#
        }
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let imported = try Programs.run("tatuad", ["import", "complaints", file, "--data", data])
        #expect(imported.status == 0, "\(imported.output.suffix(300))")
        let added = try Programs.run(
            "tatuad", ["user", "add", "achieng", "--role", "recOfficer:EAC", "--password-stdin", "--data", data],
            input: "a long password\n")
        #expect(added.status == 0, "\(added.output)")
        let server = try RunningServer(data: data, ["--log-level", "error"])
        var people: [(token: String, replica: ReplicaID)] = []
        let transport = try HTTPTransport(server: server.url)
        for number in 1...Self.pullers {
            let replica = ReplicaID(high: 0x0193_4D5E_6F70_7000, low: 0x8000_0000_0000_0000 + UInt64(number))
            let login = LoginRequest(user: "achieng", password: "a long password", code: nil, replica: replica)
            people.append((try await transport.login(login).token, replica))
        }
        try await transport.shutdown()
        // Sign-ins, which hash passwords, and what is read again and again are in memory by now.
        let once = try await Self.takeAll(people[0].token, people[0].replica, server.url)
        #expect(once > Self.cases * Self.text.utf8.count)
        let before = try Self.peak(server.identifier)
        let url = server.url
        let taken = try await withThrowingTaskGroup(of: Int.self) { group in
            for person in people {
                group.addTask { try await Self.takeAll(person.token, person.replica, url) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(taken.allSatisfy { $0 == once })
        let kilobytes = try Self.peak(server.identifier) - before
        // Each of four readers of the database keeps 16 MB of its pages; eight pages are on their way.
        #expect(kilobytes * 1_024 * 2 < once * Self.pullers, "\(kilobytes) kB more for \(once * Self.pullers) bytes")
        server.stop()
    }
}
