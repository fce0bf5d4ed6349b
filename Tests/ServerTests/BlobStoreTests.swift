import CaseProtocol
import Foundation
import Server
import ServerSQLite
import Testing
import Workflow

/// The implementations of ``BlobStore``.
enum BlobStoreKind: CaseIterable, CustomTestStringConvertible {
    case inMemory, files

    var testDescription: String { "\(self)" }

    func with(_ body: (any BlobStore) throws -> Void) throws {
        switch self {
        case .inMemory: try body(InMemoryBlobStore())
        case .files:
            let folder = try TemporaryFolder()
            try body(FileBlobStore(dataFolder: folder.path))
        }
    }
}

@Suite struct BlobStoreTests {
    private let start = Timestamp(milliseconds: 1_795_240_800_000)
    private let later = Timestamp(milliseconds: 1_795_240_800_001)

    private func blob(_ byte: UInt8) throws -> BlobID {
        try #require(BlobID(digest: [UInt8](repeating: byte, count: 32)))
    }

    private func upload(_ byte: UInt8, replica: UInt64 = 1) throws -> BlobUploadName {
        BlobUploadName(replica: .example(replica), blob: try blob(byte))
    }

    private func all(_ source: (any ByteSource)?) throws -> [UInt8]? {
        try source.map { try $0.bytes(at: 0, count: $0.count) }
    }

    @Test(arguments: BlobStoreKind.allCases)
    func `an upload grows where it stands and nowhere else`(kind: BlobStoreKind) throws {
        try kind.with { store in
            let upload = try upload(1)
            #expect(try store.count(of: upload) == 0 && all(store.source(of: upload)) == nil)
            #expect(try store.append([1, 2, 3], to: upload, at: 0, now: start) == 3)
            #expect(try store.append([9], to: upload, at: 2, now: start) == nil)
            #expect(try store.append([9], to: upload, at: 4, now: start) == nil)
            #expect(try store.count(of: upload) == 3)
            #expect(try store.append([4], to: upload, at: 3, now: start) == 4)
            #expect(try all(store.source(of: upload)) == [1, 2, 3, 4])
            // Another device's upload of the same file is another upload.
            #expect(try store.count(of: try self.upload(1, replica: 2)) == 0)
        }
    }

    @Test(arguments: BlobStoreKind.allCases)
    func `what is kept is under its hash and no longer an upload`(kind: BlobStoreKind) throws {
        try kind.with { store in
            let upload = try upload(1)
            _ = try store.append([1, 2, 3], to: upload, at: 0, now: start)
            #expect(try all(store.source(of: upload.blob)) == nil)
            try store.flush(upload)
            try store.keep(upload)
            #expect(try all(store.source(of: upload.blob)) == [1, 2, 3] && store.count(of: upload) == 0)
            let source = try #require(try store.source(of: upload.blob))
            #expect(try source.bytes(at: 1, count: 1) == [2] && source.bytes(at: 2, count: 9) == [3])
            #expect(try source.bytes(at: 3, count: 1) == [] && source.bytes(at: -1, count: 1) == [])
            try store.remove(upload.blob)
            try store.remove(upload.blob)
            #expect(try all(store.source(of: upload.blob)) == nil)
        }
    }

    @Test(arguments: BlobStoreKind.allCases)
    func `what nobody touched is found, by the clock it was touched by`(kind: BlobStoreKind) throws {
        try kind.with { store in
            let old = try upload(1)
            let fresh = try upload(2)
            let kept = try upload(3)
            for upload in [old, fresh, kept] { _ = try store.append([1], to: upload, at: 0, now: start) }
            _ = try store.append([2], to: fresh, at: 1, now: later)
            try store.keep(kept)
            #expect(try store.uploads(untouchedSince: start) == [] && store.blobs(untouchedSince: start) == [])
            #expect(try store.uploads(untouchedSince: later) == [old])
            #expect(try store.blobs(untouchedSince: later) == [kept.blob])
            try store.drop(old)
            try store.drop(old)
            #expect(try store.uploads(untouchedSince: later) == [])
        }
    }

    @Test func `files are their owner's alone, and names are made of checked ids`() throws {
        let folder = try TemporaryFolder()
        let store = FileBlobStore(dataFolder: folder.path)
        let upload = try upload(0xAB)
        _ = try store.append([1], to: upload, at: 0, now: start)
        try store.keep(upload)
        let place = folder.path + "/blobs/ab"
        for (path, mode) in [(folder.path + "/blobs", 0o700), (place, 0o700), (place + "/" + upload.blob.hex, 0o600)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? Int) == mode, "\(path)")
        }
        #expect(BlobUploadName(upload.description) == upload)
        for text in ["", ".", "../..", "\(upload.replica).../x", upload.blob.hex] {
            #expect(BlobUploadName(text) == nil)
        }
        for hex in ["", "..", String(repeating: "A", count: 64), String(repeating: "a", count: 63) + "/"] {
            #expect(BlobID(hex: hex) == nil)
        }
    }
}
