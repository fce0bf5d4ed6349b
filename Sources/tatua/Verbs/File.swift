import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Files a complaint, or records a report that came by phone.
struct File: Verb {
    static let configuration = CommandConfiguration(
        abstract: "File a complaint; it is kept here and goes to the server with the next sync.",
        discussion: """
            Asks for what is missing when there is a terminal, and never asks when there is none. “tatua fields” lists \
            the form, “tatua codes” the code lists. With --as recordLead a focal point records a report by phone or SMS.
            """)

    @Option(help: ArgumentHelp("The procedure to file under.", valueName: "id"))
    var procedure = "ntb.tripartite"
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("open, or recordLead for a report by phone or SMS.", valueName: "action"))
    var opening = "open"
    @OptionGroup var fields: FieldOptions
    @Option(help: ArgumentHelp("A JSON file with an object of fields; --set goes before it.", valueName: "file.json"))
    var from: String?
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let input = try FieldInput(fields, file: from)
        let replica = try world.replica()
        let party = try replica.party
        guard let table = replica.catalogue.current(ProcedureID(procedure)) else {
            throw Refusal.unknownProcedure(
                ProcedureID(procedure), known: Array(Set(replica.catalogue.procedures.map(\.id))).sorted()
            ).problem
        }
        let openings = table.rules.filter { $0.from == .nothing }.map(\.action)
        guard openings.contains(ActionID(opening)) else {
            throw Refusal.unknownAction(ActionID(opening), allowed: openings).problem
        }
        let allowed = table.rules(for: ActionID(opening)).flatMap(\.roles)
        guard !Filing.roles(of: party).isDisjoint(with: allowed) else {
            throw Refusal.notPermitted(
                ActionID(opening), capacities: party.appointments.map(\.role), allowed: allowed
            ).problem
        }
        let filing = Filing(table, opening: ActionID(opening), by: party)
        let today = replica.today
        var values = try input.values(in: filing.form, today: today)
        showNotice(world.terminal, filing, &values)
        try complete(&values, filing, world.terminal, today)
        let (opened, rest) = filing.split(values)
        let prediction = try replica.file(
            procedure: table.id, action: filing.opening, fields: opened, then: filing.then.map { ($0, rest) })
        let label = try replica.row(RowID(prediction.caseID)).flatMap { CaseHeader($0) }?.label
        let word = filing.then.isEmpty ? "Recorded" : "Filed"
        return PredictionScreen.answer(
            prediction, did: "\(word) as \(prediction.reference). The server gives the number.",
            movesCase: true, more: ["label": label.json], try Standing(replica))
    }

    /// The notice comes before the questions, and its version goes with the filing.
    private func showNotice(_ terminal: any Terminal, _ filing: Filing, _ values: inout [String: JSONValue]) {
        guard let field = filing.form.spec("privacyNotice") else { return }
        var page = Page()
        page.say(PrivacyNotice.text)
        page.gap()
        for line in page.lines { terminal.complain(line) }
        values[field.id.rawValue] = .string(PrivacyNotice.version)
    }

    /// Asks for what is missing where somebody can be asked; consent is no unless it was given.
    ///
    /// - Throws: a ``Problem`` that names every missing field.
    private func complete(
        _ values: inout [String: JSONValue], _ filing: Filing, _ terminal: any Terminal, _ today: CivilDate
    ) throws {
        if terminal.isInteractive, !output.isJSON {
            let asking = Asking(terminal: terminal, typing: FieldTyping(today: today))
            while let field = filing.form.missing(in: values).first {
                values[field.id.rawValue] = try asking.value(of: field, choices: filing.form.choices[field.id])
            }
            for field in filing.consents where values[field.id.rawValue] == nil {
                values[field.id.rawValue] = asking.consent(field)
            }
        }
        let missing = filing.form.missing(in: values)
        guard missing.isEmpty else { throw Refusal.missingFields(missing.map(\.id)).problem }
        for field in filing.consents where values[field.id.rawValue] == nil { values[field.id.rawValue] = false }
    }
}
