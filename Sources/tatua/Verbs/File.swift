import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Files a complaint, application, report or question, or opens an officer's file.
struct File: Verb {
    static let configuration = CommandConfiguration(
        abstract: "File a case; it is kept here and goes to the server with the next sync.",
        discussion: """
            Asks for what is missing when there is a terminal, and never asks when there is none. “tatua fields” lists \
            the form, “tatua codes” the code lists. Without PROCEDURE it is a complaint about a barrier, ntb.tripartite. \
            With --action recordLead a focal point records a report by phone or SMS. With --without-name nobody needs an \
            account or a network: you get a receipt code to write down, and with it you read and answer what is asked.
            """)

    @Argument(help: "The procedure to file under, such as enquiry.")
    var procedure: String?
    @Option(
        name: [.customLong("action"), .customLong("as")],
        help: ArgumentHelp(
            "How to open it: open, or else the first way that is yours, unless you say.", valueName: "action"))
    var opening: String?
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("The organisation that you file for, of those in whoami.", valueName: "name"))
    var organisation: String?
    @OptionGroup var fields: FieldOptions
    @Option(help: ArgumentHelp("A JSON file with an object of fields; --set goes before it.", valueName: "file.json"))
    var from: String?
    @Option(
        name: .customLong("without-name"),
        help: ArgumentHelp(
            "File without a name, at this server; a folder of your own (TATUA_HOME), and a receipt code that is shown once.",
            valueName: "url"))
    var withoutName: String?
    @OptionGroup var accepted: AcceptedTerms
    @Option(name: .customLong("procedure"), help: .hidden)
    var namedProcedure: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let procedure, let namedProcedure, procedure != namedProcedure {
            throw ValidationError("Two procedures, \(procedure) and \(namedProcedure): name one.")
        }
        try withoutName.map { try ServerAddress.check($0) }
        if withoutName != nil, organisation != nil {
            throw ValidationError("What is filed without a name is filed for nobody: give --for or --without-name.")
        }
        if accepted.version != nil, withoutName == nil {
            throw ValidationError("--accept-terms goes with --without-name; others accept them as they sign in.")
        }
    }

    func answer(in world: World) async throws -> Answer {
        guard let withoutName else { return try file(world.replica(), code: nil, in: world) }
        let replica = try world.openReplica()
        let code = try replica.beginNameless(server: ServerAddress.trimmed(withoutName), terms: accepted.version)
        do {
            return try file(replica, code: code, in: world)
        } catch {
            // What went into the outbox all the same is theirs, and they need the code for it.
            if try !replica.cancelNameless() { world.terminal.complain("Your receipt code: \(code.text)") }
            throw error
        }
    }

    /// - Parameter code: what whoever files without a name is given for it.
    private func file(_ replica: Replica, code: ReceiptCode?, in world: World) throws -> Answer {
        let input = try FieldInput(fields, file: from)
        let filing = try filing(replica, input)
        let typing = try replica.typing
        var values = try input.values(in: filing.form, typing)
        showNotice(world.terminal, filing, &values)
        filing.fillCountry(&values)
        let affiliation = try OrganisationChoice(party: try replica.party, named: organisation)
            .affiliation(asking: output.isJSON ? nil : world.terminal, filing.opening.role)
        filing.fillContact(&values, of: try replica.party)
        try complete(&values, filing, world.terminal, typing)
        let (opened, rest) = filing.split(values)
        let prediction = try replica.file(
            procedure: filing.procedure.id, action: filing.opening.rule.action, fields: opened,
            then: filing.then.map { ($0, rest) }, for: affiliation?.organisation)
        let trader = try replica.firstCode(on: prediction.caseID)
        let label = try replica.row(RowID(prediction.caseID)).flatMap { CaseHeader($0) }?.label
        var more = ["label": label.json]
        more["for"] = affiliation?.name.json
        let whose = affiliation.map { " for \($0.name)" } ?? ""
        let answer = PredictionScreen.answer(
            prediction, did: "\(filing.did)\(whose) as \(prediction.reference). The server gives the number.",
            movesCase: true, more: more, try Standing(replica))
        return code.map { $0.given(with: answer) } ?? trader.map { $0.handed(with: answer) } ?? answer
    }

    /// - Throws: a ``Problem`` that lists what the person may file where they name something else.
    private func filing(_ replica: Replica, _ input: FieldInput) throws -> Filing {
        let (party, catalogue) = (try replica.party, try replica.catalogue)
        let named = procedure ?? namedProcedure
        let id = ProcedureID(named ?? Self.usual)
        guard let table = catalogue.current(id) else {
            let open = Set(catalogue.procedures.map(\.id)).sorted().filter {
                catalogue.current($0)?.openings(for: party).isEmpty == false
            }
            throw Problem(
                .unknownProcedure, "There is no procedure “\(id)” here.", path: "procedure",
                allowed: open.map(\.rawValue))
        }
        // Whoever names nothing means to file a complaint.
        let action = opening.map { ActionID($0) } ?? (named == nil ? Filing.open : nil)
        return try Filing(table, action: action, by: party, naming: input.country)
    }

    private static let usual = "ntb.tripartite"

    /// The notice comes before the questions, and its version goes with the filing.
    private func showNotice(_ terminal: any Terminal, _ filing: Filing, _ values: inout [String: JSONValue]) {
        // An officer who takes a report down has read it; whoever called has not.
        guard let field = filing.form.spec("privacyNotice"), RoleWords.filers.contains(filing.opening.role)
        else { return }
        var page = Page()
        page.say(PrivacyNotice.text(for: filing.procedure.cast))
        page.gap()
        for line in page.lines { terminal.complain(line) }
        values[field.id.rawValue] = .string(PrivacyNotice.version)
    }

    /// Asks for what is missing where somebody can be asked; consent is no unless it was given.
    ///
    /// - Throws: a ``Problem`` that names every missing field.
    private func complete(
        _ values: inout [String: JSONValue], _ filing: Filing, _ terminal: any Terminal, _ typing: FieldTyping
    ) throws {
        if terminal.isInteractive, !output.isJSON {
            let asking = Asking(terminal: terminal, typing: typing)
            var skipped: Set<FieldID> = []
            while let (field, isRequired) = filing.form.nextQuestion(after: values, skipped: skipped) {
                let choices = filing.form.choices[field.id]
                if let value = try asking.value(of: field, choices: choices, isRequired: isRequired) {
                    values[field.id.rawValue] = value
                } else {
                    skipped.insert(field.id)
                }
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
