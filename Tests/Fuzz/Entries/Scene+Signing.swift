import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Server
import Workflow

extension Scene {
    /// The command as the device of that person sends it: the server takes nothing unsigned from it.
    func signed(_ envelope: CommandEnvelope, by person: Int) throws -> CommandEnvelope {
        let meta = try device(of: person).meta()
        guard let keys = meta.deviceKeys, let server = meta.serverKeys?.ledger else {
            throw FuzzFinding("a device of the scene has no keys")
        }
        let statement = CommandStatement(
            server: server, person: people[person].signedIn.party.id, at: envelope.at,
            hash: SHA256.hash(envelope.hashedBytes).hex)
        var signed = envelope
        signed.sig = try SystemReplicaCrypto().signer(with: keys)(statement.signedBytes)
        return signed
    }
}
