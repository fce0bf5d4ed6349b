import CaseProtocol
import ClientCore
import ClientCrypto
import Synchronization
import Testing
import Workflow

/// Files that the server does not take.
@Suite struct RefusedUploadTests {
    /// Answers every part with a problem, or takes it.
    private final class Bytes: BlobTransport {
        let refusal = Mutex<Problem?>(nil)
        let parts = Mutex(0)

        func uploadState(of blob: BlobID, token: String) async throws -> BlobStanding {
            BlobStanding(offset: 0, isComplete: false)
        }

        func upload(_ part: [UInt8], of blob: BlobID, at offset: Int, length: Int, token: String) async throws
            -> BlobStanding
        {
            parts.withLock { $0 += 1 }
            if let problem = refusal.withLock({ $0 }) { throw problem }
            return BlobStanding(offset: offset + part.count, isComplete: offset + part.count == length)
        }

        func download(_ blob: BlobID, at offset: Int, count: Int, token: String) async throws -> [UInt8] { [] }
    }

    private let world = TestWorld()
    private let shelf = InMemoryBlobShelf()
    private let link = Bytes()

    /// A case with two files on it that the server knows of.
    private func attached() async throws -> (replica: Replica, caseID: CaseID, mids: [CommandID]) {
        let replica = try world.replica(in: InMemoryReplicaStore())
        let caseID = try replica.fileSample().caseID
        let mids = try ["Nine days.", "Ten days, of which one was a Sunday."].map { words in
            try replica.attach(
                NewEvidence(bytes: Array(words.utf8), name: "diary.txt", confidentiality: .parties), to: caseID,
                on: shelf
            ).mid
        }
        try await world.sync(replica)
        return (replica, caseID, mids)
    }

    /// Moves what is to be moved. Returns how many parts were sent.
    private func move(_ replica: Replica) async throws -> Int {
        link.parts.withLock { $0 = 0 }
        let wanted = try replica.transfers(on: shelf)
        _ = try await TransferEngine(replica: replica, shelf: shelf, transport: link).run(wanted)
        return link.parts.withLock { $0 }
    }

    private func refuse(_ code: ProblemCode?) {
        link.refusal.withLock { $0 = code.map { Problem($0, "No.") } }
    }

    @Test func `bytes that are on a case through somebody else do not wait for ever`() async throws {
        let (replica, _, _) = try await attached()
        // The same bytes, attached here by nothing that is left: the attachment was refused and discarded.
        let bytes = Array("Seen by two people.".utf8)
        let blob = try #require(BlobID(digest: SystemReplicaCrypto().sha256(bytes)))
        shelf.put(bytes, as: blob)
        shelf.setUploadDue(true, of: blob)
        #expect(try replica.uploadsWaiting(on: shelf) == 2)
        let row = Row(
            id: .sample(77), kind: .evidence, compartment: Compartment(caseID: .sample(3), .parties, holder: nil),
            fields: [
                "blob": .string(blob.description), "bytes": .int(Int64(bytes.count)), "mime": "text/plain",
                "by": .string(UserID.sample(9).description), "byName": "somebody else",
                "recordedAt": .string(Timestamp.start.description),
            ])
        try replica.store.write { try $0.put(HeldRow(row), in: .server) }
        #expect(try replica.uploadsWaiting(on: shelf) == 3)
        #expect(try await move(replica) == 3)
        shelf.setUploadDue(true, of: blob)
        refuse(.notFound)
        #expect(try await move(replica) == 1)
        #expect(try replica.uploadsWaiting(on: shelf) == 0)
        #expect(try await move(replica) == 0)
    }

    @Test(arguments: [ProblemCode.contentRefused, .contentMismatch, .metadataRemains, .invalidField, .bodyTooLarge])
    func `a file that was refused is offered again only when its author wants it`(code: ProblemCode) async throws {
        let (replica, caseID, mids) = try await attached()
        refuse(code)
        #expect(try await move(replica) == 2)
        #expect(try await move(replica) == 0)
        #expect(try replica.evidence(of: caseID, on: shelf).map { $0.refusal?.code } == [code, code])
        refuse(nil)
        try replica.offerAgain(mids[1])
        #expect(try await move(replica) == 1)
        #expect(try replica.uploadRefusals().count == 1 && shelf.uploadsDue().count == 1)
        #expect(throws: Problem.self) { try replica.offerAgain(mids[1]) }
    }

    @Test func `a quota holds for every file, and until the next day`() async throws {
        let (replica, _, _) = try await attached()
        refuse(.quotaExceeded)
        #expect(try await move(replica) == 1)
        #expect(try replica.uploadRefusals().count == 2)
        refuse(nil)
        #expect(try await move(replica) == 0)
        world.clock.advance(milliseconds: 86_400_000)
        // The server's day, not the device's.
        #expect(try await move(replica) == 0)
        try await world.sync(replica)
        #expect(try await move(replica) == 2)
        #expect(try replica.meta().uploadRefusals == nil)
    }

    @Test func `other limits are a reason to offer it again`() async throws {
        let (replica, _, _) = try await attached()
        refuse(.bodyTooLarge)
        _ = try await move(replica)
        var hello = try #require(try replica.meta().hello)
        hello.limits.blobs = BlobLimits(
            blobBytesMax: 1, chunkBytesMax: 2, thumbBytesMax: 3, dayBytesMax: 4, compartmentBytesMax: 5)
        try replica.note(hello)
        #expect(try await move(replica) == 2)
    }

    @Test func `what may go well the next time is offered the next time`() async throws {
        let (replica, _, _) = try await attached()
        refuse(.notFound)
        #expect(try await move(replica) == 2)
        #expect(try await move(replica) == 2)
        refuse(.storageFull)
        await #expect(throws: Problem.self) { _ = try await move(replica) }
        refuse(nil)
        #expect(try await move(replica) == 2)
    }

    @Test func `attaching it again offers it again, and bytes that go take the word about them along`() async throws {
        let (replica, caseID, _) = try await attached()
        refuse(.contentRefused)
        _ = try await move(replica)
        try replica.attach(
            NewEvidence(bytes: Array("Nine days.".utf8), name: "diary.txt", confidentiality: .parties), to: caseID,
            on: shelf)
        #expect(try replica.uploadRefusals().count == 1)
        try replica.dropRows()
        try replica.prune(shelf)
        #expect(try replica.uploadRefusals().isEmpty)
    }
}

extension Replica {
    /// As when a case is to be seen no longer, and what was done on it is long ago.
    fileprivate func dropRows() throws {
        try store.write { transaction in
            for layer in RowLayer.allCases { try transaction.removeRows(in: layer) }
            for entry in try transaction.outbox() { try transaction.removeOutboxEntry(entry.mid) }
        }
    }
}
