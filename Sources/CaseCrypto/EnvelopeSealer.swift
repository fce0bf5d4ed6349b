/// Writes an envelope: a text for the holder of one key, signed by its sender, in pieces as it comes.
///
/// An envelope is its preamble (in the clear), a fresh X25519 public key of 32 bytes, sealed chunks, and a signature of 64 bytes.
/// The chunks' key comes from the agreement of the fresh key with the recipient's, and depends on every byte of the preamble.
/// Nothing is sealed twice under one key; the sender itself cannot open what it wrote.
public struct EnvelopeSealer {
    private let output: ([UInt8]) throws -> Void
    private let signer: SigningKey
    private let domain: String
    private let preamble: [UInt8]
    private let ephemeral: PublicAgreementKey
    private var cipher: ChunkCipher
    private var sealedHash = SHA256Hasher()
    private var pending: [UInt8] = []

    /// Begins an envelope; writes the preamble and the fresh key at once.
    ///
    /// - Parameter domain: what the envelope is for, such as `tatua bundle 1`; needed again to open it.
    /// - Parameter ephemeral: for reproducing a file in a test. Leave it out: a key used twice gives both texts away.
    /// - Parameter output: takes the bytes, in order.
    public init(
        domain: String, preamble: [UInt8], to recipient: PublicAgreementKey, signedBy signer: SigningKey,
        ephemeral: AgreementKey? = nil, output: @escaping ([UInt8]) throws -> Void
    ) throws {
        let ephemeral = try ephemeral ?? .random()
        self.output = output
        self.signer = signer
        self.domain = domain
        self.preamble = preamble
        self.ephemeral = ephemeral.publicKey
        cipher = try EnvelopeSecrets.cipher(
            secret: try ephemeral.sharedSecret(with: recipient), domain: domain, preamble: preamble,
            ephemeral: ephemeral.publicKey, recipient: recipient)
        try output(preamble)
        try output(ephemeral.publicKey.rawBytes)
    }

    /// Appends to the text.
    public mutating func append(_ text: [UInt8]) throws {
        pending += text
        var start = 0
        // What fills a chunk exactly may be the last one: it waits.
        while pending.count - start > ChunkCipher.textByteCount {
            let end = start + ChunkCipher.textByteCount
            try write(Array(pending[start..<end]), isLast: false)
            start = end
        }
        if start > 0 { pending.removeFirst(start) }
    }

    /// Ends the envelope: the last chunk and the signature. Nothing may follow.
    public mutating func finish() throws {
        try write(pending, isLast: true)
        pending = []
        let message = EnvelopeSecrets.signedMessage(
            domain: domain, preamble: preamble, ephemeral: ephemeral, sealedHash: sealedHash.finish())
        try output(try signer.sign(message))
    }

    private mutating func write(_ text: [UInt8], isLast: Bool) throws {
        let sealed = try cipher.seal(text, isLast: isLast)
        sealedHash.update(sealed)
        try output(sealed)
    }
}

/// What both ends of an envelope compute.
enum EnvelopeSecrets {
    static let signatureByteCount = 64

    static func cipher(
        secret: [UInt8], domain: String, preamble: [UInt8], ephemeral: PublicAgreementKey, recipient: PublicAgreementKey
    ) throws -> ChunkCipher {
        let info = Array("\(domain) key\n".utf8) + ephemeral.rawBytes + recipient.rawBytes
        return try ChunkCipher(
            material: try HKDF.derive(
                secret, salt: SHA256.hash(preamble).bytes, info: info,
                byteCount: SymmetricKey.byteCount + ChunkCipher.noncePrefixByteCount))
    }

    static func signedMessage(
        domain: String, preamble: [UInt8], ephemeral: PublicAgreementKey, sealedHash: Digest
    ) -> [UInt8] {
        Array("\(domain) signature\n".utf8) + SHA256.hash(preamble).bytes + ephemeral.rawBytes + sealedHash.bytes
    }
}
