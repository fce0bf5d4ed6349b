import CaseProtocol
import ClientCore
import ClientCrypto
import ClientSQLite
import Foundation
import Testing

/// Every implementation of the shelf.
enum ShelfKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case memory, files, sealed

    var testDescription: String { rawValue }

    func with(_ body: (any BlobShelf) async throws -> Void) async throws {
        switch self {
        case .memory: try await body(InMemoryBlobShelf())
        case .files: try await withTemporaryFolder { try await body(try FileBlobShelf(replicaFolder: $0)) }
        case .sealed:
            let seal = try ReplicaKey.random().cells()
            try await withTemporaryFolder { try await body(try SealedBlobShelf(replicaFolder: $0, seal: seal)) }
        }
    }
}

@Suite struct BlobShelfTests {
    private func blob(_ byte: UInt8) throws -> BlobID {
        try #require(BlobID(digest: [UInt8](repeating: byte, count: 32)))
    }

    @Test(arguments: ShelfKind.allCases)
    func `a whole file is there with all its bytes, or not at all`(kind: ShelfKind) async throws {
        try await kind.with { shelf in
            let blob = try blob(1)
            #expect(try shelf.count(of: blob) == nil && shelf.bytes(of: blob) == nil && shelf.all() == [])
            try shelf.append([1, 2], to: blob)
            try shelf.append([3], to: blob)
            #expect(try shelf.partialCount(of: blob) == 3 && shelf.partial(of: blob) == [1, 2, 3])
            #expect(try shelf.count(of: blob) == nil && shelf.bytes(of: blob) == nil && shelf.all() == [blob])
            try shelf.put([1, 2, 3], as: blob)
            #expect(try shelf.bytes(of: blob) == [1, 2, 3] && shelf.partialCount(of: blob) == 0)
            #expect(
                try shelf.bytes(of: blob, at: 1, count: 9) == [2, 3] && shelf.bytes(of: blob, at: 3, count: 1) == [])
        }
    }

    @Test(arguments: ShelfKind.allCases)
    func `what is forgotten leaves nothing`(kind: ShelfKind) async throws {
        try await kind.with { shelf in
            let (one, two) = (try blob(1), try blob(2))
            try shelf.put([1], as: one)
            try shelf.setUploadDue(true, of: one)
            try shelf.append([2], to: two)
            #expect(try shelf.uploadsDue() == [one] && shelf.all() == [one, two])
            try shelf.dropPartial(of: two)
            try shelf.setUploadDue(false, of: one)
            #expect(try shelf.uploadsDue() == [] && shelf.all() == [one])
            try shelf.setUploadDue(true, of: one)
            try shelf.remove(one)
            try shelf.remove(one)
            #expect(try shelf.uploadsDue() == [] && shelf.all() == [] && shelf.count(of: one) == nil)
        }
    }

    @Test func `files are their owner's alone`() async throws {
        try await withTemporaryFolder { folder in
            let shelf = try FileBlobShelf(replicaFolder: folder)
            try shelf.put([1], as: try blob(1))
            try shelf.append([1], to: try blob(2))
            func mode(_ path: String) throws -> Int? {
                try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            }
            #expect(try mode(folder + "/blobs") == 0o700)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/blobs") {
                #expect(try mode(folder + "/blobs/" + name) == 0o600, "\(name)")
            }
        }
    }
}
