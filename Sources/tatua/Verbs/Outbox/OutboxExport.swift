import ArgumentParser
import CaseProtocol
import ClientCore
import Foundation
import Workflow

/// Writes a change with all that is kept of it to a file.
struct OutboxExport: Verb {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a change, what the server said and your words to a file, as JSON.",
        discussion: "The file is for you alone (mode 0600). “-” stands for standard output.")

    @Argument(help: ArgumentHelp("The number of the change.", valueName: "n"))
    var number: Int
    @Argument(help: "Where to write it; a file that exists is left alone.")
    var file: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let view = try replica.change(number)
        let header = try replica.row(RowID(view.entry.caseID)).flatMap { CaseHeader($0) }
        let procedure = try header.flatMap { try replica.catalogue.procedure(of: $0) } ?? view.opened(in: replica)
        let content = view.entry.export(procedure: procedure)
        var page = Page()
        if file == "-" {
            page.data(JSONText.printable(content))
            return Answer(page: page, json: content)
        }
        guard !FileManager.default.fileExists(atPath: file) else {
            throw Problem(.wrongUsage, "“\(file)” exists already; name another file.", path: "file")
        }
        try world.files.create(file, Array((JSONText.printable(content) + "\n").utf8))
        page.say("Change #\(number) is written to \(file). It holds what you wrote, in the clear.")
        let standing = try Standing(replica)
        StandingScreen.write(standing, to: &page)
        return Answer(
            page: page,
            json: .object(standing.json.merging(["n": .int(Int64(number)), "file": .string(file)]) { $1 }))
    }
}

extension OutboxView {
    /// The procedure that an opening names.
    fileprivate func opened(in replica: Replica) throws -> Procedure? {
        guard case .open(let open)? = try? entry.envelope.command() else { return nil }
        return try replica.catalogue.procedure(open.procedure, version: open.version)
    }
}
