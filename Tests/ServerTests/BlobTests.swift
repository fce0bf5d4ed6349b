import CaseProtocol
import Testing
import Workflow

@testable import Server

@Suite struct BlobTests {
    private let words = BlobScene.words

    @Test func `a file is read by those on the case once all of it has come`() async throws {
        let scene = try await BlobScene()
        let blob = try BlobScene.hash(words)
        try await scene.attach(words, by: scene.amina)
        #expect(try await scene.read(blob, by: scene.amina) == nil)
        #expect(try await scene.send(words, as: blob, by: scene.amina).isComplete)
        #expect(try await scene.read(blob, by: scene.amina) == words)
        #expect(try await scene.read(blob, by: scene.kamau) == words)
        #expect(try await scene.read(blob, by: scene.stranger) == nil)
    }

    @Test func `an internal file is not read by the other side, and a desk that loses the case reads no more`()
        async throws
    {
        let scene = try await BlobScene()
        let blob = try BlobScene.hash(words)
        try await scene.attach(words, by: scene.kamau, .internal)
        try await scene.send(words, as: blob, by: scene.kamau)
        #expect(try await scene.read(blob, by: scene.kamau) == words)
        #expect(try await scene.read(blob, by: scene.amina) == nil)
    }

    @Test func `cut anywhere, an upload goes on from where it stands`() async throws {
        let scene = try await BlobScene()
        let blob = try BlobScene.hash(words)
        try await scene.attach(words, by: scene.amina)
        for cut in words.indices {
            let state = try await scene.server.core.uploadState(of: blob, by: scene.amina.signedIn)
            #expect(state == BlobUploadState(offset: cut, length: words.count, isComplete: false))
            #expect(try await scene.read(blob, by: scene.amina) == nil)
            let wrong = await problem {
                try await scene.send([0], as: blob, at: cut + 1, of: words.count, by: scene.amina)
            }
            #expect(wrong?.code == .uploadOffset && wrong?.allowed == [String(cut)])
            try await scene.send([words[cut]], as: blob, at: cut, of: words.count, by: scene.amina)
        }
        #expect(try await scene.server.core.uploadState(of: blob, by: scene.amina.signedIn).isComplete)
        #expect(try await scene.read(blob, by: scene.kamau) == words)
        // Sent again by the same person: it is there.
        let again = try await scene.send([], as: blob, at: words.count, of: words.count, by: scene.amina)
        #expect(again.isComplete)
    }

    @Test func `an upload that was complete but not checked is checked at the next touch`() async throws {
        let scene = try await BlobScene()
        let blob = try BlobScene.hash(words)
        try await scene.attach(words, by: scene.amina)
        // The server died between the last byte and the check.
        let name = BlobUploadName(replica: scene.amina.replica, blob: blob)
        _ = try scene.server.core.blobs.append(words, to: name, at: 0, now: TestServer.start)
        #expect(try await !scene.server.core.uploadState(of: blob, by: scene.amina.signedIn).isComplete)
        #expect(try await scene.read(blob, by: scene.amina) == nil)
        #expect(try await scene.send([], as: blob, at: words.count, of: words.count, by: scene.amina).isComplete)
        #expect(try await scene.read(blob, by: scene.amina) == words)
    }

    @Test func `bytes that are not those of the hash are never seen`() async throws {
        let scene = try await BlobScene()
        let blob = try BlobScene.hash(words)
        try await scene.attach(words, by: scene.amina)
        var wrong = words
        wrong[7] ^= 1
        let refusal = await problem { try await scene.send(wrong, as: blob, by: scene.amina) }
        #expect(refusal?.code == .hashMismatch)
        #expect(try await scene.read(blob, by: scene.amina) == nil)
        #expect(try await scene.server.core.uploadState(of: blob, by: scene.amina.signedIn).offset == 0)
        #expect(try await scene.send(words, as: blob, by: scene.amina).isComplete)
    }

    /// Knowing a hash gives nothing: neither that the bytes are here, nor the bytes.
    @Test func `to whoever has not sent them, bytes that others sent are as if they were not here`() async throws {
        let scene = try await BlobScene()
        let here = try BlobScene.hash(words)
        let other = Array("Nobody ever sent this.".utf8)
        let nowhere = try BlobScene.hash(other)
        try await scene.attach(words, by: scene.amina)
        try await scene.send(words, as: here, by: scene.amina)
        let stranger = scene.stranger
        for blob in [here, nowhere] {
            let state = await problem { _ = try await scene.server.core.uploadState(of: blob, by: stranger.signedIn) }
            let read = await problem { _ = try await scene.server.core.blob(blob, for: stranger.signedIn) }
            let sent = await problem { try await scene.send([1], as: blob, of: 9, by: stranger) }
            #expect(state == .noBlob && read == .noBlob && sent == .noBlob)
        }
        // With rows of their own that name both, the two still look alike, and nothing is given away.
        try await scene.attach(words, by: stranger, on: scene.foreignCase)
        try await scene.attach(other, by: stranger, on: scene.foreignCase)
        for (blob, bytes) in [(here, words), (nowhere, other)] {
            let state = try await scene.server.core.uploadState(of: blob, by: stranger.signedIn)
            #expect(state == BlobUploadState(offset: 0, length: bytes.count, isComplete: false))
            #expect(try await scene.read(blob, by: stranger) == nil)
            #expect(try await scene.send(Array(bytes.prefix(3)), as: blob, of: bytes.count, by: stranger).offset == 3)
        }
        // Amina sees her file all the while.
        #expect(try await scene.read(here, by: scene.amina) == words)
    }

    @Test func `content must be of the type that was said, and of a kind that is taken`() async throws {
        let scene = try await BlobScene()
        for (bytes, code) in [
            (Array("%PDF-1.7 a document".utf8), ProblemCode.contentMismatch),
            (Array("#!/bin/sh\n".utf8), .contentRefused),
            (Array("<svg onload=alert(1)>".utf8), .contentRefused), ([0x7F, 0x45, 0x4C, 0x46, 2, 1], .contentRefused),
        ] {
            let blob = try BlobScene.hash(bytes)
            try await scene.attach(bytes, by: scene.amina)
            #expect(await problem { try await scene.send(bytes, as: blob, by: scene.amina) }?.code == code)
            #expect(try await scene.read(blob, by: scene.amina) == nil)
            #expect(try await scene.server.core.uploadState(of: blob, by: scene.amina.signedIn).offset == 0)
        }
    }

    @Test func `a public copy is taken only without what says where it was taken`() async throws {
        let scene = try await BlobScene()
        let original = PicturesOfServer.jpeg
        let row = try await scene.attach(original, by: scene.amina, mime: "image/jpeg")
        try await scene.attach(original, by: scene.amina, mime: "image/jpeg", copyOf: row)
        let source = ByteArray(original)
        let stripped = try PublicCopy(of: source, .jpeg).bytes(from: source)
        try await scene.attach(stripped, by: scene.kamau, mime: "image/jpeg", copyOf: row)
        try await scene.send(stripped, as: try BlobScene.hash(stripped), by: scene.kamau)
        #expect(try await scene.read(try BlobScene.hash(stripped), by: scene.amina) == stripped)
        // The same bytes as an original are taken, since that row promises nothing.
        #expect(try await scene.send(original, as: try BlobScene.hash(original), by: scene.amina).isComplete)

        let other = try await scene.attach(stripped, by: scene.amina, mime: "image/jpeg")
        let spoilt = original + [1]
        try await scene.attach(spoilt, by: scene.amina, mime: "image/jpeg", copyOf: other)
        let refusal = await problem { try await scene.send(spoilt, as: try BlobScene.hash(spoilt), by: scene.amina) }
        #expect(refusal?.code == .metadataRemains)
    }

    @Test func `parts, files and days have limits`() async throws {
        var limits = Limits.standard
        limits.blobs = BlobLimits(
            blobBytesMax: 1_000, chunkBytesMax: 16, thumbBytesMax: 100, dayBytesMax: 40, compartmentBytesMax: 5_000)
        let scene = try await BlobScene(limits: limits)
        let blob = try BlobScene.hash(words)
        try await scene.attach(words, by: scene.amina)
        let large = await problem {
            try await scene.send(Array(words.prefix(17)), as: blob, of: words.count, by: scene.amina)
        }
        #expect(large?.code == .bodyTooLarge)
        let length = await problem { try await scene.send([1], as: blob, of: words.count + 1, by: scene.amina) }
        #expect(length?.code == .invalidField && length?.allowed == [String(words.count)])
        for start in stride(from: 0, to: 48, by: 16) {
            try await scene.send(
                Array(words[start..<(start + 16)]), as: blob, at: start, of: words.count, by: scene.amina)
        }
        let quota = await problem {
            try await scene.send([words[48]], as: blob, at: 48, of: words.count, by: scene.amina)
        }
        #expect(quota?.code == .quotaExceeded)
        scene.server.clock.advance(milliseconds: 86_400_000)
        let rest = try await scene.send(Array(words[48...]), as: blob, at: 48, of: words.count, by: scene.amina)
        #expect(rest.isComplete)
    }

    @Test func `a part that brings more than it may is cut off, and what came before stands`() async throws {
        let scene = try await BlobScene()
        let blob = try BlobScene.hash(words)
        try await scene.attach(words, by: scene.amina)
        var upload = try await scene.server.core.beginUpload(
            of: blob, at: 0, length: words.count, bytes: nil, by: scene.amina.signedIn)
        try scene.server.core.receive(Array(words.prefix(20)), for: &upload)
        #expect(throws: Problem.self) { try scene.server.core.receive(words, for: &upload) }
        #expect(try await scene.server.core.endUpload(upload).offset == 20)
        // Two requests of one device at once: the slower is told where the upload stands.
        var slow = try await scene.server.core.beginUpload(
            of: blob, at: 20, length: words.count, bytes: nil, by: scene.amina.signedIn)
        try await scene.send([words[20]], as: blob, at: 20, of: words.count, by: scene.amina)
        let refusal = #expect(throws: Problem.self) { try scene.server.core.receive([0xEE], for: &slow) }
        #expect(refusal?.code == .uploadOffset && refusal?.allowed == ["21"])
    }
}

/// A picture made by hand, with a place in it.
enum PicturesOfServer {
    static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE1, 0, 14] + Array("Exif\0\0-1.286".utf8) + [0xFF, 0xDB, 0, 4, 1, 1]
        + [0xFF, 0xDA, 0, 4, 1, 1, 0x55, 0xFF, 0xD9]
}
