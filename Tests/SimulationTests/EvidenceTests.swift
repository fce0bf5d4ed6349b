import CaseProtocol
import ClientCore
import ClientCrypto
import Server
import ServerSQLite
import Testing
import Workflow

/// Files between real replicas and the real server, over a link that breaks.
@Suite struct EvidenceTests {
    /// The way of files to a server's core; loses requests and replies, and cuts parts short.
    private struct BreakingLink: BlobTransport {
        let core: ServerCore
        let person: SignedIn
        let random: SeededReplicaRandom
        let lossPercent: UInt64

        private func mayBreak() throws {
            if random.next() % 100 < lossPercent { throw TransportError.unreachable("The link broke.") }
        }

        func uploadState(of blob: BlobID, token: String) async throws -> BlobStanding {
            try mayBreak()
            let state = try await core.uploadState(of: blob, by: person)
            try mayBreak()
            return BlobStanding(offset: state.offset, isComplete: state.isComplete)
        }

        func upload(
            _ part: [UInt8], of blob: BlobID, at offset: Int, length: Int, token: String
        ) async throws -> BlobStanding {
            try mayBreak()
            var upload = try await core.beginUpload(
                of: blob, at: offset, length: length, bytes: part.count, by: person)
            let isCut = random.next() % 100 < lossPercent
            let arrived = isCut ? Int(random.next() % UInt64(part.count + 1)) : part.count
            try core.receive(Array(part.prefix(arrived)), for: &upload)
            let state = try await core.endUpload(upload)
            if isCut { throw TransportError.unreachable("The request was cut short.") }
            try mayBreak()
            return BlobStanding(offset: state.offset, isComplete: state.isComplete)
        }

        func download(_ blob: BlobID, at offset: Int, count: Int, token: String) async throws -> [UInt8] {
            try mayBreak()
            let readable = try await core.blob(blob, for: person)
            let bytes = try readable.bytes(at: offset, count: count)
            let isCut = random.next() % 100 < lossPercent
            return isCut ? Array(bytes.prefix(Int(random.next() % UInt64(bytes.count + 1)))) : bytes
        }
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `a file reaches those on the case over a link that breaks, and nobody else`(
        seed: UInt64
    ) async throws {
        let keys = try LedgerKeys.random()
        let world = try await World(
            seed: seed, store: InMemoryCaseStore(keys: keys), keys: keys, lossPercent: 0,
            replicaStore: { _ in (InMemoryReplicaStore(), nil) })
        let shelves = world.people.map { _ in InMemoryBlobShelf() }
        var links: [BreakingLink] = []
        for person in world.people {
            let session = try #require(try person.replica.signedIn)
            links.append(
                BreakingLink(
                    core: world.core, person: try await world.core.authenticate(session.token), random: world.random,
                    lossPercent: 30))
        }
        func move(_ index: Int, _ wanted: [Transfer]? = nil) async throws -> TransferReport {
            let replica = world.people[index].replica
            while true {
                do {
                    let transfers = try wanted ?? replica.transfers(on: shelves[index], getsOriginals: true)
                    return try await TransferEngine(replica: replica, shelf: shelves[index], transport: links[index])
                        .run(transfers)
                } catch is TransportError { continue }
            }
        }

        let amina = world.people[0].replica
        let caseID = try amina.file(
            procedure: "ntb.tripartite", fields: [:],
            then: [
                (
                    "submit",
                    [
                        "ntbCategory": "2.3", "locationCountry": "UG", "place": "Busia", "incidentOn": "2026-11-02",
                        "description": "Held.", "contact": "+254 700 000 000",
                    ]
                )
            ]
        ).caseID
        let bytes = (0..<60_000).map { UInt8(truncatingIfNeeded: 0x20 + ($0 &* 7 + Int(seed)) % 90) }
        try amina.attach(
            NewEvidence(bytes: bytes, name: "log.txt", confidentiality: .parties), to: caseID, on: shelves[0])
        try await world.settle()
        let sent = try await move(0)
        #expect(sent.refused.isEmpty && shelves[0].uploadsDue().isEmpty)

        // Kamau's desk is on the case; Mukasa files for Uganda and is not.
        let item = try #require(try world.people[2].replica.evidence(of: caseID, on: shelves[2]).first)
        #expect(!item.isHere)
        _ = try await move(2)
        #expect(try shelves[2].bytes(of: item.evidence.original.blob) == bytes)
        #expect(throws: Problem.self) { try world.people[1].replica.evidence(of: caseID, on: shelves[1]) }
        let part = item.evidence.original
        let refused = try await move(1, [Transfer(.down, part.blob, length: part.bytes, isThumb: false)])
        #expect(refused.refused[part.blob]?.code == .notFound && shelves[1].all() == [])
    }
}
