import ArgumentParser
import CaseProtocol

/// Orders a device to erase its replica.
struct WipeUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wipe", abstract: "Order a lost device to erase its replica.",
        discussion: """
            REPLICA is in replica.id of the device's folder, and in the server's log of its sign-in. The device obeys at its next sync: it \
            hands in what waits, which is kept in rescued/ of the data folder and takes effect only with tatuad bundle import, and erases \
            everything. Until then nothing else is sent to it. A device that never comes back erases nothing: its passphrase, and the \
            thirty days after which a sealed replica shows nothing, are what protects it.
            """)

    @Argument(help: "The name to sign in with.")
    var name: String
    @Argument(help: "The id of the replica.")
    var replica: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        guard let replica = ReplicaID(replica) else {
            throw Problem(.invalidField, "This is not the id of a replica.", path: "replica")
        }
        try await DataFolder(data.folder).withAdmin { try await $0.wipe(WipeRequest(name: name, replica: replica)) }
        Output.say("Ordered. The replica \(replica) of \(name) gets nothing any more, and is erased at its next sync.")
    }
}
