import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Takes an action on a case.
struct Act: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Take an action on a case.",
        discussion: "“tatua actions REF” lists what you may do now, and the fields that each action asks for.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: "The action, such as register.")
    var action: String
    @OptionGroup var fields: FieldOptions
    @Option(help: ArgumentHelp("The legal date of the act, when it was not today.", valueName: "yyyy-mm-dd"))
    var on: String?
    @Option(help: ArgumentHelp("The time limit that the act is about, such as the one to extend.", valueName: "key"))
    var deadline: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let on, CivilDate(on) == nil { throw ValidationError("“\(on)” is not a date, such as 2026-11-21.") }
    }

    func answer(in world: World) async throws -> Answer {
        let input = try FieldInput(fields)
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let action = ActionID(action)
        let form = try replica.form(of: action, on: caseID)
        let values = try form.map { try input.values(in: $0, try replica.typing) }
        let wasFiled = try replica.state(of: caseID).header?.isFiled ?? false
        // Without the procedure nothing can be typed; the rules say so.
        let prediction = try replica.act(
            on: caseID, action, fields: values ?? [:], occurredOn: on.flatMap { CivilDate($0) },
            deadline: deadline.map { DeadlineKey($0) })
        let code = wasFiled ? nil : try replica.firstCode(on: caseID)
        let answer = PredictionScreen.answer(
            prediction, did: "\(prediction.reference): \(action).", movesCase: true,
            more: ["action": .string(action.rawValue)],
            try Standing(replica))
        return code.map { $0.handed(with: answer) } ?? answer
    }
}

extension Replica {
    /// What `action` may be given on a case, for typing values: all fields of the case's procedure, with the words that
    /// the action's rules offer the person. `nil` when the procedure is not known here.
    func form(of action: ActionID, on caseID: CaseID) throws -> Form? {
        let state = try state(of: caseID)
        guard let header = state.header, let procedure = try catalogue.procedure(of: header)
        else { return nil }
        let roles = Set(caseRoles(of: try party, in: state))
        let asked = Form(procedure, rules: procedure.rules(for: action, roles: roles))
        return Form(anyOf: procedure, choices: asked.choices, alsoCalled: asked.alsoCalled)
    }
}
