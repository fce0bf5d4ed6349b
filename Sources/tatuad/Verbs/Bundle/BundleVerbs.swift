import ArgumentParser
import CaseProtocol
import Foundation

/// Exchanges with devices by file.
struct BundleVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle", abstract: "Exchange with devices by files, on a stick or by courier.",
        subcommands: [ImportBundle.self, ExportBundle.self, ExchangeBundles.self])
}

/// What every verb on bundles has.
struct BundleOptions: ParsableArguments {
    @OptionGroup var data: DataOptions
    @Flag(name: .customLong("json"), help: "Answer with one JSON object (see docs/json.md).")
    var isJSON = false

    func run(_ work: BundleWork) async throws {
        let report = try await DataFolder(data.folder).withAdmin { try await $0.work(on: work) }
        if isJSON {
            try Output.say(json: report)
        } else {
            say(report, work)
        }
        if report.problem != nil { throw ExitCode(1) }
    }

    private func say(_ report: BundleReport, _ work: BundleWork) {
        if work.isImported {
            Output.say(
                "From \(report.user), replica \(report.replica): \(report.commands) commands, \(report.applied) in effect, "
                    + "\(report.refused) came back, \(report.deferred) wait.")
        }
        if let count = report.evidence { Output.say("\(count) files of evidence came whole.") }
        if let problem = report.problem { Output.say("Not taken: \(problem.message)") }
        for file in report.files { Output.say("\(file.path): \(file.bytes) bytes, for \(report.user)'s device alone.") }
    }

    /// The running server has another working directory.
    static func absolute(_ path: String) -> String { URL(filePath: path).path }
}

/// Performs what a device's bundle holds.
struct ImportBundle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Perform the commands of a device's bundle, each once.")

    @Argument(help: "The device's bundle.")
    var file: String
    @OptionGroup var options: BundleOptions

    func run() async throws {
        try await options.run(BundleWork(input: BundleOptions.absolute(file), isImported: true))
    }
}

/// Answers a device.
struct ExportBundle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write what changed for a device since where its last bundle says it stands.")

    @Argument(help: "The file to make; nothing is written over. Further parts get .2, .3… after its name.")
    var output: String
    @Option(name: .customLong("for"), help: "The device's bundle.")
    var input: String?
    @Option(help: "The device's replica, whose last bundle was imported here.")
    var replica: String?
    @Option(help: "The size in bytes at which a part ends.")
    var maxBytes: Int?
    @OptionGroup var options: BundleOptions

    func validate() throws {
        guard (input == nil) != (replica == nil) else { throw ValidationError("Give --for FILE or --replica ID.") }
        if let replica, ReplicaID(replica) == nil { throw ValidationError("“\(replica)” is not a replica's id.") }
        if let maxBytes, maxBytes < 1 { throw ValidationError("A part has at least one byte.") }
    }

    func run() async throws {
        try await options.run(
            BundleWork(
                input: input.map(BundleOptions.absolute), replica: replica.flatMap { ReplicaID($0) },
                output: BundleOptions.absolute(output), partBytesMax: maxBytes))
    }
}

/// Imports and answers in one go.
struct ExchangeBundles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exchange", abstract: "Perform the commands of a device's bundle and write the answer.")

    @Argument(help: "The device's bundle.")
    var input: String
    @Argument(help: "The answer to make; nothing is written over.")
    var output: String
    @Option(help: "The size in bytes at which a part ends.")
    var maxBytes: Int?
    @OptionGroup var options: BundleOptions

    func validate() throws {
        if let maxBytes, maxBytes < 1 { throw ValidationError("A part has at least one byte.") }
    }

    func run() async throws {
        try await options.run(
            BundleWork(
                input: BundleOptions.absolute(input), isImported: true, output: BundleOptions.absolute(output),
                partBytesMax: maxBytes))
    }
}
