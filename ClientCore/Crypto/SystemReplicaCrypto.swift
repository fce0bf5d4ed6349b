internal import CaseCrypto
public import CaseProtocol
public import ClientCore
internal import Gzip

/// ``ReplicaCrypto`` over the system's libcrypto.
public struct SystemReplicaCrypto: ReplicaCrypto {
    /// Holds nothing.
    public init() {}

    /// SHA-256 (FIPS 180-4): always 32 bytes.
    public func sha256(_ bytes: [UInt8]) -> [UInt8] { SHA256.hash(bytes).bytes }

    /// Three values of one secret: with one of them nobody gets at another.
    public func account(of code: ReceiptCode) throws -> NamelessAccount {
        let secret = Array(code.letters.utf8)
        func derive(_ info: String, _ byteCount: Int) throws -> [UInt8] {
            try HKDF.derive(secret, salt: [], info: Array(info.utf8), byteCount: byteCount)
        }
        let name = NamelessAccount.name(of: try derive(NamelessAccount.nameInfo, 16))
        return NamelessAccount(
            name: name, password: Base64URL.encode(try derive(NamelessAccount.passwordInfo, 32)),
            user: NamelessAccount.user(ofHash: sha256(NamelessAccount.hashedBytes(ofName: name))))
    }

    /// Two random key pairs.
    public func makeKeys() throws -> DeviceKeys {
        let signing = try SigningKey.random()
        let agreement = try AgreementKey.random()
        return DeviceKeys(
            signingSecret: Base64URL.encode(signing.rawBytes),
            signing: Base64URL.encode(signing.verifyingKey.rawBytes),
            agreementSecret: Base64URL.encode(agreement.rawBytes),
            agreement: Base64URL.encode(agreement.publicKey.rawBytes))
    }

    /// See ``Base64URL``.
    public func bytes(ofBase64URL text: String) -> [UInt8]? { Base64URL.decode(text) }

    /// See ``KeyID``.
    public func keyID(ofPublicKey key: String) throws -> String { KeyID.text(of: try Self.bytes(key)) }

    /// Ed25519 signatures.
    public func signer(with keys: DeviceKeys) throws -> DeviceSigner {
        let key = try SigningKey(rawBytes: try Self.bytes(keys.signingSecret))
        return { Base64URL.encode(try key.sign($0)) }
    }

    /// Whether a signature is right.
    public func isSignature(_ signature: String, over bytes: [UInt8], by key: String) -> Bool {
        guard let key = try? VerifyingKey(rawBytes: Self.bytes(key)), let signature = Base64URL.decode(signature) else {
            return false
        }
        return key.isValid(signature, for: bytes)
    }

    /// Writes an envelope (``EnvelopeSealer``).
    public func seal(
        preamble: [UInt8], to recipient: String, with keys: DeviceKeys, into output: @escaping BundleOutput,
        _ body: (_ append: BundleOutput) throws -> Void
    ) throws {
        var sealer = try EnvelopeSealer(
            domain: BundleHeader.domain, preamble: preamble,
            to: try PublicAgreementKey(rawBytes: try Self.bytes(recipient)),
            signedBy: try SigningKey(rawBytes: try Self.bytes(keys.signingSecret)), output: output)
        if BundleHeader.isPacked(preamble) {
            var packer = GzipBlockWriter()
            try body { try sealer.append(try packer.append($0)) }
            try sealer.append(try packer.finish())
        } else {
            try body { try sealer.append($0) }
        }
        try sealer.finish()
    }

    /// Reads an envelope (``EnvelopeOpener``).
    public func open(
        _ input: BundleInput, preamble: [UInt8], from sender: String, with keys: DeviceKeys, _ take: BundleOutput
    ) throws {
        do {
            let sender = try VerifyingKey(rawBytes: try Self.bytes(sender))
            let recipient = try AgreementKey(rawBytes: try Self.bytes(keys.agreementSecret))
            let opener = try EnvelopeOpener(
                domain: BundleHeader.domain, preamble: preamble, byteCount: input.byteCount, read: input.read)
            try opener.verify(signedBy: sender)
            guard BundleHeader.isPacked(preamble) else {
                return try opener.open(with: recipient, signedBy: sender, take)
            }
            var unpacker = GzipBlockReader(bytesMax: BundleHeader.textBytesMax)
            try opener.open(with: recipient, signedBy: sender) { try take(try unpacker.take($0)) }
            try unpacker.finish()
        } catch CryptoError.authentication, CryptoError.malformed {
            throw Problem.bundleDamaged
        } catch is GzipError {
            throw Problem.bundleDamaged
        }
    }

    private static func bytes(_ key: String) throws -> [UInt8] {
        guard let bytes = Base64URL.decode(key) else {
            throw Problem(.invalidField, "This is not a key.", path: "keys")
        }
        return bytes
    }
}
