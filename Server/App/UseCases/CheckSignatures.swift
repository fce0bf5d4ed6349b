internal import CaseCrypto
internal import CaseProtocol
internal import Workflow

/// A command as it came, and the device's signature on it, which is right.
struct SentCommand: Sendable {
    let envelope: CommandEnvelope
    /// `nil` where no device signed: one that told no key, or does not sign.
    let device: DeviceSignature?
}

extension ServerCore {
    /// Checks the device's signature on each command. It costs about as much as the rest of the command, so it is done before
    /// the writer is asked, where several pushes go on side by side.
    ///
    /// - Throws: a ``Problem`` for the push as a whole, of which no number is used up, so that everything in it can be sent
    ///   again: ``ProblemCode/signatureMissing`` from a device that signs, ``ProblemCode/signatureWrong``.
    func checked(_ commands: [CommandEnvelope], of person: SignedIn) throws(Problem) -> [SentCommand] {
        var checked: [SentCommand] = []
        checked.reserveCapacity(commands.count)
        for (index, command) in commands.enumerated() {
            checked.append(SentCommand(envelope: command, device: try signature(on: command, at: index, of: person)))
        }
        return checked
    }

    private func signature(
        on command: CommandEnvelope, at index: Int, of person: SignedIn
    ) throws(Problem) -> DeviceSignature? {
        // Without a key there is nothing to check it by, and what was not checked is not kept.
        guard let signer = person.signer else { return nil }
        let path = "commands[\(index)].sig"
        guard let text = command.sig else {
            guard signer.signsAll else { return nil }
            throw Problem(.signatureMissing, Self.missing, path: path)
        }
        let statement = CommandStatement(
            server: keys.verifyingKey, person: person.party.id, at: command.at,
            hash: SHA256.hash(command.hashedBytes))
        guard let bytes = Base64URL.decode(text),
            DeviceSignature(key: signer.key, bytes: bytes).isRight(over: statement)
        else { throw Problem(.signatureWrong, Self.wrong, path: path) }
        return DeviceSignature(key: signer.key, bytes: bytes)
    }

    private static let missing =
        "This device signs what it sends, and this was not signed. Nothing of it was taken and nothing is lost; if it is your device, sign in on it again."
    private static let wrong =
        "The signature on a command is not that of the device that is signed in. Nothing of it was taken and nothing is lost; if it is your device, sign in on it again."
}
