import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Cases whose time is over, by rules that an authority gave.
@Suite struct RetentionTests {
    private static let rule = RetentionRule(
        procedure: "ntb.tripartite", outcome: "withdrawn", months: 12, authority: "Test Archives Act",
        source: "schedule 3")

    /// A withdrawn and a running complaint.
    private struct Scene {
        let server: TestServer
        let amina: TestPerson
        let ended: CaseID
        let running: CaseID

        init() async throws {
            server = try await TestServer()
            amina = try await server.person("amina", "complainant:KE")
            ended = try await amina.file()
            running = try await amina.file()
            #expect(try await amina.act("withdraw", on: ended, ["reason": "Settled."]).problem == nil)
            #expect(try await server.header(ended)?.isEnded == true)
        }

        func ask(_ rules: [RetentionRule]? = nil, apply: String? = nil) async throws -> PlanReport<RetentionPlan> {
            try await server.core.retention(RetentionRequest(rules: rules, apply: apply))
        }

        func wait(days: Int) { server.clock.advance(days: days) }
    }

    @Test func `without rules nothing is ever due`() async throws {
        let scene = try await Scene()
        scene.wait(days: 36_500)
        let report = try await scene.ask()
        #expect(report.plan == RetentionPlan(rules: [], due: []))
        #expect(try await scene.ask(apply: report.hash).done == [])
        #expect(try await scene.server.header(scene.ended) != nil)
    }

    @Test func `a case is due once its time is over, and is erased with the hash of what was shown`() async throws {
        let scene = try await Scene()
        #expect(try await scene.ask([Self.rule]).plan.due.isEmpty)
        let endedOn = try #require(
            try await scene.server.header(scene.ended)?.text("endedOn").flatMap { CivilDate($0) })
        let last = endedOn.adding(months: 12)
        scene.wait(days: last.dayNumber - scene.server.clock.now().day().dayNumber)
        #expect(try await scene.ask().plan.due.isEmpty)
        scene.wait(days: 1)
        let shown = try await scene.ask()
        #expect(shown.plan.due.map(\.caseID) == [scene.ended])
        #expect(shown.plan.due.map(\.keptUntil) == [last] && shown.done == nil)
        #expect(await problem { _ = try await scene.ask(apply: "00") }?.code == .guardFailed)
        let done = try await scene.ask(apply: shown.hash)
        #expect(done.done == [scene.ended] && done.left == [])
        #expect(try await scene.server.header(scene.ended) == nil)
        #expect(try await scene.server.header(scene.running) != nil)
        #expect(try await scene.ask().plan.due.isEmpty)
    }

    @Test func `what is on hold is shown with its reason and stays`() async throws {
        let scene = try await Scene()
        _ = try await scene.ask([Self.rule])
        _ = try await scene.server.core.hold(
            HoldRequest(reference: scene.ended.description, reason: "Case 7 of the EACJ."))
        scene.wait(days: 800)
        let shown = try await scene.ask()
        #expect(shown.plan.due.map(\.hold) == ["Case 7 of the EACJ."])
        #expect(try await scene.ask(apply: shown.hash).done == [])
        #expect(try await scene.server.header(scene.ended) != nil)
    }

    @Test func `rules say whose they are, for what exists, each outcome once`() async throws {
        let scene = try await Scene()
        func path(_ change: (inout RetentionRule) -> Void) async -> String? {
            var rule = Self.rule
            change(&rule)
            return await problem { _ = try await scene.ask([Self.rule, rule]) }?.path
        }
        #expect(await path { $0.procedure = "ntb.nowhere" } == "rules[1].procedure")
        #expect(await path { $0.outcome = "submitted" } == "rules[1].outcome")
        #expect(await path { $0.months = 0 } == "rules[1].months")
        #expect(await path { $0.months = ServerCore.retentionMonthsMax + 1 } == "rules[1].months")
        #expect(await path { $0.authority = " " } == "rules[1].authority")
        #expect(await path { $0.source = "" } == "rules[1].source")
        #expect(await path { _ in } == "rules[1].outcome")
        #expect(try await scene.ask().plan.rules.isEmpty)
        _ = try await scene.ask([Self.rule])
        #expect(try await scene.ask().plan.rules == [Self.rule])
        #expect(try await scene.ask([]).plan.rules.isEmpty)
    }
}
