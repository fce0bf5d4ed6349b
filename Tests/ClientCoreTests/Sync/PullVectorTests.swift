import CaseProtocol
import ClientCore
import Foundation
import Testing

/// The conformance vectors of pulls that every client runs, in whatever language (`Tests/Interop/vectors`).
@Suite struct PullVectorTests {
    private static func cases(_ name: String) throws -> [[String: JSONValue]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let bytes = try Data(contentsOf: folder.appending(path: "Interop/vectors/\(name).json"))
        let cases = try #require(try JSONValue(parsing: bytes).object?["cases"]?.array?.compactMap(\.object))
        try #require(!cases.isEmpty)
        return cases
    }

    @Test func `pages are taken whole or discarded`() throws {
        for vector in try Self.cases("pages") {
            let text = try #require(vector["page"]?.string)
            let page = PullPage(parsing: Array(text.utf8))
            let done = try page?.operations.map(words)
            let wanted = vector["operations"]?.array?.compactMap(\.string)
            let name = vector["name"]?.string ?? ""
            #expect(done == wanted, "\(name)")
        }
    }

    private func words(_ operation: PullPage.Operation) throws -> String {
        switch operation {
        case .leave(let compartment): "leave \(compartment)"
        case .enter(let compartment, _): "enter \(compartment)"
        case .audiences(let compartment, _): "aud \(compartment)"
        case .row(let row): "row \(row.id) \(try #require(row.row).rev) \(row.compartment)"
        case .gone(let id, let compartment): "gone \(id) \(compartment)"
        }
    }

    @Test func `labels begin with four characters of the replica's id`() throws {
        for vector in try Self.cases("labels") {
            let replica = try #require(vector["replica"]?.string.flatMap { ReplicaID($0) })
            #expect(ReplicaMeta(replica: replica).code == vector["code"]?.string)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `rounds lead to the rows, the cursor and the outbox that the vectors say`(kind: StoreKind) async throws {
        for vector in try Self.cases("rounds") {
            try await kind.withStore { store in
                let replica = try TestWorld().replica(in: store)
                try fill(replica, commands: try #require(vector["commands"]?.int))
                let first = try replica.meta().replica
                for (index, step) in try #require(vector["steps"]?.array).enumerated() {
                    let members = try #require(step.object)
                    if members["drop"] == true { try replica.dropCursor() }
                    try take(members["page"]?.string, into: replica)
                    let after = try #require(members["after"]?.object)
                    let name = "\(vector["name"]?.string ?? "") \(index)"
                    #expect(try state(of: replica, first: first, like: after) == .object(after), "\(name)")
                }
            }
        }
    }

    /// Commands that wait, with the ids that the vectors give them.
    private func fill(_ replica: Replica, commands count: Int) throws {
        try replica.store.write { transaction in
            guard var meta = try transaction.meta() else { return }
            for n in 1...max(1, count) where n <= count {
                let mid = CommandID(high: 0x0193_4D5E_6F70_7002, low: 0x8000_0000_0000_0000 | Self.decimal(n))
                let command = CaseCommand.addNote(
                    NoteAdd(caseID: .sample(1), note: .sample(100 + n), text: "a", confidentiality: .parties))
                try transaction.put(
                    OutboxEntry(
                        position: n, replica: meta.replica,
                        envelope: try CommandEnvelope(n: n, mid: mid, at: .start, command), caseID: .sample(1),
                        reference: ""))
            }
            meta.next = count + 1
            meta.nextPosition = count + 1
            try transaction.setMeta(meta)
        }
    }

    /// The digits of `n` as they stand at the end of an id.
    private static func decimal(_ n: Int) -> UInt64 { UInt64(String(n), radix: 16) ?? 0 }

    private func take(_ text: String?, into replica: Replica) throws {
        guard let text, let page = PullPage(parsing: Array(text.utf8)) else { return }
        try replica.stage(page)
        var report = SyncReport()
        if page.trailer.complete { try replica.flip(into: &report) }
    }

    /// What the vectors look at, as far as `wanted` does.
    private func state(
        of replica: Replica, first: ReplicaID, like wanted: [String: JSONValue]
    ) throws -> JSONValue {
        let rows = try replica.store.read { snapshot in
            try snapshot.rowIDs(in: .server).compactMap { try snapshot.row($0, in: .server)?.bytes }
        }
        let meta = try replica.meta()
        let outbox = try replica.outbox()
        let lines = rows.map { String(decoding: $0, as: UTF8.self) }.sorted()
        let all: [String: JSONValue] = [
            "rows": .array(lines.map { .string($0) }),
            "cursor": try replica.pullRequest().cursor.map { .string($0) } ?? .null,
            "acked": .int(Int64(meta.acked)),
            "outbox": .array(outbox.map { .string($0.isPending ? "pending" : $0.state.rawValue) }),
            "renewed": .bool(meta.replica != first),
            "numbers": .array(outbox.filter(\.isPending).map { .int(Int64($0.envelope.n)) }),
        ]
        return .object(all.filter { wanted[$0.key] != nil })
    }
}
