import CaseProtocol
import Testing

@testable import Workflow

/// Whom a limit binds where that is nobody on the case, and who follows it up.
@Suite struct BearerTests {
    private static let legal = WTOPlay.legal

    private func sentences(_ key: DeadlineKey, of played: PlayedCase) throws -> [String] {
        explanation(of: try #require(played.clock(key)), on: played.state, in: played.context)
    }

    @Test func `the row of a limit holds whom it binds beside who follows it up`() throws {
        let played = try WTOPlay.requested(on: "2026-03-02")
        let row = try #require(played.clock("reply")).row
        #expect(row["bearer"] == "the responding party" && row["owner"] == "missionOfficer")
    }

    @Test func `the row of a limit that binds its owner holds nothing of the kind`() throws {
        let played = try WTOPlay.requested(on: "2026-03-02")
        #expect(try #require(played.clock("panelGate")).row["bearer"] == nil)
        #expect(try sentences("panelGate", of: played).contains("It binds the ministry's trade lawyer."))
    }

    @Test func `an obligation and a target of others are owed by them, and the owner follows them up`() throws {
        let follows = "an officer of the permanent mission follows it up."
        let asked = try WTOPlay.requested(on: "2026-03-02")
        #expect(try sentences("reply", of: asked).contains("Owed by the responding party; \(follows)"))
        let composed = try WTOPlay.composed(on: "2026-08-31", established: "2026-08-15")
        #expect(try sentences("panelReport", of: composed).contains("Owed by the panel; \(follows)"))
    }

    @Test func `a window of others is their right`() throws {
        let played = try WTOPlay.established(on: "2028-02-09")
        #expect(
            try sentences("composition", of: played).contains(
                "The right of the parties; the ministry's trade lawyer follows it up."))
    }

    @Test func `a gate and a cap of others bind them`() throws {
        let circulated = try WTOPlay.circulated(on: "2028-02-09")
        #expect(
            try sentences("adoptionGate", of: circulated).contains(
                "It binds the DSB; an officer of the permanent mission follows it up."))
        var suspended = try WTOPlay.composed(on: "2028-01-20", established: "2028-01-10")
        try suspended.act("suspendPanel", by: Self.legal, on: "2028-02-29")
        #expect(
            try sentences("panelSuspension", of: suspended).contains(
                "It binds the complaining party; the ministry's trade lawyer follows it up."))
    }

    @Test func `whom a limit binds is written to the file of a procedure and read back`() throws {
        let read = try Procedure(json: JSONValue(parsing: Procedure.disputeWTO.canonicalBytes))
        #expect(read.deadline("reply")?.bearer == "the responding party")
        #expect(read.deadline("panelGate")?.bearer == nil)
        let rows = read.json.object?["deadlines"]?.array ?? []
        let row = try #require(rows.first { $0.object?["key"] == "reply" }?.object)
        #expect(row["bearer"] == "the responding party" && row["owner"] == "missionOfficer")
        let gate = try #require(rows.first { $0.object?["key"] == "panelGate" }?.object)
        #expect(gate["bearer"] == nil, "what says nothing is left out")
    }

    @Test func `the page of a procedure says who is bound and who follows it up`() {
        let page = ProcedurePage(.disputeWTO).markdown
        #expect(page.contains("| the responding party (followed up by an officer of the permanent mission) |"))
        #expect(page.contains("| the parties (followed up by the ministry's trade lawyer) |"))
    }

    /// The act that starts a clock is not asked again: a limit that keeps its last day is told anew whom it binds.
    @Test(arguments: ["2026-11-03", "2026-11-20"])
    func `a case that moves to later rules takes over whom they bind`(day: String) throws {
        let later = Procedure.changed(
            deadlines: Procedure.ntbTripartite.deadlines.map { spec in
                guard spec.key == "screen" else { return spec }
                return DeadlineSpec(
                    spec.key, spec.kind, spec.length, owner: spec.owner, lapse: spec.lapse, title: spec.title,
                    source: spec.source, bearer: "the panel")
            })
        var scene = MigrationScene(try Scenario.at("submitted"), to: later)
        #expect(scene.scenario.clock("screen")?.row["bearer"] == nil)
        scene.wait(until: day)
        try scene.migrate()
        #expect(scene.scenario.clock("screen")?.row["bearer"] == "the panel")
    }
}
