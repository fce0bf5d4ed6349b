/// A long text in sealed chunks (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár): each nonce counts the chunk
/// and says whether it is the last, so that chunks left out, put in another order or cut off at the end do not open.
///
/// A key seals one text.
struct ChunkCipher {
    /// Bytes of text in every chunk but the last.
    static let textByteCount = 65_536
    /// Bytes of every sealed chunk but the last.
    static let sealedByteCount = textByteCount + tagByteCount
    static let tagByteCount = 16
    static let noncePrefixByteCount = 7

    private let key: SymmetricKey
    private let noncePrefix: [UInt8]
    private var counter: UInt32 = 0

    /// - Parameter material: the key, then ``noncePrefixByteCount`` bytes.
    init(material: [UInt8]) throws {
        guard let key = SymmetricKey(bytes: Array(material.prefix(SymmetricKey.byteCount))),
            material.count == SymmetricKey.byteCount + Self.noncePrefixByteCount
        else { throw CryptoError.malformed("a key and a nonce prefix take 39 bytes") }
        self.key = key
        noncePrefix = Array(material.dropFirst(SymmetricKey.byteCount))
    }

    mutating func seal(_ text: [UInt8], isLast: Bool) throws -> [UInt8] {
        let nonce = try nextNonce(isLast: isLast)
        return Array(try AESGCM.seal(text, key: key, nonce: nonce).dropFirst(nonce.count))
    }

    /// - Throws: ``CryptoError/authentication`` for any chunk but the next one, whole.
    mutating func open(_ sealed: [UInt8], isLast: Bool) throws -> [UInt8] {
        try AESGCM.open(try nextNonce(isLast: isLast) + sealed, key: key)
    }

    private mutating func nextNonce(isLast: Bool) throws -> [UInt8] {
        let nonce = noncePrefix + Self.bigEndian(counter) + [isLast ? 1 : 0]
        let (next, overflowed) = counter.addingReportingOverflow(1)
        guard !overflowed else { throw CryptoError.malformed("one text has at most 2³² chunks") }
        counter = next
        return nonce
    }

    private static func bigEndian(_ word: UInt32) -> [UInt8] {
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
}
