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
    var procedure = "ntb.tripartite"
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let catalogue = Catalogue.standard
        guard let table = catalogue.current(ProcedureID(procedure)) else {
            throw Refusal.unknownProcedure(ProcedureID(procedure), known: catalogue.procedures.map(\.id)).problem
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
            form = Filing(table, opening: "open", by: Self.anyFiler).form
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

    /// The form is the same for whoever files.
    private static let anyFiler = Party(
        id: UserID(high: 0, low: 0), name: "", appointments: [Appointment(.complainant)])
}
