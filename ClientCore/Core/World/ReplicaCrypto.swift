public import CaseProtocol

/// Signs bytes with a device's Ed25519 key; base64url.
public typealias DeviceSigner = (_ bytes: [UInt8]) throws -> String

/// The cryptography that a replica needs. Its real side is `SystemReplicaCrypto` (target ClientCrypto), over the system's
/// libcrypto: the core itself links no library, so that it can be built where another one is at hand.
///
/// There is no in-memory side: a hash that is not the hash would prove nothing.
public protocol ReplicaCrypto: Sendable {
    /// SHA-256 (FIPS 180-4): always 32 bytes.
    func sha256(_ bytes: [UInt8]) -> [UInt8]

    /// What a receipt code stands for: derived with HKDF-SHA256, as ``NamelessAccount`` says.
    func account(of code: ReceiptCode) throws -> NamelessAccount

    /// New keys for a device.
    func makeKeys() throws -> DeviceKeys

    /// The bytes of a public key or a signature; `nil` for what is not base64url.
    func bytes(ofBase64URL text: String) -> [UInt8]?

    /// How a public key is called on the outside of a bundle.
    ///
    /// - Throws: a ``Problem`` for what is not a key.
    func keyID(ofPublicKey key: String) throws -> String

    /// What signs with the device's key: Ed25519, base64url, the same for the same bytes every time (RFC 8032). Whoever signs
    /// much asks once: to make the key ready takes as long as a signature.
    ///
    /// - Throws: a ``Problem`` for what is not a key.
    func signer(with keys: DeviceKeys) throws -> DeviceSigner

    /// Whether `signature` over `bytes` is of the one who holds the Ed25519 key; both base64url. What is no key signs nothing.
    func isSignature(_ signature: String, over bytes: [UInt8], by key: String) -> Bool

    /// Writes a bundle: `preamble` in the clear, what `body` appends sealed to `recipient`, a signature of `keys` over all.
    func seal(
        preamble: [UInt8], to recipient: String, with keys: DeviceKeys, into output: @escaping BundleOutput,
        _ body: (_ append: BundleOutput) throws -> Void
    ) throws

    /// Reads a bundle: checks the signature of `sender` over all of it, then hands out what is inside, in pieces.
    ///
    /// - Throws: ``Problem/bundleDamaged`` for one that `sender` did not sign or that these keys do not open. What was handed out
    ///   before is then to be forgotten.
    func open(
        _ input: BundleInput, preamble: [UInt8], from sender: String, with keys: DeviceKeys, _ take: BundleOutput
    ) throws
}
