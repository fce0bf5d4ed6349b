import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Lists the barriers that are to go by a day that was set.
struct Matrix: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Show the time-bound elimination matrix: what has to be done, by whom and until when.",
        discussion: "As a file for a spreadsheet it is for offices that may hand it on; whoami says who may export.")

    @Flag(
        name: .customLong("csv"),
        help: "Answer as comma-separated text, for a spreadsheet; for offices that may export it.")
    var isCSV = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if isCSV, output.isJSON { throw ValidationError("Ask for --csv or for --json, not for both.") }
    }

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        if isCSV { try StatisticsExport.checkMatrix(for: try replica.party.on(replica.today)) }
        let standing = try Standing(replica)
        // Only their files are read: a register has thousands of cases, a matrix some dozens.
        let candidates = try replica.cases().filter { $0.stage == MatrixRow.stage || $0.text("targetOn") != nil }
        let states = try candidates.map { try replica.state(of: $0.caseID) }
        let summaries = try replica.rows(ofKind: .party).compactMap { MinisterSummary($0) }
        let matrix = try EliminationMatrix(states, summaries: summaries, in: replica.catalogue, on: replica.today)
        return Answer(
            page: isCSV ? MatrixScreen.csv(matrix) : MatrixScreen.page(matrix, standing),
            json: .object(standing.json.merging(["rows": .array(matrix.rows.map(MatrixScreen.json))]) { $1 }))
    }
}
