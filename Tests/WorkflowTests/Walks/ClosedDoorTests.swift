import CaseProtocol
import Testing

@testable import Workflow

/// Who may do nothing: anybody at a stage that has ended, whoever stepped back, whoever signed first.
@Suite struct ClosedDoorTests {
    @Test(arguments: TableWalks.ids)
    func `an ended case takes only what names its stage`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        for stage in procedure.stages where stage.isFinal {
            let walk = TableWalks.of(procedure)
            let ended = procedure.rules.indices.compactMap { walk.found[$0] }.first {
                $0.after.header?.stage == stage.id && $0.before.header?.stage != stage.id
            }
            guard let ended else { continue }
            let player = TablePlayer(after: ended, of: procedure)
            let closed = procedure.rules.filter { $0.from != .nothing }.map(\.action)
            for action in Set(closed).sorted() {
                let rules = procedure.rules(for: action).filter { $0.from != .nothing }
                guard !rules.contains(where: { $0.from.includes(stage) }) else { continue }
                guard let actor = rules.lazy.compactMap({ player.actors(for: $0).first }).first,
                    !player.state.isRecused(actor.id)
                else { continue }
                let act = CaseAct(caseID: TablePlayer.caseID, action: action, from: nil)
                let refusal = #expect(throws: Refusal.self, "\(procedure.id) \(stage.id) \(action)") {
                    try decide(.act(act), on: player.state, by: actor, in: player.context())
                }
                let code = refusal?.problem(of: .act(act), on: player.state, in: player.catalogue).code
                #expect(code == .wrongStage, "\(procedure.id) \(stage.id) \(action): \(String(describing: code))")
            }
        }
    }

    @Test(arguments: TableWalks.ids)
    func `whoever stepped back acts no more`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        for retake in TableWalks.of(procedure).retakes("recuse") {
            var again = retake
            again.state = retake.play.after
            // Of a secret case whoever had it in hand may then not even know that there is one, nor whoever sat on one.
            let isHidden = procedure.cast.isByAssignment && again.state.header?.isInitiated == false
            // A lawyer who advised reads on with the office.
            let seated: [[RoleID]: [ProblemCode]] = [
                [.facilitator]: [.notFound], RemedyAdvising.roles: [.notFound, .recused],
            ]
            let codes = seated[retake.rule.roles] ?? (isHidden ? [.notFound] : [.recused])
            #expect(again.refusal.map { codes.contains(again.problem(of: $0).code) } == true)
            #expect(moves(for: retake.party, on: again.state, in: again.context).isEmpty)
            again.act.action = procedure.rules(for: "extend").first?.action ?? "recuse"
            #expect(again.refusal.map { codes.contains(again.problem(of: $0).code) } == true)
        }
    }

    @Test(arguments: TableWalks.ids)
    func `whoever recorded a date of an outside body does not confirm it`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        for retake in TableWalks.of(procedure).retakes("confirmDates") {
            let recorder = retake.state.header?.text("datesBy")
            #expect(retake.party.id.description != recorder)
            let player = TablePlayer(before: retake.play, of: procedure)
            var same = retake
            guard let party = player.actors(for: retake.rule).first(where: { $0.id.description == recorder }) else {
                continue
            }
            same.party = party
            #expect(same.refusal.map { same.problem(of: $0).code } == .guardFailed)
        }
    }

    @Test(arguments: TableWalks.ids)
    func `what one person signed another one decides`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        for retake in TableWalks.of(procedure).retakes {
            for case .notSigner(let field) in retake.rule.guards {
                var own = retake
                guard var header = own.state.header?.row else { continue }
                header.fields[field.rawValue] = .string(retake.party.id.description)
                own.state.put(header)
                guard !own.isOthers else { continue }
                #expect(
                    own.refusal.map { own.problem(of: $0).code } == .secondPersonNeeded,
                    "\(procedure.id) \(retake.rule.action)")
            }
        }
    }
}
