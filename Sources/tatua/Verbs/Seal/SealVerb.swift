import ArgumentParser
import CaseProtocol
import ClientCore
import ClientCrypto
import ClientSQLite

/// Encrypts the replica.
struct SealVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "Encrypt this replica under a passphrase.",
        discussion: """
            Shows a recovery key once: write it down and keep it away from this device. Whoever forgets the passphrase and \
            loses the recovery key loses what was not synced. Afterwards the replica is unlocked, as by tatua unlock.
            """)

    @OptionGroup var input: PassphraseInput
    @OptionGroup var idle: IdleOption
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let place = try world.sealablePlace()
        do {
            // Whoever is asked for a passphrase has a replica that can be sealed; it is let go of meanwhile.
            guard try !place.openStore({ _ in throw Problem.sealedAlready }).isSealed else {
                throw Problem.sealedAlready
            }
        }
        let passphrase = try input.newPassphrase(in: world)
        let (key, recovery) = (try ReplicaKey.random(), try RecoveryKey.random())
        let wrapped = try WrappedKey(key, passphrase: passphrase, recovery: recovery)
        let files = try wrapped.fileSeal(key)
        var after: AfterSealing
        do {
            let store = try place.openStore { _ in throw Problem.sealedAlready }
            let replica = try Replica(store: store, crypto: SystemReplicaCrypto())
            // Before it is sealed: killed in between, it must not be a sealed replica whose lease never ends.
            try replica.setLease(true)
            do {
                after = AfterSealing(isWiped: try store.seal(with: try key.cells(), wrapped: try wrapped.bytes()))
            } catch {
                try replica.setLease(false)
                throw error
            }
        }
        after.sealFiles(in: place.home, under: files)
        after.unlock(home: place.home, idleMinutes: idle.minutes, key: key)
        return Self.answer(recovery, "This replica is sealed.", idle.minutes, after)
    }

    static func answer(
        _ recovery: RecoveryKey, _ sentence: String, _ idleMinutes: Int, _ after: AfterSealing
    ) -> Answer {
        var page = Page()
        page.say(sentence)
        page.say("Your recovery key, which is not shown again. Write it down, and keep it away from this device:")
        page.say("  \(recovery.text)")
        if after.isUnlocked {
            page.say("Unlocked until nothing was done for \(Wording.count(idleMinutes, "minute")), or tatua lock.")
        }
        for sentence in after.owed { page.say(sentence) }
        var json: [String: JSONValue] = [
            "recoveryKey": .string(recovery.text), "idleMinutes": .int(Int64(idleMinutes)), "sealed": true,
        ]
        if !after.owed.isEmpty { json["owed"] = .array(after.owed.map { .string($0) }) }
        return Answer(page: page, json: .object(json))
    }
}

extension Problem {
    static let sealedAlready = Problem(
        .invalidField, "This replica is sealed already. To change passphrase and key: tatua reseal")
    static let notSealed = Problem(.invalidField, "This replica is not sealed. To seal it: tatua seal")
}

/// After how long without a verb a replica is locked.
struct IdleOption: ParsableArguments {
    @Option(name: .customLong("idle"), help: "Lock after so many minutes without a verb.")
    var minutes = 15

    func validate() throws {
        guard (1...1_440).contains(minutes) else { throw ValidationError("--idle is from 1 to 1440 minutes.") }
    }
}

extension World {
    /// The folder of the replica, as far as it can be sealed: one on a disk.
    func sealablePlace() throws -> ReplicaPlace {
        guard let place else { throw Problem(.deviceFailed, "This replica is not on a disk.") }
        return place
    }
}
