import ArgumentParser
import CaseProtocol
import ClientCrypto

/// Secrets of a sealed replica: typed at the terminal without being shown or, line by line, by standard input. Never an argument:
/// those are visible to every user of the machine.
struct PassphraseInput: ParsableArguments {
    @Flag(name: .customLong("passphrase-stdin"), help: "Read from standard input, a secret a line.")
    var readsInput = false

    /// A secret that is known already.
    ///
    /// - Throws: a ``Problem`` when none came.
    func secret(_ what: String, in world: World) throws -> String {
        guard readsInput || world.terminal.isInteractive else {
            throw Problem(
                .wrongUsage,
                "There is nobody to ask for the \(what): add --passphrase-stdin and give it on standard input.")
        }
        if !readsInput { world.terminal.prompt("\(what.prefix(1).uppercased())\(what.dropFirst()): ") }
        let line = readsInput ? world.terminal.readLine() : world.terminal.readSecret()
        guard let line, !line.isEmpty else { throw Problem(.wrongCredentials, "No \(what) came.") }
        return line
    }

    /// A secret to be, asked for twice at a terminal.
    func newPassphrase(in world: World) throws -> String {
        let passphrase = try secret("new passphrase", in: world)
        guard passphrase.count >= WrappedKey.passphraseLengthMin else {
            throw Problem(
                .invalidField,
                "A passphrase has \(WrappedKey.passphraseLengthMin) characters or more; several words are best.")
        }
        if !readsInput, try secret("same passphrase again", in: world) != passphrase {
            throw Problem(.invalidField, "These were two different passphrases; nothing was changed.")
        }
        return passphrase
    }
}
