import Foundation

/// A public key as other programs read it.
enum PublicKeyFile {
    /// What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, section 4).
    private static let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]

    /// PEM (RFC 7468), as `openssl pkeyutl -pubin -inkey` takes it.
    static func text(ofEd25519 key: [UInt8]) -> String {
        "-----BEGIN PUBLIC KEY-----\n\(Data(prefix + key).base64EncodedString())\n-----END PUBLIC KEY-----\n"
    }
}
