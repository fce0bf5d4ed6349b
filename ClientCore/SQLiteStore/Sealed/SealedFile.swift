import CaseProtocol
import ClientCore
import Foundation

/// One file of a ``SealedBlobShelf``.
struct SealedFile {
    /// Bytes of the file in each sealed piece but the last.
    static let pieceBytes = 65_536
    private static let headBytes = 72
    private static let sealedHeadBytes = headBytes + SealedPlace.overheadBytes
    private static let sealedPieceBytes = pieceBytes + SealedPlace.overheadBytes

    let path: String
    let blob: BlobID
    let ending: String
    let seal: any ReplicaSeal

    /// What the head of a file says.
    struct Head {
        let blob: BlobID
        /// Of a file that is here whole.
        let count: Int
    }

    /// Whose file this is; `nil` for one that was cut off in its head.
    static func blob(at path: String, ending: String, seal: any ReplicaSeal) throws -> BlobID? {
        try head(at: path, ending, seal)?.blob
    }

    /// `nil` when there is no such file, or none that is whole.
    func head() throws -> Head? { try Self.head(at: path, ending, seal) }

    private static func head(at path: String, _ ending: String, _ seal: any ReplicaSeal) throws -> Head? {
        let sealed = try PrivateFile.read(path, at: 0, count: sealedHeadBytes)
        guard sealed.count == sealedHeadBytes else { return nil }
        let bytes = try seal.open(sealed, at: SealedPlace("file head", Array(ending.utf8)))
        guard bytes.count == headBytes, let blob = BlobID(hex: String(decoding: bytes.prefix(64), as: UTF8.self)) else {
            throw ReplicaFault.damaged("The head of a file cannot be read.")
        }
        return Head(blob: blob, count: bytes.dropFirst(64).reduce(0) { $0 << 8 | Int($1) })
    }

    private func sealedHead(_ count: Int) throws -> [UInt8] {
        let size = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: count >> $0) }
        return try seal.seal(Array(blob.hex.utf8) + size, at: SealedPlace("file head", Array(ending.utf8)))
    }

    private func place(_ kind: String, _ number: Int) -> SealedPlace {
        SealedPlace(kind, Array(blob.hex.utf8), Array("\(number)".utf8))
    }

    /// Puts a whole file there: all of it or, when interrupted, nothing.
    func replace(with bytes: [UInt8]) throws {
        var sealed = try sealedHead(bytes.count)
        for (index, start) in stride(from: 0, to: bytes.count, by: Self.pieceBytes).enumerated() {
            let piece = Array(bytes[start..<min(bytes.count, start + Self.pieceBytes)])
            sealed += try seal.seal(piece, at: place("file piece", index))
        }
        try PrivateFile.replace(path, with: sealed)
    }

    /// Bytes of a whole file from `offset` on; the pieces that hold them are read and no others.
    func bytes(at offset: Int, count: Int) throws -> [UInt8] {
        guard let head = try head(), count > 0, offset >= 0, offset < head.count else { return [] }
        let end = min(head.count, offset + count)
        var bytes: [UInt8] = []
        for index in (offset / Self.pieceBytes)...((end - 1) / Self.pieceBytes) {
            let sealed = try PrivateFile.read(
                path, at: Self.sealedHeadBytes + index * Self.sealedPieceBytes, count: Self.sealedPieceBytes)
            let piece = try seal.open(sealed, at: place("file piece", index))
            let start = index * Self.pieceBytes
            bytes += piece.dropFirst(max(0, offset - start)).prefix(end - max(offset, start))
        }
        return bytes
    }

    // MARK: Downloads

    /// How much was appended, and where in the file that ends: what a power cut left after it does not count.
    func appended() throws -> (count: Int, end: Int) {
        guard let size = try PrivateFile.size(path), size >= Self.sealedHeadBytes else { return (0, 0) }
        var (count, end) = (0, Self.sealedHeadBytes)
        while let length = try pieceLength(at: end), end + 4 + length <= size {
            count += length - SealedPlace.overheadBytes
            end += 4 + length
        }
        return (count, end)
    }

    private func pieceLength(at offset: Int) throws -> Int? {
        let bytes = try PrivateFile.read(path, at: offset, count: 4)
        let length = bytes.reduce(0) { $0 << 8 | Int($1) }
        return bytes.count == 4 && length >= SealedPlace.overheadBytes ? length : nil
    }

    /// Adds a piece, sealed for the place at which its bytes stand in the file.
    func append(_ bytes: [UInt8]) throws {
        let (count, end) = try appended()
        try PrivateFile.cut(path, to: end)
        let sealed = try seal.seal(bytes, at: place("download", count))
        let length = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: sealed.count >> $0) }
        try PrivateFile.append((end == 0 ? try sealedHead(0) : []) + length + sealed, to: path)
    }

    /// Everything that was appended.
    func appendedBytes() throws -> [UInt8] {
        let end = try appended().end
        var (bytes, offset): ([UInt8], Int) = ([], Self.sealedHeadBytes)
        while offset < end, let length = try pieceLength(at: offset) {
            let sealed = try PrivateFile.read(path, at: offset + 4, count: length)
            bytes += try seal.open(sealed, at: place("download", bytes.count))
            offset += 4 + length
        }
        return bytes
    }
}
