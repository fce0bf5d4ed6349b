import CaseProtocol
import Testing
import Workflow

@Suite struct DueStepTests {
    @Test func `the step of a stage is owed by its owner until the day it is due`() throws {
        let scene = try Scenario.at("submitted")
        let steps = dueSteps(on: scene.state, for: People.kenya, in: scene.context)
        #expect(steps.map(\.deadline) == ["screen"] && steps.allSatisfy(\.isMine))
        #expect(steps.first?.dueOn == .day("2026-11-09") && steps.first?.title == "Screen the complaint")
        #expect(dueSteps(on: scene.state, for: People.amina, in: scene.context).map(\.isMine) == [false])
        #expect(dueSteps(on: scene.state, for: People.stranger, in: scene.context).isEmpty)
    }

    @Test func `a draft is a step of its filer, without a date`() throws {
        let scene = try Scenario.at("draft")
        let steps = dueSteps(on: scene.state, for: People.amina, in: scene.context)
        #expect(steps.map(\.dueOn) == [nil] && steps.map(\.isMine) == [true] && steps.map(\.reference) == ["K7QF-1"])
    }

    @Test func `questions are the filer's to answer, whatever their kind`() throws {
        var path = Scenario.Path()
        path.opener = People.smallTrader
        let scene = try Scenario.at("infoRequested", path)
        #expect(dueSteps(on: scene.state, for: People.smallTrader, in: scene.context).map(\.isMine) == [true])
    }

    @Test func `a proposed text waits for a second person`() throws {
        var scene = try Scenario.at("resolved")
        try scene.act("publishCard", by: People.kenya)
        let steps = dueSteps(on: scene.state, for: People.kenyaMember, in: scene.context)
        #expect(steps.map(\.title) == ["Approve or decline the public text"] && steps.map(\.isMine) == [true])
        #expect(dueSteps(on: scene.state, for: People.kenya, in: scene.context).map(\.isMine) == [false])
    }

    @Test func `steps come soonest first, and rights are not steps`() throws {
        let scene = try Scenario.at("consultation")
        #expect(
            dueSteps(on: scene.state, for: People.tanzania, in: scene.context).map(\.deadline) == [
                "nationalReply", "stale",
            ])
        let dormant = try Scenario.at("dormant")
        #expect(dueSteps(on: dormant.state, for: People.amina, in: dormant.context).map(\.deadline) == [nil])
        let ended = try Scenario.at("resolved")
        #expect(dueSteps(on: ended.state, for: People.kenya, in: ended.context).isEmpty)
    }
}

@Suite struct MoveTests {
    private func actions(_ scene: Scenario, _ party: Party) -> [ActionID] {
        moves(for: party, on: scene.state, in: scene.context).map(\.action)
    }

    @Test func `each person is offered what the table allows there, in its order`() throws {
        let scene = try Scenario.at("submitted")
        #expect(actions(scene, People.amina) == ["withdraw"])
        #expect(actions(scene, People.kenya) == ["askInfo", "reject", "register", "transfer", "suspend"])
        #expect(actions(scene, People.eac) == ["register", "transfer", "suspend"])
        #expect(actions(scene, People.kenyaLegal) == ["openDispute"])
        #expect(actions(scene, People.tanzania) == [])
    }

    @Test func `every move that is offered is taken`() throws {
        for stage in Procedure.ntbTripartite.stages.map(\.id) where stage != "lead" && stage != "closedLead" {
            let scene = try Scenario.at(stage)
            for party in [
                People.amina, People.kenya, People.tanzania, People.kenyaChair, People.eac, People.kenyaLegal,
            ] {
                for move in moves(for: party, on: scene.state, in: scene.context) {
                    var fields = Sample.of(move.requires.map(\.id))
                    for case (let field, .choice(let words)) in move.requires.map({ ($0.id, $0.type) }) {
                        fields[field.rawValue] = words.last.map { .string($0) }
                    }
                    let act = CaseAct(caseID: Scenario.caseID, action: move.action, from: stage, fields: fields)
                    #expect(
                        scene.refusal(of: .act(act), by: party) == nil, "\(move.action) at \(stage) by \(party.name)")
                }
            }
        }
    }

    @Test func `a move says what is still to be given, and what it takes for it`() throws {
        let scene = try Scenario.at("draft")
        let submit = try #require(moves(for: People.amina, on: scene.state, in: scene.context).first)
        #expect(submit.action == "submit" && submit.to == "submitted" && submit.role == .complainant)
        #expect(submit.requires.map(\.id) == ["locationCountry", "incidentOn", "contact"])
        #expect(submit.accepts.map(\.id).prefix(3) == ["ntbCategory", "place", "description"])
        let filed = try Scenario.at("submitted")
        let reject = try #require(
            moves(for: People.kenya, on: filed.state, in: filed.context).first { $0.action == "reject" })
        guard case .choice(let words)? = reject.requires.first?.type else {
            Issue.record("the reason of a rejection is free text")
            return
        }
        #expect(words.first == "duplicate" && reject.accepts.map(\.id).contains("duplicateOf"))
    }
}
