import CaseProtocol
import Server
import ServerSQLite
import Testing
import Workflow

@Suite struct StoreBlobContractTests {
    private func hash(_ byte: UInt8) throws -> BlobID {
        try #require(BlobID(digest: [UInt8](repeating: byte, count: 32)))
    }

    private func evidence(_ number: UInt64, _ blob: BlobID, thumb: BlobID? = nil) -> Row {
        var fields: [String: JSONValue] = ["blob": .string(blob.description), "bytes": 9, "mime": "text/plain"]
        if let thumb {
            fields["thumb"] = .string(thumb.description)
            fields["thumbBytes"] = 5
        }
        return Row(id: .example(number), kind: .evidence, compartment: .parties(1), fields: fields)
    }

    @Test(arguments: StoreKind.allCases)
    func `rows name their bytes and those of their thumbnails, under whoever attached them`(kind: StoreKind)
        async throws
    {
        let fixture = try StoreFixture(kind)
        let (original, thumb) = (try hash(1), try hash(2))
        let row = evidence(5, original, thumb: thumb)
        let draft = CommitDraft.example(row, evidence(4, original))
        try await fixture.append(draft)
        #expect(
            try await fixture.read { try $0.references(to: original) } == [
                BlobReference(row: .example(4), author: draft.by), BlobReference(row: .example(5), author: draft.by),
            ])
        #expect(try await fixture.read { try $0.references(to: thumb) }.map(\.row) == [.example(5)])
        // A later version by somebody else changes neither; one without the thumbnail names it no more.
        var other = CommitDraft.example(try #require(row.updating(["caption": "x", "thumb": .null])))
        other.by = .example(77)
        try await fixture.append(other)
        #expect(try await fixture.read { try $0.references(to: original) }.map(\.author) == [draft.by, draft.by])
        #expect(try await fixture.read { try $0.references(to: thumb) } == [])
    }

    @Test(arguments: StoreKind.allCases)
    func `bytes are known with who sent them, and forgotten with them`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let id = try hash(3)
        let start = Timestamp(milliseconds: 1_000)
        let record = BlobRecord(id: id, bytes: 9, media: [.text, .csv], isStripped: false, storedAt: start)
        let (amina, kamau) = (UserID.example(1), UserID.example(2))
        try await fixture.store.write { try $0.put(record, sentBy: amina) }
        var later = record
        later.storedAt = Timestamp(milliseconds: 2_000)
        try await fixture.store.write { [later] in try $0.put(later, sentBy: kamau) }
        #expect(try await fixture.read { try $0.blobRecord(id) } == record)
        let senders = try await fixture.read { snapshot in
            try [amina, kamau, .example(3)].map { try snapshot.hasSent(id, by: $0) }
        }
        #expect(senders == [true, true, false])
        #expect(try await fixture.read { try $0.unreferencedBlobs(storedBefore: start, limit: 9) } == [])
        let after = Timestamp(milliseconds: 1_001)
        #expect(try await fixture.read { try $0.unreferencedBlobs(storedBefore: after, limit: 9) } == [id])
        try await fixture.append(.example(evidence(5, id)))
        #expect(try await fixture.read { try $0.unreferencedBlobs(storedBefore: after, limit: 9) } == [])
        try await fixture.store.write { try $0.removeBlob(id) }
        #expect(try await fixture.read { try $0.blobRecord(id) } == nil)
        #expect(try await fixture.read { try $0.hasSent(id, by: amina) } == false)
    }

    @Test(arguments: StoreKind.allCases)
    func `what a person sent is counted by the day`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let user = UserID.example(1)
        let day = try #require(CivilDate("2026-11-21"))
        let next = try #require(CivilDate("2026-11-22"))
        try await fixture.store.write { try $0.addSentBytes(5, by: user, on: day) }
        try await fixture.store.write { try $0.addSentBytes(7, by: user, on: day) }
        #expect(try await fixture.read { try $0.sentBytes(by: user, on: day) } == 12)
        #expect(try await fixture.read { try $0.sentBytes(by: user, on: next) } == 0)
        #expect(try await fixture.read { try $0.sentBytes(by: .example(2), on: day) } == 0)
    }
}

@Suite struct BlobAuditTests {
    @Test func `the audit finds files that are gone or changed, and waits for those that have not come`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: try .example())
        let files = FileBlobStore(dataFolder: folder.path)
        let bytes = Array("nine days".utf8)
        let id = try BlobScene.hash(bytes)
        let row = Row(
            id: .example(5), kind: .evidence, compartment: .parties(1),
            fields: ["blob": .string(id.description), "bytes": .int(Int64(bytes.count)), "mime": "text/plain"])
        try await store.append(.example(row))
        #expect(try store.verify().isSound)
        let name = BlobUploadName(replica: .example(1), blob: id)
        let now = Timestamp(milliseconds: 1_000)
        _ = try files.append(bytes, to: name, at: 0, now: now)
        try files.keep(name)
        let record = BlobRecord(id: id, bytes: bytes.count, media: [.text], isStripped: false, storedAt: now)
        try await store.write { try $0.put(record, sentBy: .example(1)) }
        #expect(try store.verify().isSound)
        _ = try files.append(Array("ten days!".utf8), to: name, at: 0, now: now)
        try files.keep(name)
        #expect(try store.verify().findings.map(\.description).contains { $0.contains("not those of its hash") })
        try files.remove(id)
        #expect(try store.verify().findings.map(\.description).contains { $0.contains("missing") })
        try store.close()
    }
}
