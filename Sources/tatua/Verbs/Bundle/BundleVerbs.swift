import ArgumentParser
import CaseProtocol
import ClientCore
import ClientCrypto

/// Exchanges with the server by file.
struct BundleVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle", abstract: "Exchange with the server by a file, on a stick or by courier.",
        discussion: """
            A bundle is signed by its maker and sealed for one reader. It carries what a sync would, and may be mixed with \
            syncs in any order: nothing is lost, and nothing happens twice.
            """,
        subcommands: [ExportBundle.self, ImportBundle.self, ShowBundle.self])
}

/// Writes a bundle for the server.
struct ExportBundle: Verb {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write what waits, and where this device stands, for the server.")

    @Argument(help: "The file to make; nothing is written over.")
    var file: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.openReplica()
        let (report, byteCount) = try BundleFiles.write(file) { try replica.exportBundle(into: $0) }
        var page = Page()
        page.say("\(file): \(Wording.count(report.commands, "change")), \(byteCount) bytes, for the server alone.")
        page.say("There: tatuad bundle exchange FILE ANSWER. Then here: tatua bundle import ANSWER.")
        return Answer(
            page: page,
            json: [
                "file": .string(file), "commands": .int(Int64(report.commands)), "bytes": .int(Int64(byteCount)),
                "created": .string(report.created.description),
            ])
    }
}

/// Takes in a bundle from the server.
struct ImportBundle: Verb {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in the server's answer.",
        discussion: "A bundle that this device is past changes nothing. An answer in parts is taken in in order.")

    @Argument(help: "The file.")
    var file: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.openReplica()
        let report = try BundleFiles.read(file) { try replica.importBundle($0) }
        // Files leave with what tells of them, as after a sync.
        try replica.prune(world.openShelf())
        let standing = try Standing(replica)
        if report.isStale {
            var page = Page()
            page.say("This device is past this bundle already: nothing changed.")
            StandingScreen.write(standing, to: &page)
            return Answer(page: page, json: .object(standing.json.merging(["isNew": false]) { $1 }))
        }
        let outcomes = try report.sync.outcomes.map { try OutboxView($0, in: replica) }
        var answer = SyncScreen.answer(report.sync, outcomes, nil, standing)
        if let problem = report.problem {
            ProblemScreen.write(problem, to: &answer.page, prefix: "The server did not take the changes: ")
            answer.exitCode = .refused
        }
        if !report.sync.complete { answer.page.say("Import part \(report.part + 1) of the answer next.") }
        if var members = answer.json.object {
            members["isNew"] = true
            members["part"] = .int(Int64(report.part))
            answer.json = .object(members)
        }
        return answer
    }
}

/// Says what the outside of a bundle says.
struct ShowBundle: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What can be said of a bundle without opening it.")

    @Argument(help: "The file.")
    var file: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let (header, byteCount) = try BundleFiles.read(file) { input in
            var preamble: [UInt8] = []
            return (try BundleHeader(input, preamble: &preamble), input.byteCount)
        }
        var page = Page()
        page.pair("goes", header.kind == .toServer ? "from a device to its server" : "from a server to a device")
        page.pair("made", Wording.moment(header.created) + ", by its maker's clock")
        page.pair("from key", header.from)
        page.pair("for key", header.to)
        page.pair("size", "\(byteCount) bytes")
        return Answer(
            page: page,
            json: [
                "kind": .string(header.kind.rawValue), "created": .string(header.created.description),
                "from": .string(header.from), "to": .string(header.to), "bytes": .int(Int64(byteCount)),
            ])
    }
}
