import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Lists the form of an action.
struct Fields: Verb {
    static let configuration = CommandConfiguration(
        abstract: "The fields of a form: of a filing, or of an action.")

    @Argument(help: "An action; the form of a filing without it.")
    var action: String?
    @Option(help: ArgumentHelp("The procedure.", valueName: "id"))
    var procedure: String?
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.openReplica()
        let catalogue = try replica.catalogue
        let id = ProcedureID(procedure ?? "ntb.tripartite")
        guard let table = catalogue.current(id) else {
            throw Problem(
                .unknownProcedure, "There is no procedure “\(id)” here.", path: "procedure",
                allowed: Set(catalogue.procedures.map(\.id)).sorted().map(\.rawValue))
        }
        let form: Form
        if let action {
            let rules = table.rules(for: ActionID(action))
            guard !rules.isEmpty else {
                let names = Set(table.rules.map(\.action.rawValue)).sorted()
                let near = NearNames.of(action, among: names)
                throw Refusal.unknownAction(
                    ActionID(action), allowed: (near.isEmpty ? names : near).map { ActionID($0) }
                ).problem
            }
            form = Form(table, rules: rules)
        } else {
            form = try filing(of: table, replica)?.form ?? Form(table, rules: [])
        }
        var page = Page()
        page.say("\(table.title): \(action ?? "filing"). An asterisk marks what is required.")
        page.gap()
        FormScreen.write(form.fields, required: form.required, choices: form.choices, to: &page)
        if form.fields.isEmpty { page.say("It asks for nothing.") }
        let fields = form.fields.map {
            FormScreen.json($0, isRequired: form.required.contains($0.id), choices: form.choices[$0.id])
        }
        return Answer(
            page: page,
            json: ["procedure": .string(table.id.rawValue), "action": action.json, "fields": .array(fields)])
    }

    /// The one that `tatua file` would make of the procedure; whoever may not file sees that of those who may.
    private func filing(of table: Procedure, _ replica: Replica) throws -> Filing? {
        guard procedure != nil, try replica.signedIn != nil else { return Filing(anyOf: table) }
        let party = try replica.party
        guard !table.openings(for: party).isEmpty else { return Filing(anyOf: table) }
        return try Filing(table, action: nil, by: party, naming: nil)
    }
}
