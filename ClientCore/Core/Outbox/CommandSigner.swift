import CaseProtocol

/// Signs commands with this device's key as they are sent.
///
/// A signature is the same each time for the same key and command, so none is kept: what is sent again, from the archive or
/// under another replica id, is signed again with the key that the server was told at the last sign-in. A restored server may
/// know no other (decision 58).
struct CommandSigner {
    private let sign: DeviceSigner
    private let server: String
    private let person: UserID
    private let crypto: any ReplicaCrypto

    /// `nil` where there is nothing to sign with or for: a device that never told a key, a server that never told its own.
    ///
    /// - Throws: a ``Problem`` where what is kept is not a key.
    init?(_ meta: ReplicaMeta, _ crypto: any ReplicaCrypto) throws {
        guard let keys = meta.deviceKeys, let server = meta.serverKeys?.ledger, let owner = meta.owner else {
            return nil
        }
        sign = try crypto.signer(with: keys)
        self.server = server
        self.crypto = crypto
        person = owner
    }

    /// The command with its signature.
    func signed(_ envelope: CommandEnvelope) throws -> CommandEnvelope {
        let hash = crypto.sha256(envelope.hashedBytes)
        let statement = CommandStatement(
            server: server, person: person, at: envelope.at, hash: hash.map(Self.hexadecimal).joined())
        var signed = envelope
        signed.sig = try sign(statement.signedBytes)
        return signed
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
