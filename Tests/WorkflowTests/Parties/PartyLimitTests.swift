import CaseProtocol
import Testing

@testable import Workflow

@Suite struct PartyLimitTests {
    @Test func `each party has a limit of its own, counted from deemed receipt a week after sending`() throws {
        let scene = try PartyScene.asked()
        for name in ["Alpha", "Beta"] {
            let limit = try #require(scene.limit(of: name))
            #expect(limit.startedOn == .day("2026-11-09"))
            #expect(limit.dueOn == .day("2026-12-09"))
            #expect(limit.owner == .interestedParty)
            #expect(limit.row.compartment.confidentiality == .parties)
        }
    }

    @Test func `an explanation tells of deemed receipt and whose limit it is`() throws {
        let scene = try PartyScene.asked()
        let limit = try #require(scene.limit(of: "Alpha"))
        let text = explanation(of: limit, on: scene.state, in: scene.context).joined(separator: " ")
        #expect(text.contains("deemed received 7 days later"))
        #expect(text.contains("It is the limit of Alpha alone."))
    }

    @Test func `a party that comes later gets its own day, and the others keep theirs`() throws {
        var scene = try PartyScene.asked()
        scene.wait(until: "2026-11-16")
        try scene.act("seatParty", by: PartyScene.investigator, ["partyName": "Gamma"])
        try scene.act("issue", by: PartyScene.investigator, ["sentOn": "2026-11-16", "party": "gamma"])
        #expect(scene.limit(of: "Gamma")?.dueOn == .day("2026-12-23"))
        #expect(scene.limit(of: "Alpha")?.dueOn == .day("2026-12-09"))
    }

    @Test func `a reply meets the limit of the party that sends it, whoever it names`() throws {
        var scene = try PartyScene.asked()
        try scene.act("reply", by: PartyScene.alpha, ["text": "Ours.", "party": "Beta"])
        #expect(scene.limit(of: "Alpha")?.state == .met)
        #expect(scene.limit(of: "Beta")?.state == .running)
    }

    @Test func `more time is granted to one party, by the authority, and the reason stays in the office`() throws {
        var scene = try PartyScene.asked()
        try scene.act(
            "grantExtension", by: PartyScene.investigator,
            ["party": "Beta", "extendedTo": "2026-12-19", "reason": "Its books burnt."], deadline: "questionnaire")
        #expect(scene.limit(of: "Beta")?.dueOn == .day("2026-12-19"))
        #expect(scene.limit(of: "Alpha")?.dueOn == .day("2026-12-09"))
        let limit = try #require(scene.limit(of: "Beta"))
        let text = explanation(of: limit, on: scene.state, in: scene.context).joined(separator: " ")
        #expect(text.contains("granted for cause by an investigator"))
        for party in [PartyScene.alpha, PartyScene.beta] {
            #expect(!scene.rows(seenBy: party).contains { $0["reason"] == "Its books burnt." })
        }
        #expect(scene.rows(seenBy: PartyScene.head).contains { $0["reason"] == "Its books burnt." })
    }

    @Test func `an extension is later than the day that stands, and of a limit that runs`() throws {
        var scene = try PartyScene.asked()
        func refusal(to day: JSONValue, _ key: DeadlineKey? = "questionnaire") -> Refusal? {
            scene.refusal(
                of: "grantExtension", by: PartyScene.investigator,
                ["party": "Beta", "extendedTo": day, "reason": "Cause."], deadline: key)
        }
        #expect(refusal(to: "2026-12-09") != nil)
        #expect(refusal(to: "2026-12-10") == nil)
        #expect(refusal(to: "2026-12-10", nil) != nil)
        try scene.act("reply", by: PartyScene.beta, ["text": "Ours."])
        #expect(refusal(to: "2026-12-10") != nil)
    }

    @Test func `a lapse marks and ends the limit of that party alone`() throws {
        var scene = try PartyScene.asked()
        try scene.act(
            "grantExtension", by: PartyScene.investigator,
            ["party": "Beta", "extendedTo": "2026-12-19", "reason": "Cause."], deadline: "questionnaire")
        scene.wait(until: "2026-12-09")
        #expect(try scene.runScheduler().isEmpty)
        scene.wait(until: "2026-12-10")
        #expect(try scene.runScheduler() == ["noReply"])
        #expect(scene.limit(of: "Alpha")?.state == .lapsed)
        #expect(scene.seat("Alpha")?.row["factsAvailable"] == true)
        #expect(scene.limit(of: "Beta")?.state == .running)
        #expect(scene.seat("Beta")?.row["factsAvailable"] == nil)
        #expect(scene.state.rows(.event).last { $0["action"] == "noReply" }?["party"] == "Alpha")
        scene.wait(until: "2026-12-20")
        #expect(try scene.runScheduler() == ["noReply"])
        #expect(scene.seat("Beta")?.row["factsAvailable"] == true)
    }

    @Test func `two parties late on one day lapse by two acts`() throws {
        var scene = try PartyScene.asked()
        scene.wait(until: "2026-12-10")
        #expect(try scene.runScheduler() == ["noReply", "noReply"])
    }

    @Test func `whether a reply comes in time is a matter of the party's own day`() throws {
        var scene = try PartyScene.asked()
        try scene.act(
            "grantExtension", by: PartyScene.investigator,
            ["party": "Beta", "extendedTo": "2026-12-19", "reason": "Cause."], deadline: "questionnaire")
        scene.wait(until: "2026-12-09")
        #expect(scene.refusal(of: "reply", by: PartyScene.alpha, ["text": "Ours."]) == nil)
        scene.wait(until: "2026-12-10")
        #expect(scene.refusal(of: "reply", by: PartyScene.alpha, ["text": "Ours."]) != nil)
        #expect(scene.refusal(of: "reply", by: PartyScene.beta, ["text": "Ours."]) == nil)
    }

    @Test func `a party for whom the case was terminated reads on, owes nothing and is asked nothing`() throws {
        var scene = try PartyScene.asked()
        try scene.act("terminateParty", by: PartyScene.head, ["party": "Alpha", "reason": "1.4 per cent."])
        #expect(scene.seat("Alpha")?.isTerminated == true)
        #expect(scene.limit(of: "Alpha")?.isOpen == false)
        #expect(scene.isOnCase(PartyScene.alpha))
        let limits = scene.state.deadlines.count
        try scene.act("issue", by: PartyScene.investigator, ["sentOn": "2026-11-02"])
        #expect(scene.state.deadlines.count == limits + 1)
        #expect(scene.limit(of: "Alpha")?.isOpen == false)
    }

    @Test func `a step is that party's who owes it, on the server and on its own device`() throws {
        let scene = try PartyScene.asked()
        for copy in [scene, scene.replica(of: PartyScene.alpha)] {
            let steps = dueSteps(on: copy.state, for: PartyScene.alpha, in: copy.context)
                .filter { $0.deadline == "questionnaire" }
            #expect(Set(steps.filter(\.isMine).map(\.party)) == ["Alpha"])
            #expect(Set(steps.filter { !$0.isMine }.map(\.party)) == ["Beta"])
        }
        let officers = dueSteps(on: scene.state, for: PartyScene.investigator, in: scene.context)
        #expect(officers.filter { $0.deadline == "questionnaire" }.allSatisfy { !$0.isMine })
    }
}
