import ArgumentParser
import CaseProtocol
import ClientCore
import ClientCrypto
import ClientSQLite

/// Makes a sealed replica plain again.
struct Unseal: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Stop encrypting this replica.",
        discussion: "Asks for the passphrase. Interrupted, it stays sealed.")

    @OptionGroup var input: PassphraseInput
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let place = try world.sealablePlace()
        let opening = try KeyOpening(place)
        let key = try opening.key(asking: input, recovery: false, in: world)
        do {
            let store = try place.openStore { _ in key }
            let replica = try Replica(store: store, crypto: SystemReplicaCrypto())
            try replica.checkLease()
            try SealedBlobShelf(replicaFolder: place.home, seal: try opening.wrapped.fileSeal(key))
                .unseal { try store.unseal() }
            try replica.setLease(false)
        }
        place.agent.lock()
        var page = Page()
        page.say("This replica is not sealed any more: whoever has the disk can read it.")
        return Answer(page: page, json: ["sealed": false])
    }
}
