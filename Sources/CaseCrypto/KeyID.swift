/// How a public key is called where the key itself is not to be told: the beginning of its hash, which says nothing of whose
/// it is.
public enum KeyID {
    /// 22 characters of ``Base64URL``: the first 16 bytes of the SHA-256 of the key's 32 bytes.
    public static func text(of publicKey: [UInt8]) -> String {
        Base64URL.encode(Array(SHA256.hash(publicKey).bytes.prefix(16)))
    }
}
