import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Changes fields of a case.
struct Edit: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Change fields of a case.",
        discussion:
            "FIELD= without a value clears the field. Somebody else's change of the same field is never overwritten.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @OptionGroup var fields: FieldOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !fields.settings.isEmpty else { throw ValidationError("Nothing to change: add --set FIELD=VALUE.") }
    }

    func answer(in world: World) async throws -> Answer {
        let input = try FieldInput(fields)
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let state = try replica.state(of: caseID)
        let catalogue = try replica.catalogue
        guard let header = state.header,
            let procedure = catalogue.procedure(of: header)
        else {
            throw Refusal.unknownProcedure(
                state.header?.procedure ?? "unknown", known: catalogue.procedures.map(\.id)
            ).problem
        }
        let values = try input.values(
            in: Form(anyOf: procedure), try replica.typing, clearing: true)
        let prediction = try replica.edit(caseID, fields: values)
        let names = values.keys.sorted().joined(separator: ", ")
        return PredictionScreen.answer(
            prediction, did: "\(prediction.reference): changed \(names).",
            more: ["fields": .object(values)], try Standing(replica))
    }
}
