import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Shows the proof of a filing.
struct ShowReceipt: Verb {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "Show the server's signed receipt of a filing, or hand it out as files.",
        discussion: """
            A receipt says what the case was called, when the server received it, the day on which it counts as filed, what is \
            owed next, and the hash of each record of it. It comes with the sync after the filing. With --export, anybody \
            can check it without this program: the folder says how.
            """)

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Option(
        name: .customLong("export"),
        help: ArgumentHelp(
            "Write it, its signature, the server's key and the records to a new folder.", valueName: "folder"))
    var folder: String?
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let held = try HeldReceipts(of: caseID, in: replica)
        let standing = try Standing(replica)
        var page = Page()
        for receipt in held.receipts {
            page.gap()
            ReceiptScreen.write(receipt, to: &page)
            ReceiptScreen.writeChecks(receipt, to: &page)
        }
        if let folder {
            try export(try replica.proofFiles(of: held.last), to: folder, in: world)
            page.heading("Written to \(folder). To check it there without this program:")
            for line in Self.checks { page.data("  " + line) }
            page.say(
                "Compare server-key.pem with the key that the ministry publishes: a folder that brings its own key proves nothing."
            )
        }
        StandingScreen.write(standing, to: &page)
        return Answer(page: page, json: .object(held.json.merging(standing.json) { $1 }))
    }

    /// What anybody can run in the folder, with tools of every system.
    private static let checks = [
        "openssl pkeyutl -verify -pubin -inkey server-key.pem -rawin -in receipt.txt -sigfile receipt.sig",
        "grep '\\.json$' receipt.txt | sha256sum -c",
    ]

    private func export(_ files: [(name: String, bytes: [UInt8])], to folder: String, in world: World) throws {
        try world.files.createFolder(folder)
        for file in files { try world.files.create("\(folder)/\(file.name)", file.bytes) }
        let text = "To check this receipt:\n\n" + Self.checks.map { "  \($0)\n" }.joined()
        try world.files.create("\(folder)/HOW-TO-CHECK.txt", Array(text.utf8))
    }
}
