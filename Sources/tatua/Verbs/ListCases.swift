import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Lists cases.
struct ListCases: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the cases on this device; the last column is what to call a case.")

    @Option(help: "Only cases at this stage.")
    var stage: String?
    @Flag(help: "Only cases that you filed, sit on, or that are assigned to you.")
    var mine = false
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let standing = try Standing(replica)
        var headers = try replica.cases()
        if let stage {
            let known = Set(try replica.catalogue.procedures.flatMap { $0.stages.map(\.id.rawValue) })
                .union(headers.map(\.stage.rawValue))
            guard let wanted = known.first(where: { $0.lowercased() == stage.lowercased() }) else {
                throw Problem(
                    .unknownCode, "There is no stage “\(stage)”.", path: "stage",
                    allowed: NearNames.of(stage, among: known.sorted()))
            }
            headers = headers.filter { $0.stage.rawValue == wanted }
        }
        if mine, let me = try replica.signedIn?.user {
            let assigned = try replica.rows(ofKind: .assignment)
                .filter { $0["person"]?.string == me.description }.compactMap(\.caseID)
            // The sealed row alone says whose filing it is, and a seat's own row who sits there; both are seen by them.
            let filed = try replica.rows(ofKind: .party)
                .filter { row in
                    (row.compartment.confidentiality == .sealed || row["seatUser"]?.bool == true)
                        && row["user"]?.string == me.description
                }
                .compactMap(\.caseID)
            let mine = Set(assigned + filed)
            headers = headers.filter { mine.contains($0.caseID) }
        }
        let cases = try ListedCase.list(replica, headers).sorted { $0.reference < $1.reference }
        return Answer(
            page: ListScreen.page(cases, standing, empty: "No cases."),
            json: .object(standing.json.merging(["cases": .array(cases.map(\.json))]) { $1 }))
    }
}
