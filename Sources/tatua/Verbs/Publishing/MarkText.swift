import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Prepares a public text.
struct MarkText: Verb {
    static let configuration = CommandConfiguration(
        commandName: "mark", abstract: "Prepare a public text: mark what stays confidential.",
        discussion: """
            The text is given as it is, with brackets around what stays confidential: \
            “We paid [[KES 40,000|businessSecret|a fee]] at Malaba.” After the first bar stands the reason, after the second \
            what the public reads instead; both may be left out. With --file the text is read from a file. Without a text it \
            prints the original and the reasons there are.
            """)

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: ArgumentHelp("The text, by its number in “tatua publish texts”.", valueName: "n"))
    var number: Int
    @Argument(help: "The text with its brackets.")
    var text: [String] = []
    @Option(help: "A file with the text and its brackets.")
    var file: String?
    @Option(help: "What readers are told it is.")
    var title: String?
    @Option(help: ArgumentHelp("The public text that it corrects, by its number in “publish show”.", valueName: "m"))
    var corrects: Int?
    @Option(help: ArgumentHelp("The draft to mark anew, by its number in “publish show”.", valueName: "m"))
    var draft: Int?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if file != nil, !text.isEmpty { throw ValidationError("Give the text or a file, not both.") }
    }

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let sources = try replica.textSources(of: caseID)
        guard sources.indices.contains(number - 1) else {
            throw Problem(
                .notFound, "There is no text \(number) on this case.", path: "n",
                allowed: sources.indices.map { "\($0 + 1)" })
        }
        let source = sources[number - 1]
        guard let given = try given(world) else { return try original(source, replica) }
        let marked = try MarkedText(bracketed: given)
        guard marked.original == source.text else {
            throw Problem(
                .invalidField,
                "Without its brackets this is not the original: \(TextDiff(from: source.text, to: marked.original).text)",
                path: "text")
        }
        let items = try PublicTextItem.all(of: caseID, in: replica)
        let prediction = try replica.draft(
            source, on: caseID, marks: marked.marks, title: title, draft: try items.draft(draft)?.id,
            replaces: try items.published(corrects)?.id)
        return PredictionScreen.answer(
            prediction,
            did: "\(prediction.reference): prepared for the public. Another person reads it and releases it "
                + "(tatua publish show \(reference)).",
            more: ["text": .string(marked.publicText)], try Standing(replica))
    }

    private func given(_ world: World) throws -> String? {
        if !text.isEmpty { return text.joined(separator: " ") }
        guard let file else { return nil }
        let bytes = try world.files.read(file, bytesMax: 200_000)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(.contentMismatch, "The file is not text in UTF-8.", path: "file")
        }
        // Editors end a file with a line break that the original does not have.
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private func original(_ source: TextSource, _ replica: Replica) throws -> Answer {
        var page = Page()
        page.say(source.text)
        page.heading("Reasons")
        for ground in ConfidentialityGround.all {
            page.pair(ground.reason.rawValue, "\(ground.title) (\(ground.source.authority))", indent: 2, column: 22)
        }
        return Answer(
            page: page,
            json: [
                "text": .string(source.text), "label": .string(source.label),
                "reasons": .array(ConfidentialityGround.all.map { .string($0.reason.rawValue) }),
            ])
    }
}
