/// Reads an envelope that ``EnvelopeSealer`` wrote, from anything that gives bytes by their place.
public struct EnvelopeOpener {
    /// Gives `count` bytes from `offset` on, or throws.
    public typealias Reading = (_ offset: Int, _ count: Int) throws -> [UInt8]

    private let domain: String
    private let preamble: [UInt8]
    private let ephemeral: PublicAgreementKey
    private let signature: [UInt8]
    private let sealed: Range<Int>
    private let read: Reading

    /// Looks at the outside of an envelope.
    ///
    /// - Parameter byteCount: of the whole envelope.
    /// - Throws: ``CryptoError/malformed(_:)`` when it is too short to be one; what `read` throws.
    public init(domain: String, preamble: [UInt8], byteCount: Int, read: @escaping Reading) throws {
        let start = preamble.count + X25519.keyByteCount
        let end = byteCount - EnvelopeSecrets.signatureByteCount
        guard end - start >= ChunkCipher.tagByteCount else {
            throw CryptoError.malformed("an envelope of this preamble has more than \(byteCount) bytes")
        }
        self.domain = domain
        self.preamble = preamble
        self.read = read
        sealed = start..<end
        ephemeral = try PublicAgreementKey(
            rawBytes: try Self.exactly(read(preamble.count, X25519.keyByteCount), X25519.keyByteCount))
        signature = try Self.exactly(
            read(end, EnvelopeSecrets.signatureByteCount), EnvelopeSecrets.signatureByteCount)
    }

    /// Passes if `sender` signed exactly these bytes. Reads all of them.
    ///
    /// - Throws: ``CryptoError/authentication``; what reading throws.
    public func verify(signedBy sender: VerifyingKey) throws {
        var hash = SHA256Hasher()
        try eachChunk { chunk, _ in hash.update(chunk) }
        try check(hash.finish(), sender)
    }

    /// Hands out the text in pieces, in order, and checks the signature again over what was read: until it returns, the text is
    /// the recipient's to read and nobody's word, since the file may have been exchanged meanwhile.
    ///
    /// - Throws: ``CryptoError/authentication``; what reading and `take` throw.
    public func open(
        with recipient: AgreementKey, signedBy sender: VerifyingKey, _ take: ([UInt8]) throws -> Void
    ) throws {
        var cipher = try EnvelopeSecrets.cipher(
            secret: try recipient.sharedSecret(with: ephemeral), domain: domain, preamble: preamble,
            ephemeral: ephemeral, recipient: recipient.publicKey)
        var hash = SHA256Hasher()
        try eachChunk { chunk, isLast in
            hash.update(chunk)
            try take(try cipher.open(chunk, isLast: isLast))
        }
        try check(hash.finish(), sender)
    }

    private func check(_ sealedHash: Digest, _ sender: VerifyingKey) throws {
        let message = EnvelopeSecrets.signedMessage(
            domain: domain, preamble: preamble, ephemeral: ephemeral, sealedHash: sealedHash)
        guard sender.isValid(signature, for: message) else { throw CryptoError.authentication }
    }

    private func eachChunk(_ body: ([UInt8], _ isLast: Bool) throws -> Void) throws {
        var offset = sealed.lowerBound
        repeat {
            let count = min(ChunkCipher.sealedByteCount, sealed.upperBound - offset)
            guard count >= ChunkCipher.tagByteCount else { throw CryptoError.authentication }
            let chunk = try Self.exactly(read(offset, count), count)
            offset += count
            try body(chunk, offset == sealed.upperBound)
        } while offset < sealed.upperBound
    }

    private static func exactly(_ bytes: [UInt8], _ count: Int) throws -> [UInt8] {
        guard bytes.count == count else { throw CryptoError.malformed("it ended \(count - bytes.count) bytes early") }
        return bytes
    }
}
