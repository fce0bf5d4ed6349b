import CaseProtocol
import Testing

@testable import Workflow

@Suite struct IdentityRequestTests {
    private static let request = RowID(high: 0x7200, low: 0x8000_0000_0000_0001)
    private static let second = RowID(high: 0x7200, low: 0x8000_0000_0000_0002)

    private func ask(_ reason: String = "A court has ordered it.", days: Int = 5, _ request: RowID = request)
        -> CaseCommand
    {
        .requestIdentity(IdentityRequest(caseID: Scenario.caseID, request: request, reason: reason, days: days))
    }

    private func answer(_ agrees: Bool, _ reason: String? = nil, _ request: RowID = request) -> CaseCommand {
        .answerIdentity(IdentityAnswer(caseID: Scenario.caseID, request: request, agrees: agrees, reason: reason))
    }

    private func knows(_ scene: Scenario, _ party: Party) -> Bool {
        scene.rows(seenBy: party).contains {
            $0.compartment.confidentiality == .sealed && $0["name"] == "Amina Wanjiru"
        }
    }

    @Test func `two people open who complained to one person for some days, and the complainant reads all of it`()
        throws
    {
        var scene = try Scenario.at("consultation")
        #expect(!knows(scene, People.kenyaLegal) && !knows(scene, People.eac))
        try scene.perform(ask(), by: People.kenyaLegal)
        #expect(!knows(scene, People.kenyaLegal))
        #expect(scene.refusal(of: answer(true), by: People.kenyaLegal) == .notFound)
        try scene.perform(answer(true, "The order is on file."), by: People.kenya)
        #expect(knows(scene, People.kenyaLegal))
        #expect(!knows(scene, People.eac) && !knows(scene, People.tanzania) && !knows(scene, People.kenyaMember))
        let told = scene.rows(seenBy: People.amina).filter { $0.kind == .event }
        #expect(told.contains { $0["action"] == "requestIdentity" && $0["reason"] == "A court has ordered it." })
        #expect(told.contains { $0["action"] == "agreeToIdentity" && $0["byName"] == "Kenya Focal" })
        for other in [People.tanzania, People.eac] {
            #expect(!scene.rows(seenBy: other).contains { $0.json.canonicalText.contains("court has ordered") })
        }
    }

    @Test func `it closes by itself after its last day`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(ask(days: 5), by: People.kenyaLegal)
        try scene.perform(answer(true), by: People.kenya)
        scene.wait(days: 5)
        try scene.runScheduler()
        #expect(knows(scene, People.kenyaLegal), "the last day is a day")
        scene.wait(days: 1)
        try scene.runScheduler()
        #expect(!knows(scene, People.kenyaLegal))
        #expect(scene.state.unsealings.map(\.state) == [.over])
        #expect(scene.rows(seenBy: People.amina).contains { $0["action"] == "closeIdentity" })
        #expect(scene.rows(seenBy: People.kenyaLegal).contains { $0.kind == .unsealing && $0["state"] == "over" })
        // Asked again, it begins anew.
        #expect(scene.refusal(of: ask(days: 5, Self.second), by: People.kenyaLegal) == nil)
    }

    @Test func `a closed case does not keep it open, nor close it early`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(ask(days: 5), by: People.kenyaLegal)
        try scene.perform(answer(true), by: People.kenya)
        try scene.act("withdraw", by: People.amina)
        #expect(knows(scene, People.kenyaLegal))
        scene.wait(days: 6)
        try scene.runScheduler()
        #expect(!knows(scene, People.kenyaLegal))
    }

    @Test func `whoever agreed ends it before its time, and a refusal says why`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(ask(), by: People.kenyaLegal)
        #expect(scene.refusal(of: answer(false), by: People.kenya) == .missingFields(["reason"]))
        try scene.perform(answer(true), by: People.kenya)
        try scene.perform(answer(false, "The order was lifted."), by: People.kenyaDeputy)
        #expect(!knows(scene, People.kenyaLegal))
        guard case .guardFailed? = scene.refusal(of: answer(true), by: People.kenya) else {
            Issue.record("what is over was opened again")
            return
        }
    }

    @Test func `only those ask whom the table lets, with a reason, for a month at most`() throws {
        let scene = try Scenario.at("consultation")
        for other in [People.kenya, People.tanzania, People.kenyaMember, People.kenyaChair, People.tanzaniaChair] {
            guard case .notPermitted("identity.request", _, let allowed)? = scene.refusal(of: ask(), by: other) else {
                Issue.record("\(other.name) asked")
                continue
            }
            #expect(allowed == RoleTable.roles(with: .ask, on: .contact))
        }
        #expect(scene.refusal(of: ask(), by: People.stranger) == .notFound)
        #expect(scene.refusal(of: ask(" "), by: People.eac) == .missingFields(["reason"]))
        for days in [0, 31, -1] {
            #expect(
                scene.refusal(of: ask(days: days), by: People.eac)
                    == .invalidValue("days", reason: "must be from 1 to 30"))
        }
        #expect(scene.refusal(of: ask(), by: People.eac) == nil)
    }

    @Test func `the government that is complained of is not told, whoever asks there`() throws {
        let scene = try Scenario.at("consultation")
        let lawyer = Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0097), name: "Tanzania Legal",
            appointments: [Appointment(.ministryLegal, scope: "TZ")])
        guard case .guardFailed("identity.request", _)? = scene.refusal(of: ask(), by: lawyer) else {
            Issue.record("the other side asked who complained")
            return
        }
    }

    @Test func `nobody is their own second person, in whatever offices`() throws {
        let roles = ["ministryLegal:KE", "focalPoint:KE"].compactMap { try? Appointment(parsing: $0) }
        let both = Party(id: People.kenyaLegal.id, name: "Both", appointments: roles)
        var scene = try Scenario.at("consultation")
        try scene.perform(ask(), by: People.kenyaLegal)
        #expect(scene.refusal(of: answer(true), by: both) == .secondPersonNeeded("identity.answer"))
        let acting = Acting(
            for: People.kenyaLegal.id, name: "Kenya Legal", from: Scenario.dayZero,
            until: Scenario.dayZero.adding(days: 90))
        let alternate = Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0098), name: "Alternate",
            appointments: [
                Appointment(.ministryLegal, scope: "KE").held(by: acting), Appointment(.focalPoint, scope: "KE"),
            ])
        #expect(scene.refusal(of: answer(true), by: alternate) == .secondPersonNeeded("identity.answer"))
    }

    @Test func `whoever asked as an alternate is told until they act no longer`() throws {
        let until = Scenario.dayZero.adding(days: 60)
        let acting = Acting(for: People.kenyaLegal.id, name: "Kenya Legal", from: Scenario.dayZero, until: until)
        let alternate = Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0098), name: "Alternate",
            appointments: [Appointment(.ministryLegal, scope: "KE").held(by: acting)])
        var scene = try Scenario.at("consultation")
        scene.accounts = [alternate]
        scene.wait(until: until.adding(days: -2).description)
        try scene.perform(ask(days: 30), by: alternate)
        try scene.perform(answer(true), by: People.kenya)
        #expect(scene.state.unsealings.map(\.endsOn) == [until])
        #expect(knows(scene, alternate))
        scene.wait(days: 3)
        try scene.runScheduler()
        #expect(!knows(scene, alternate))
    }

    @Test func `nobody agrees to tell somebody who holds the office no longer`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(ask(), by: People.kenyaLegal)
        let moved = Party(
            id: People.kenyaLegal.id, name: "Kenya Legal", appointments: [Appointment(.ministryLegal, scope: "TZ")])
        for known in [[], [moved], [People.eac]] {
            scene.accounts = known
            guard case .guardFailed("identity.answer", _)? = scene.refusal(of: answer(true), by: People.kenya) else {
                Issue.record("\(known.map(\.appointments)) was told")
                continue
            }
            #expect(scene.refusal(of: answer(false, "Moved."), by: People.kenya) == nil)
        }
        scene.accounts = [People.kenyaLegal]
        #expect(scene.refusal(of: answer(true), by: People.kenya) == nil)
        // A client does not know who holds which office.
        #expect(scene.replica(of: People.kenya).refusal(of: answer(true), by: People.kenya) == nil)
    }

    @Test func `the table of roles bounds whom an open request lets in`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(ask(), by: People.kenyaLegal)
        try scene.perform(answer(true), by: People.kenya)
        // A row of somebody whose role may not ask opens nothing.
        var state = scene.state
        for row in state.rows(.unsealing) {
            if let changed = row.updating(["role": "nfpImposing"]) { state.put(changed) }
        }
        scene.replaceState(state)
        #expect(!knows(scene, People.kenyaLegal))
    }
}
