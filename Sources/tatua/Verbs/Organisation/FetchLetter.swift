import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Gets a letter of authority.
struct FetchLetter: Verb {
    static let configuration = CommandConfiguration(
        commandName: "letter",
        abstract: "Get the letter under which somebody represents the complainant of a case into a file of your own.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: "Which letter, counted as in tatua show.")
    var number = 1
    @Option(
        name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("Where to write it.", valueName: "file"))
    var path: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let mandates = try replica.state(of: caseID).filerMandates
        guard mandates.indices.contains(number - 1) else {
            throw Problem(
                .notFound, "There is no such letter on this case, as far as is visible here.", path: "number",
                allowed: mandates.indices.map { String($0 + 1) })
        }
        let letter = mandates[number - 1].mandate.letter
        let bytes = try await world.withSession {
            try await $0.letter(LetterRequest(caseID: caseID, letter: letter), token: $1)
        }
        guard replica.isIntact(bytes, as: letter) else {
            throw Problem(.hashMismatch, "What arrived is not the letter that the case names.")
        }
        try world.files.create(path, bytes)
        var page = Page()
        page.say("Wrote \(path): \(mandates[number - 1].mandate.reference), of \(mandates[number - 1].name).")
        return Answer(
            page: page,
            json: ["file": .string(path), "letter": .string(letter.description), "bytes": .int(Int64(bytes.count))])
    }
}
