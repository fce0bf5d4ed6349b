import ArgumentParser
import CaseProtocol
import ClientCore
import ClientCrypto
import ClientSQLite

/// Gives a sealed replica another key, passphrase and recovery key.
struct Reseal: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Change the passphrase, the recovery key and the key of this sealed replica.",
        discussion: """
            With --passphrase-stdin the first line is the passphrase as it is, or the recovery key, and the second the new \
            passphrase. The former recovery key opens nothing any more.
            """)

    @Flag(name: .customLong("recovery-key"), help: "Ask for the recovery key instead of the former passphrase.")
    var usesRecoveryKey = false
    @OptionGroup var input: PassphraseInput
    @OptionGroup var idle: IdleOption
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let place = try world.sealablePlace()
        let opening = try KeyOpening(place)
        let former = try opening.key(asking: input, recovery: usesRecoveryKey, in: world)
        let passphrase = try input.newPassphrase(in: world)
        let (key, recovery) = (try ReplicaKey.random(), try RecoveryKey.random())
        let wrapped = try WrappedKey(
            key, passphrase: passphrase, recovery: recovery, replacing: (opening.wrapped, former))
        place.agent.lock()
        var after: AfterSealing
        do {
            let store = try place.openStore { _ in former }
            after = AfterSealing(isWiped: try store.seal(with: try key.cells(), wrapped: try wrapped.bytes()))
        }
        after.unlock(home: place.home, idleMinutes: idle.minutes, key: key)
        return SealVerb.answer(recovery, "This replica has another key and another passphrase.", idle.minutes, after)
    }
}
