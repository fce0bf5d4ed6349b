import ArgumentParser
import CaseProtocol
import ClientCore
import ClientCrypto

/// Starts the key agent.
struct Unlock: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Open this sealed replica for a while.",
        discussion: """
            Starts a process that holds the key, on a socket that only you can open. It ends, and the replica is locked, when \
            nothing was done for a while, or with tatua lock.
            """)

    @Flag(name: .customLong("recovery-key"), help: "Ask for the recovery key instead of the passphrase.")
    var usesRecoveryKey = false
    @OptionGroup var input: PassphraseInput
    @OptionGroup var idle: IdleOption
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let place = try world.sealablePlace()
        let key = try KeyOpening(place).key(asking: input, recovery: usesRecoveryKey, in: world)
        place.agent.lock()
        try KeyAgentProcess.start(home: place.home, idleMinutes: idle.minutes, key: key)
        var page = Page()
        page.say("Unlocked until nothing was done for \(Wording.count(idle.minutes, "minute")), or tatua lock.")
        if usesRecoveryKey { page.say("To have a passphrase that you know: tatua reseal --recovery-key") }
        return Answer(page: page, json: ["unlocked": true, "idleMinutes": .int(Int64(idle.minutes))])
    }
}

/// Gets the key of a sealed replica from what a person knows.
struct KeyOpening {
    let wrapped: WrappedKey

    /// - Throws: a ``Problem`` when the replica is not sealed.
    init(_ place: ReplicaPlace) throws {
        var found: WrappedKey?
        do {
            _ = try place.openStore { wrapped in
                found = wrapped
                throw ReplicaFault.locked("")
            }
        } catch ReplicaFault.locked {}
        guard let found else { throw Problem.notSealed }
        wrapped = found
    }

    func key(asking input: PassphraseInput, recovery: Bool, in world: World) throws -> ReplicaKey {
        guard recovery else { return try wrapped.open(passphrase: try input.secret("passphrase", in: world)) }
        return try wrapped.open(recovery: try RecoveryKey(try input.secret("recovery key", in: world)))
    }
}
