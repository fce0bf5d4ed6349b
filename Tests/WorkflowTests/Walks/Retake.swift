import CaseProtocol
import Testing

@testable import Workflow

/// A play that is taken again with something else about it: another day, another value, another person.
struct Retake {
    let play: Play
    let procedure: Procedure
    var day: CivilDate
    var party: Party
    var act: CaseAct
    var state: CaseState

    /// `nil` for an opening.
    init?(_ play: Play, of procedure: Procedure) {
        guard case .act(let act) = play.command else { return nil }
        self.play = play
        self.procedure = procedure
        self.act = act
        day = play.context.today
        party = play.party
        state = play.before
    }

    var rule: Rule { procedure.rules[play.rule] }

    var context: DecisionContext {
        var context = play.context
        context.now = Timestamp(milliseconds: Int64(day.dayNumber) * 86_400_000 + 9 * 3_600_000)
        return context
    }

    /// What it is refused with; `nil` when it is done.
    var refusal: Refusal? {
        do {
            _ = try decide(.act(act), on: state, by: party, in: context)
            return nil
        } catch { return error }
    }

    /// Whether a rule of the action other than the one of the play lets it pass.
    var isOthers: Bool {
        var player = TablePlayer(before: play, of: procedure)
        player.state = state
        let used = player.usedRule(.act(act), by: party, in: context)
        return used != nil && used != play.rule
    }

    /// As somebody is told.
    func problem(of refusal: Refusal) -> Problem {
        refusal.problem(of: .act(act), on: state, in: context.catalogue)
    }

    /// The same act on another day: what its form dates today it dates that day.
    func moved(to day: CivilDate) -> Retake {
        var moved = self
        moved.day = day
        for (field, value) in act.fields where value.string == "\(self.day)" {
            moved.give(FieldID(field), .string("\(day)"))
        }
        return moved
    }

    mutating func give(_ field: FieldID, _ value: JSONValue?) { act.fields[field.rawValue] = value }

    /// The article that a refusal of it names; `nil` where it rests on our own standard, which is not cited.
    func article(of source: LegalSource) -> String? { source.provenance == .design ? nil : source.authority }
}

extension TableSearch {
    /// The plays that can be taken again, in order of the table.
    var retakes: [Retake] { procedure.rules.indices.compactMap { found[$0].flatMap { Retake($0, of: procedure) } } }

    /// Those of one action.
    func retakes(_ action: ActionID) -> [Retake] { retakes.filter { $0.rule.action == action } }
}
