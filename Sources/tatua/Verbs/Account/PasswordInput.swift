import ArgumentParser
import CaseProtocol

/// A password, by standard input: arguments are visible to every user of the machine.
struct PasswordInput: ParsableArguments {
    @Flag(name: .customLong("password-stdin"), help: "Read the password from standard input. Required.")
    var readsPassword = false

    func validate() throws { try Self.check(readsPassword) }

    /// - Throws: a `ValidationError` unless the person says where the password comes from.
    static func check(_ readsPassword: Bool) throws {
        guard readsPassword else {
            throw ValidationError(
                "A password is never an argument: add --password-stdin and give it on standard input.")
        }
    }

    /// - Throws: a ``Problem`` with ``ProblemCode/wrongCredentials`` when none came.
    func password(in world: World) throws -> String { try Self.read(in: world) }

    /// - Throws: as ``password(in:)``.
    static func read(in world: World) throws -> String {
        guard let password = world.terminal.readLine(), !password.isEmpty else {
            throw Problem(.wrongCredentials, "No password came on standard input.")
        }
        return password
    }
}
