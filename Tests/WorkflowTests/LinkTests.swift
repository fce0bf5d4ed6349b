import CaseProtocol
import Testing
import Workflow

/// What a link does to its own case and says to whom; both ends at once are tested on the server.
@Suite struct LinkTests {
    private static let catalogue = Catalogue([.ntbTripartite, .ntbTripartite2])

    /// A complaint of version 2, played command by command. Day 0 is Monday, 2 November 2026.
    private struct Play {
        var state: CaseState
        var today = Scenario.dayZero
        var others: [OtherCase] = []
        var isAuthoritative = true
        private var commands: UInt64

        init(_ number: UInt64, by filer: Party = People.amina) throws {
            let caseID = CaseID(high: 0x7001, low: 0x8000_0000_0000_0000 | number)
            state = CaseState(caseID: caseID)
            commands = number * 100
            try perform(
                .open(
                    CaseOpen(
                        caseID: caseID, procedure: "ntb.tripartite", version: 2, action: "open",
                        label: "K7QF-\(number)",
                        fields: [:])), by: filer)
            try act(
                "submit", by: filer,
                Sample.of(["ntbCategory", "locationCountry", "place", "incidentOn"]).merging(
                    Sample.of(["description", "contact"])
                ) { $1 })
        }

        @discardableResult
        mutating func perform(_ command: CaseCommand, by party: Party) throws -> Decision {
            commands += 1
            var context = DecisionContext(
                now: Timestamp(milliseconds: Int64(today.dayNumber) * 86_400_000 + 9 * 3_600_000),
                mid: CommandID(high: 0x7002, low: 0x8000_0000_0000_0000 + commands * 10_000),
                catalogue: LinkTests.catalogue,
                isAuthoritative: isAuthoritative)
            context.otherCases = others
            let decision = try decide(command, on: state.rows.isEmpty ? nil : state, by: party, in: context)
            _ = apply(decision.events, to: &state)
            return decision
        }

        @discardableResult
        mutating func act(_ action: ActionID, by party: Party, _ fields: [String: JSONValue]) throws -> Decision {
            try perform(
                .act(CaseAct(caseID: state.caseID, action: action, from: nil, fields: fields)), by: party)
        }

        func asOther() throws -> OtherCase { try #require(OtherCase(state, in: LinkTests.catalogue)) }
    }

    private static let named: [String: JSONValue] = ["otherCase": "K7QF-1"]

    /// The second complaint, which may name the first.
    private func second() throws -> Play {
        var play = try Play(2, by: People.smallTrader)
        play.others = [try Play(1).asOther()]
        return play
    }

    @Test func `a merge ends the clocks, and its undo gives obligations the days that were left`() throws {
        var play = try second()
        let due = { (play: Play) in play.state.deadlines.first { $0.key == "screen" } }
        #expect(due(play)?.dueOn == .day("2026-11-09"))
        play.today = .day("2026-11-04")
        try play.act("mergeDuplicate", by: People.kenya, Self.named)
        #expect(play.state.header?.stage == "merged")
        #expect(due(play)?.state == .cancelled)
        play.today = .day("2026-11-30")
        try play.act("unmerge", by: People.kenya, ["reason": "Another test."])
        #expect(play.state.header?.stage == "submitted")
        #expect(due(play)?.state == .running)
        // Thursday, Friday and Monday were left; they are Tuesday, Wednesday and Thursday now.
        #expect(due(play)?.dueOn == .day("2026-12-03"))
    }

    @Test func `no event says which case was named`() throws {
        var play = try second()
        try play.act("mergeDuplicate", by: People.kenya, Self.named)
        let events = play.state.rows(.event).filter { $0["action"] == "mergeDuplicate" }
        #expect(!events.isEmpty)
        #expect(events.allSatisfy { $0["otherCase"] == nil })
    }

    @Test func `the other case is noted there by the machine, with what it needs`() throws {
        var play = try second()
        let decision = try play.act("joinCase", by: People.kenya, Self.named)
        guard case .act(let note)? = decision.elsewhere.first else { throw Refusal.notFound }
        #expect(decision.elsewhere.count == 1)
        #expect(note.caseID == play.others.first?.caseID)
        #expect(note.action == "noteLink")
        var first = try Play(1)
        first.others = [try play.asOther()]
        let noted = try first.perform(.act(note), by: .system)
        #expect(noted.elsewhere.isEmpty)
        #expect(first.state.links.contains { $0.isNoted && $0.kind == .joint && $0.otherCase == play.state.caseID })
        #expect(first.state.rows(.event).allSatisfy { $0["action"] != "noteLink" }, "its event would tell everybody")
    }

    @Test func `what the server does not find is refused, and a client leaves it to the server`() throws {
        var play = try Play(2)
        #expect(throws: Refusal.invalidValue("otherCase", reason: "names no case that you may see")) {
            try play.act("joinCase", by: People.kenya, Self.named)
        }
        play.isAuthoritative = false
        let decision = try play.act("joinCase", by: People.kenya, Self.named)
        #expect(decision.unknowns == ["the other case: the server looks it up"])
        #expect(play.state.links.isEmpty)
    }

    @Test func `a reference that fits several cases is refused`() throws {
        var play = try second()
        play.others.append(try Play(3).asOther())
        #expect(throws: Refusal.self) { try play.act("joinCase", by: People.kenya, Self.named) }
    }

    @Test func `a merged case gives way to the one that goes on, and a number to none`() throws {
        var play = try second()
        let first = try #require(play.others.first?.header)
        try play.act("mergeDuplicate", by: People.kenya, Self.named)
        let merged = try #require(play.state.header)
        #expect([merged, first].meant(by: "K7QF-2") == [first])
        #expect([merged].meant(by: "K7QF-2") == [merged])
        #expect([first, merged].meant(by: "K7QF-1") == [first])
    }

    @Test func `each side's limits count in its own country's days`() {
        for spec in Procedure.ntbTripartite2.deadlines {
            let field: FieldID = spec.owner == .nfpImposing ? "imposingCountry" : "reportingCountry"
            #expect(spec.calendar == .country(field), "\(spec.key)")
        }
    }

    @Test func `version 1 knows no links`() {
        #expect(Procedure.ntbTripartite.rules.allSatisfy { $0.action != "mergeDuplicate" })
        #expect(Procedure.ntbTripartite.stage("merged") == nil)
        #expect(Procedure.ntbTripartite.field("otherCase") == nil)
    }
}
