import CaseProtocol
import Testing
import Workflow

/// Through whose eyes a case is looked at.
@Suite struct ViewerTests {
    private func seen(_ scene: Scenario, as viewer: String) throws -> Set<RowID> {
        Set(try Viewer(viewer, on: scene.state).sees(of: scene.state).rows.keys)
    }

    @Test(arguments: [
        ("nfpImposing", People.tanzania), ("nfpReporting", People.kenya), ("focalPoint:TZ", People.tanzania),
        ("nmcMember:KE", People.kenyaMember), ("ministryLegal:KE", People.kenyaLegal), ("recOfficer:EAC", People.eac),
        ("filer", People.amina), ("complainant", People.amina), ("focalPoint:UG", People.uganda),
    ])
    func `it is what the server places, at every stage`(viewer: String, party: Party) throws {
        for stage in ["submitted", "registered", "consultation", "resolved"] as [StageID] {
            let scene = try Scenario.at(stage)
            guard stage != "submitted" || viewer != "nfpImposing" else { continue }
            #expect(try seen(scene, as: viewer) == Set(scene.rows(seenBy: party).map(\.id)), "\(viewer) at \(stage)")
        }
    }

    @Test func `the public sees a card that stands, and nothing else`() throws {
        var scene = try Scenario.at("consultation")
        #expect(try seen(scene, as: "public").isEmpty)
        try scene.act("publishCard", by: People.kenya)
        #expect(try seen(scene, as: "public").isEmpty)
        try scene.act("approveCard", by: People.kenyaMember)
        #expect(try seen(scene, as: "public") == Set(scene.state.rows(.publicCard).map(\.id)))
    }

    @Test func `whoever does not know who filed cannot look through their eyes`() throws {
        let there = try Scenario.at("consultation").replica(of: People.tanzania)
        #expect(throws: Problem.self) { try Viewer("complainant", on: there.state) }
        #expect(throws: Problem.self) { try Viewer("seat:Nobody", on: there.state) }
        #expect(throws: Problem.self) { try Viewer("king", on: there.state) }
    }
}
