import ArgumentParser
import CaseProtocol
import ClientCore

/// Reads a case for an auditor.
struct Audit: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Read a case as an auditor, every row of it; needs the server, which keeps that you did.",
        discussion: "Nothing of it is kept on this device. Who read what, and why, comes to every auditor with a sync.")

    @Argument(help: ArgumentHelp("A number, label or id of the case.", valueName: "ref"))
    var reference: String
    @Option(help: "Why, as the record of the reading keeps it.")
    var reason: String
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let request = AuditRequest(reference: reference, reason: reason)
        let audited = try await world.withSession { try await $0.audit(request, token: $1) }
        var page = Page()
        page.say(
            "\(audited.rows.count) rows of case \(audited.caseID). The reading is on record as \(audited.reading).")
        for row in audited.rows.compactMap({ Row($0) }) {
            page.heading("\(row.kind), \(row.compartment.confidentiality)")
            for (field, value) in row.fields.sorted(by: { $0.key < $1.key }) {
                page.pair(field, value.string ?? value.canonicalText, indent: 2, column: 24)
            }
        }
        return Answer(
            page: page,
            json: [
                "case": .string(audited.caseID.description), "reading": .string(audited.reading.description),
                "rows": .array(audited.rows),
            ])
    }
}
