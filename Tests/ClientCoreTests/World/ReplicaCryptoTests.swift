import ClientCore
import ClientCrypto
import Testing

/// Published vectors, for every side of the seam.
@Suite struct ReplicaCryptoTests {
    private let crypto: any ReplicaCrypto = SystemReplicaCrypto()

    /// FIPS 180-4, appendix B (message, digest).
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `SHA-256 gives what the standard says`(message: String, digest: String) {
        let hex = crypto.sha256(Array(message.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        #expect(hex.joined() == digest)
    }
}
