import CaseProtocol
import Testing
import Workflow

@testable import Server

@Suite struct BlobCollectionTests {
    private static let day: Int64 = 86_400_000

    @Test func `an upload that nobody goes on with is forgotten after a week`() async throws {
        let scene = try await BlobScene()
        let blob = try BlobScene.hash(BlobScene.words)
        try await scene.attach(BlobScene.words, by: scene.amina)
        try await scene.send([BlobScene.words[0]], as: blob, of: BlobScene.words.count, by: scene.amina)
        scene.server.clock.advance(milliseconds: 7 * Self.day)
        #expect(try await scene.server.core.collectBlobs() == BlobCollection())
        scene.server.clock.advance(milliseconds: 1)
        #expect(try await scene.server.core.collectBlobs() == BlobCollection(uploads: 1))
        #expect(try await scene.server.core.uploadState(of: blob, by: scene.amina.signedIn).offset == 0)
    }

    @Test func `bytes that no row names go after a month, and files without a record after a week`() async throws {
        let scene = try await BlobScene()
        let core = scene.server.core
        let blobs = try [[UInt8(1)], [2]].map { try BlobScene.hash($0) }
        for (index, blob) in blobs.enumerated() {
            let name = BlobUploadName(replica: scene.amina.replica, blob: blob)
            _ = try core.blobs.append([UInt8(index + 1)], to: name, at: 0, now: TestServer.start)
            try core.blobs.keep(name)
        }
        let record = BlobRecord(id: blobs[0], bytes: 1, media: [.text], isStripped: false, storedAt: TestServer.start)
        let user = scene.amina.id
        try await core.store.write { try $0.put(record, sentBy: user) }
        scene.server.clock.advance(milliseconds: 8 * Self.day)
        #expect(try await core.collectBlobs() == BlobCollection(strays: 1))
        #expect(try core.blobs.source(of: blobs[0]) != nil && core.blobs.source(of: blobs[1]) == nil)
        scene.server.clock.advance(milliseconds: 23 * Self.day)
        #expect(try await core.collectBlobs() == BlobCollection(blobs: 1))
        #expect(try core.blobs.source(of: blobs[0]) == nil)
        let forgotten = try await core.store.read { try ($0.blobRecord(blobs[0]), $0.hasSent(blobs[0], by: user)) }
        #expect(forgotten.0 == nil && !forgotten.1)
    }

    /// Random lives of files: whatever is attached, sent, sent in part, and whenever the clean-up comes, what a row names
    /// and its author has sent is read to the last byte.
    @Test(arguments: 1...6) func `what a row names is never taken away`(seed: UInt64) async throws {
        let scene = try await BlobScene()
        let random = SeededRandom(seed: seed)
        func draw(_ bound: UInt64) -> Int { Int(random.word() % bound) }
        var sent: Set<BlobID> = []
        var contents: [BlobID: [UInt8]] = [:]
        for step in 0..<60 {
            switch draw(4) {
            case 0:
                let bytes = Array("file \(draw(9)) of \(seed)".utf8)
                contents[try BlobScene.hash(bytes)] = bytes
                try await scene.attach(bytes, by: scene.amina)
            case 1, 2:
                guard let blob = contents.keys.sorted().dropFirst(draw(UInt64(max(1, contents.count)))).first,
                    let bytes = contents[blob]
                else { continue }
                let stands = try await scene.server.core.uploadState(of: blob, by: scene.amina.signedIn).offset
                let end = draw(2) == 0 ? bytes.count : min(bytes.count, stands + 3)
                let state = try await scene.send(
                    Array(bytes[stands..<end]), as: blob, at: stands, of: bytes.count, by: scene.amina)
                if state.isComplete { sent.insert(blob) }
            default:
                scene.server.clock.advance(milliseconds: Int64(draw(40)) * Self.day)
                _ = try await scene.server.core.collectBlobs()
            }
            for blob in sent { #expect(try await scene.read(blob, by: scene.kamau) == contents[blob], "step \(step)") }
        }
    }
}
