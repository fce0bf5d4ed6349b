import CaseCrypto
import CaseProtocol

/// Texts and bytes of keys, hashes of passwords, and the outside of sealed things.
enum FuzzSecrets {
    @Sendable static func run(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        if let decoded = Base64URL.decode(text) {
            try expect(Base64URL.encode(decoded) == text, "“\(text)” has another spelling")
        }
        try expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes, "bytes come back otherwise")
        if let hash = try? PasswordHash(parsing: text) { try expect(hash.text == text, "a hash has another spelling") }
        if let digest = Digest(hex: text) { try expect(digest.hex == text.lowercased(), "a digest is another") }
        try keys(bytes)
    }

    private static func keys(_ bytes: [UInt8]) throws {
        let half = Array(bytes.prefix(32))
        if let agreement = try? AgreementKey(rawBytes: half),
            let other = try? PublicAgreementKey(rawBytes: Array(bytes.dropFirst(32).prefix(32)))
        {
            _ = try? agreement.sharedSecret(with: other)
        }
        if let key = try? VerifyingKey(rawBytes: half) {
            _ = key.isValid(Array(bytes.dropFirst(32)), for: half)
        }
        guard let key = SymmetricKey(bytes: [UInt8](repeating: 7, count: 32)) else { return }
        try expect((try? AESGCM.open(bytes, key: key)) == nil, "bytes that nobody sealed were opened")
        var preamble: [UInt8] = []
        guard (try? BundleHeader(BundleInput(bytes), preamble: &preamble)) != nil else { return }
        try expect(bytes.starts(with: preamble), "a bundle begins otherwise than it does")
        let input = BundleInput(bytes)
        let opener = try? EnvelopeOpener(
            domain: BundleHeader.domain, preamble: preamble, byteCount: input.byteCount, read: input.read)
        guard let opener, let recipient = try? AgreementKey(rawBytes: [UInt8](repeating: 9, count: 32)),
            let sender = try? VerifyingKey(rawBytes: [UInt8](repeating: 5, count: 32))
        else { return }
        try expect((try? opener.open(with: recipient, signedBy: sender) { _ in }) == nil, "a forged bundle was opened")
    }
}
