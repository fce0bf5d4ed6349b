import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Makes a draft public.
struct ReleaseText: Verb {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Make a draft public, after reading how it differs from the original.",
        discussion: """
            At a terminal it shows the difference and asks. Elsewhere --read names the code that “tatua publish show” gave \
            the text: what was changed since is not released.
            """)

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: ArgumentHelp("The draft, by its number in “publish show”.", valueName: "m"))
    var number: Int
    @Option(help: ArgumentHelp("The code of the text that you read.", valueName: "code"))
    var read: String?
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        guard let item = try PublicTextItem.all(of: caseID, in: replica).draft(number), let draft = item.draft else {
            throw Problem(.notFound, "There is no such draft.", path: "m")
        }
        let isRead =
            try read.map { $0 == replica.readingCode(of: draft.text) } ?? ask(item, caseID, replica, world.terminal)
        guard isRead else {
            throw Problem(
                .wrongUsage,
                read == nil
                    ? "Nothing was released. Read it first: tatua publish show \(reference)"
                    : "This is not the text that you read: it was changed. See tatua publish show \(reference)",
                path: "read")
        }
        let prediction = try replica.perform(
            .releaseText(TextRelease(caseID: caseID, draft: draft.id, text: draft.text)))
        return PredictionScreen.answer(
            prediction, did: "\(prediction.reference): released. The public reads it once the server has this.",
            more: ["text": .string(draft.text)], try Standing(replica))
    }

    /// Shows the difference and asks; `false` where nobody can be asked.
    private func ask(
        _ item: PublicTextItem, _ caseID: CaseID, _ replica: Replica, _ terminal: any Terminal
    ) throws -> Bool {
        guard terminal.isInteractive, !output.isJSON else { return false }
        var page = Page()
        try PublicTextScreen.write(item, of: caseID, in: replica, to: &page)
        for line in page.lines { terminal.complain(line) }
        terminal.prompt("Release it to the public? (yes or no) ")
        return ["yes", "y"].contains(FieldTyping.trimmed(terminal.readLine() ?? "").lowercased())
    }
}
