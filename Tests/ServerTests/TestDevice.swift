import CaseCrypto
import CaseProtocol

@testable import Server

/// A device that signs what it sends, with keys from a seed.
struct TestDevice {
    let key: SigningKey
    let agreement: AgreementKey
    /// Whether it says so when it signs in; one of the version before signs bundles alone.
    let signs: Bool?

    init(_ seed: UInt8, signs: Bool? = true) throws {
        key = try SigningKey(rawBytes: Array(repeating: seed, count: 32))
        agreement = try AgreementKey(rawBytes: Array(repeating: seed &+ 100, count: 32))
        self.signs = signs
    }

    func tell(_ login: inout LoginRequest) throws {
        login.signingKey = Base64URL.encode(key.verifyingKey.rawBytes)
        login.agreementKey = Base64URL.encode(agreement.publicKey.rawBytes)
        login.signs = signs
    }

    /// The command with this device's signature, for a person and a server.
    func signed(_ envelope: CommandEnvelope, by person: TestPerson, for server: VerifyingKey? = nil) throws
        -> CommandEnvelope
    {
        let statement = CommandStatement(
            server: server ?? person.server.core.keys.verifyingKey, person: person.id, at: envelope.at,
            hash: SHA256.hash(envelope.hashedBytes))
        var signed = envelope
        signed.sig = Base64URL.encode(try key.sign(statement.signedBytes))
        return signed
    }
}
