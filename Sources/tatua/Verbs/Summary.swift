import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Lists where the barrier complaints of a minister's country stand.
struct Summary: Verb {
    static let configuration = CommandConfiguration(
        abstract: "For a minister: where the barrier complaints of the country stand, without their texts.")

    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let standing = try Standing(replica)
        let catalogue = try replica.catalogue
        let lines = try replica.rows(ofKind: .party).compactMap { MinisterSummary($0) }.sorted { $0.number < $1.number }
        var page = Page()
        if lines.isEmpty { page.say("No complaint of your country is summarised here, as of the last sync.") }
        for line in lines {
            let stage = catalogue.procedure(line.procedure, version: line.version)?.stage(line.stage)
            page.row([
                (line.number, 20), (Wording.sides(line.reportingCountry, line.imposingCountry), 7),
                (line.category ?? "", 4), (stage?.publicName ?? line.stage.rawValue, 14),
                (line.isSuspended ? "suspended" : line.targetOn.map { "to go by \($0)" } ?? "", 22),
            ])
        }
        StandingScreen.write(standing, to: &page)
        return Answer(
            page: page, json: .object(standing.json.merging(["complaints": .array(lines.map(Self.json))]) { $1 }))
    }

    private static func json(_ line: MinisterSummary) -> JSONValue {
        [
            "number": .string(line.number), "case": .string(line.caseID.description),
            "procedure": .string(line.procedure.rawValue), "stage": .string(line.stage.rawValue),
            "reportingCountry": line.reportingCountry.json, "imposingCountry": line.imposingCountry.json,
            "category": line.category.json, "filedOn": line.filedOn.json, "reachedOn": line.reachedOn.json,
            "targetOn": line.targetOn.json, "endedOn": line.endedOn.json, "suspended": .bool(line.isSuspended),
        ]
    }
}
