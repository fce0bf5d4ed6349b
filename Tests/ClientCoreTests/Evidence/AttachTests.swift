import CaseProtocol
import ClientCrypto
import Testing
import Workflow

@testable import ClientCore

@Suite struct AttachTests {
    private let words = Array("Trucks were held for nine days.\n".utf8)

    private func scene() throws -> (Replica, InMemoryBlobShelf, CaseID) {
        let replica = try TestWorld().replica(in: InMemoryReplicaStore())
        return (replica, InMemoryBlobShelf(), try replica.fileSample().caseID)
    }

    private func file(_ bytes: [UInt8], _ name: String? = "/home/amina/note.txt") -> NewEvidence {
        NewEvidence(bytes: bytes, name: name, caption: "From the gate", confidentiality: .parties)
    }

    @Test func `a file is on the case and on this device at once`() throws {
        let (replica, shelf, caseID) = try scene()
        try replica.attach(file(words), to: caseID, on: shelf)
        let item = try #require(try replica.evidence(of: caseID, on: shelf).first)
        #expect(item.number == 1 && item.isHere && item.isUploadDue && item.isPredicted)
        #expect(item.evidence.name == "note.txt" && item.evidence.original.media == .text)
        #expect(try shelf.bytes(of: item.evidence.original.blob) == words)
        // The server does not know of it yet: nothing is sent before the command.
        #expect(try replica.transfers(on: shelf) == [])
        #expect(try replica.prune(shelf) == 0)
    }

    @Test func `what is refused leaves nothing behind`() throws {
        let (replica, shelf, caseID) = try scene()
        for (bytes, name, code) in [
            (Array("#!/bin/sh".utf8), "a.txt", ProblemCode.contentRefused),
            (Array("%PDF-1.7".utf8), "a.jpg", .contentMismatch),
            ([], "a.txt", .contentRefused),
        ] {
            let problem = #expect(throws: Problem.self) { try replica.attach(file(bytes, name), to: caseID, on: shelf) }
            #expect(problem?.code == code)
        }
        var sealed = file(words)
        sealed.confidentiality = .sealed
        #expect(throws: Problem.self) { try replica.attach(sealed, to: caseID, on: shelf) }
        #expect(try shelf.all() == [] && replica.outbox().count { $0.envelope.cmd == "evidence.add" } == 0)
    }

    @Test func `a server that was put back to an earlier day is offered one's own files again`() throws {
        let (replica, shelf, caseID) = try scene()
        try replica.attach(file(words), to: caseID, on: shelf)
        try replica.store.write { transaction in
            for row in try transaction.effectiveRows(ofKind: .evidence) {
                try transaction.put(HeldRow(row), in: .server)
            }
            var meta = try transaction.knownMeta()
            meta.areFilesDueAgain = true
            try transaction.setMeta(meta)
        }
        let blob = try #require(shelf.all().first)
        shelf.setUploadDue(false, of: blob)
        // Nobody has looked at the files of a case meanwhile.
        #expect(try replica.transfers(on: shelf) == [Transfer(.up, blob, length: words.count, isThumb: false)])
    }

    @Test func `a file whose command failed stays until its author has dealt with it`() throws {
        let (replica, shelf, caseID) = try scene()
        try replica.attach(file(words), to: caseID, on: shelf)
        var entry = try #require(try replica.outbox().last)
        entry.state = .attention
        entry.outcome = .rejected(Problem(.notFound, "gone"))
        try replica.store.write { [entry] transaction in
            try transaction.put(entry)
            try transaction.removeRows(in: .predicted)
        }
        #expect(try replica.prune(shelf) == 0)
        #expect(try shelf.uploadsDue().count == 1 && replica.uploadsWaiting(on: shelf) == 0)
        try replica.discard(entry.mid)
        #expect(try replica.prune(shelf) == 1 && shelf.all() == [])
    }

    @Test func `after the server was put back to an earlier day a sync sends own files again`() throws {
        let (replica, shelf, caseID) = try scene()
        try replica.attach(file(words), to: caseID, on: shelf)
        #expect(try replica.uploadsWaiting(on: shelf) == 1)
        let item = try #require(try replica.evidence(of: caseID, on: shelf).first)
        // Command and bytes had reached it; it is known by its new history that it may lack them.
        shelf.setUploadDue(false, of: item.evidence.original.blob)
        try replica.store.write { transaction in
            try transaction.put(HeldRow(item.evidence.row), in: .server)
            var meta = try transaction.knownMeta()
            meta.areFilesDueAgain = true
            try transaction.setMeta(meta)
        }
        let again = Transfer(.up, item.evidence.original.blob, length: words.count, isThumb: false)
        #expect(try replica.transfers(on: shelf) == [again])
        // Once: what the server has then is not asked about with every sync.
        shelf.setUploadDue(false, of: item.evidence.original.blob)
        #expect(try replica.transfers(on: shelf) == [])
    }

    @Test func `own files are offered again every week, for the server may have lost bytes in silence`() throws {
        let world = TestWorld()
        let replica = try world.replica(in: InMemoryReplicaStore())
        let shelf = InMemoryBlobShelf()
        _ = try settled(replica, file(words), on: try replica.fileSample().caseID, shelf)
        let blob = try #require(shelf.all().first)
        shelf.setUploadDue(false, of: blob)
        let again = Transfer(.up, blob, length: words.count, isThumb: false)
        for day in 0...6 {
            #expect(try replica.transfers(on: shelf) == [], "\(day)")
            world.clock.advance(milliseconds: 86_400_000)
        }
        #expect(try replica.transfers(on: shelf) == [again])
        shelf.setUploadDue(false, of: blob)
        world.clock.advance(milliseconds: 86_400_000)
        #expect(try replica.transfers(on: shelf) == [])
        // A clock that was set back by years is no reason never to ask again.
        world.clock.advance(milliseconds: -3_000 * 86_400_000)
        #expect(try replica.transfers(on: shelf) == [again])
    }

    /// A settled command, and nothing on this device that tells of its file.
    private func settled(_ replica: Replica, _ file: NewEvidence, on caseID: CaseID, _ shelf: InMemoryBlobShelf)
        throws -> OutboxEntry
    {
        try replica.attach(file, to: caseID, on: shelf)
        var entry = try #require(try replica.outbox().last)
        entry.state = .settled
        entry.outcome = .applied
        try replica.store.write { [entry] transaction in
            try transaction.put(entry)
            try transaction.removeRows(in: .predicted)
        }
        return entry
    }

    @Test func `a file whose case left before it was sent is sent`() throws {
        let (replica, shelf, caseID) = try scene()
        _ = try settled(replica, file(words), on: caseID, shelf)
        #expect(try replica.prune(shelf) == 0 && replica.uploadsWaiting(on: shelf) == 1)
        let sent = try #require(try replica.transfers(on: shelf).first)
        #expect(sent.direction == .up && sent.length == words.count)
        #expect(try replica.transfers(on: shelf, originalBytesMax: 1) == [])
    }

    @Test func `an own file stays as long as the command that attached it can be asked for again`() throws {
        let (replica, shelf, caseID) = try scene()
        let entry = try settled(replica, file(words), on: caseID, shelf)
        let blob = try #require(shelf.all().first)
        shelf.setUploadDue(false, of: blob)
        #expect(try replica.prune(shelf) == 0 && replica.transfers(on: shelf) == [])
        // The server was put back to a moment between the command and the bytes.
        try replica.store.write { transaction in
            var meta = try transaction.knownMeta()
            meta.areFilesDueAgain = true
            try transaction.setMeta(meta)
        }
        #expect(try replica.transfers(on: shelf) == [Transfer(.up, blob, length: words.count, isThumb: false)])
        shelf.setUploadDue(false, of: blob)
        try replica.store.write { try $0.removeOutboxEntry(entry.mid) }
        #expect(try replica.prune(shelf) == 1 && shelf.all() == [])
    }

    @Test func `files that are only kept for a server that was put back make room for new ones`() throws {
        let (replica, shelf, caseID) = try scene()
        _ = try settled(replica, file(words), on: caseID, shelf)
        let old = try #require(shelf.all().first)
        let other = try replica.fileSample().caseID
        #expect(throws: Problem.self) { try replica.attach(file([97]), to: other, on: shelf, bytesMax: words.count) }
        #expect(shelf.count(of: old) == words.count, "it has still to be sent")
        shelf.setUploadDue(false, of: old)
        try replica.attach(file([97]), to: other, on: shelf, bytesMax: words.count)
        #expect(shelf.count(of: old) == nil && shelf.all().count == 1)
    }

    @Test func `a name that says another type is refused, one without a type goes by content`() throws {
        let (replica, shelf, caseID) = try scene()
        try replica.attach(file(Array("a;b\n".utf8), "table.csv"), to: caseID, on: shelf)
        try replica.attach(file(words, "notes"), to: caseID, on: shelf)
        try replica.attach(file(Array("OggS\0".utf8), "voice.opus"), to: caseID, on: shelf)
        let media = try replica.evidence(of: caseID, on: shelf).map(\.evidence.original.media)
        #expect(Set(media) == [.csv, .text, .ogg])
    }
}
