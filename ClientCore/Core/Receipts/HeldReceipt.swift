public import CaseProtocol

/// The receipt of a filing as this device holds it, and what came of checking it.
public struct HeldReceipt: Hashable, Sendable {
    /// How a row that the receipt names stands here.
    public enum Proof: Hashable, Sendable {
        /// It is, byte for byte, what was filed.
        case same
        /// It is something else than what was filed.
        case other
        /// It is not on this device.
        case absent
    }

    /// Who signed.
    public enum Signer: Hashable, Sendable {
        /// The server that this device knows.
        case server
        /// Somebody else, or the text was changed.
        case somebodyElse
        /// This device does not know the server's key: it signed in before the server told it.
        case unknown
    }

    public var receipt: FilingReceipt
    /// The text as it was signed.
    public var text: String
    /// Ed25519 over ``text``; base64url.
    public var signature: String
    public var signer: Signer
    /// In the order of the receipt.
    public var proofs: [(item: FilingReceipt.Item, proof: Proof)] { zip(receipt.items, found).map { ($0, $1) } }
    let found: [Proof]

    /// Whether the server signed it and each row that it names is here and is what was filed.
    public var isSound: Bool { signer == .server && found.allSatisfy { $0 == .same } }
}
