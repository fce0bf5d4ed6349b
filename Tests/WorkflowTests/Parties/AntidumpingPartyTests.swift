import CaseProtocol
import Testing

@testable import Workflow

/// The shipped table of anti-dumping cases, from the day after initiation on.
@Suite struct AntidumpingPartyTests {
    private static let caseID = CaseID(high: 0x7001, low: 0x8000_0000_0000_0003)

    private struct Scene {
        var state: CaseState
        var today = CivilDate.day("2026-11-02")
        var commands: UInt64 = 0

        init() {
            let header: [String: JSONValue] = [
                "procedure": "unfair.antidumping", "version": 1, "stage": "initiated", "cast": "remedy",
                "country": "KE", "submittedOn": "2026-09-01", "initiatedOn": "2026-11-02", "product": "Steel wire",
                "reachedOn": "2026-11-02",
            ]
            state = CaseState(
                caseID: caseID,
                rows: [
                    Row(
                        id: RowID(caseID), kind: .caseHeader, compartment: Compartment(caseID: caseID, .parties),
                        fields: header)
                ])
        }

        mutating func act(
            _ action: ActionID, by party: Party = PartyScene.investigator, _ fields: [String: JSONValue] = [:],
            deadline: DeadlineKey? = nil
        ) throws {
            try perform(
                CaseAct(caseID: caseID, action: action, from: nil, fields: fields, deadline: deadline), by: party)
        }

        mutating func perform(_ act: CaseAct, by party: Party) throws {
            commands += 1
            var context = DecisionContext(
                now: Timestamp(milliseconds: Int64(today.dayNumber) * 86_400_000 + 9 * 3_600_000),
                mid: CommandID(high: 0x7004, low: 0x8000_0000_0000_0000 + commands * 10_000), isAuthoritative: true)
            context.accounts = PartyScene.accounts
            let decision = try decide(.act(act), on: state, by: party, in: context)
            _ = apply(decision.events, to: &state)
        }

        mutating func runScheduler() throws {
            for act in lapses(in: state, on: today, catalogue: .standard) where act.action == "noReply" {
                try perform(act, by: .system)
            }
        }

        func limit(of name: String) -> Deadline? {
            let seat = state.seatsEver.first { $0.name == name }
            return state.deadlines.last { $0.key == "questionnaire" && $0.party == seat?.row.id }
        }

        func mark(_ mark: String, of name: String) -> JSONValue? {
            state.seatsEver.first { $0.name == name }?.row[mark]
        }
    }

    private func asked() throws -> Scene {
        var scene = Scene()
        for (name, login) in [("Alpha", "ayse"), ("Beta", "bao")] {
            try scene.act(
                "registerParty",
                ["partyName": .string(name), "partyKind": "exporter", "account": .string(login)])
        }
        try scene.act("issueQuestionnaires", ["questionnaire": "Exporters", "sentOn": "2026-11-02"])
        return scene
    }

    @Test func `exporters have thirty days from deemed receipt, each for itself`() throws {
        let scene = try asked()
        #expect(scene.limit(of: "Alpha")?.dueOn == .day("2026-12-09"))
        #expect(scene.limit(of: "Beta")?.dueOn == .day("2026-12-09"))
    }

    @Test func `whoever answers is spared the facts available, and whoever does not is marked`() throws {
        var scene = try asked()
        try scene.act("reply", by: PartyScene.alpha, ["text": "Ours."])
        scene.today = .day("2026-12-10")
        try scene.runScheduler()
        #expect(scene.limit(of: "Alpha")?.state == .met)
        #expect(scene.mark("cooperation", of: "Alpha") == nil)
        #expect(scene.limit(of: "Beta")?.state == .lapsed)
        #expect(scene.mark("cooperation", of: "Beta") == "factsAvailable")
    }

    @Test func `one reply is extended, and the other's day stands`() throws {
        var scene = try asked()
        try scene.act(
            "extendReply", ["party": "Beta", "extendedTo": "2026-12-30", "reason": "Cause."],
            deadline: "questionnaire")
        #expect(scene.limit(of: "Beta")?.dueOn == .day("2026-12-30"))
        #expect(scene.limit(of: "Alpha")?.dueOn == .day("2026-12-09"))
    }

    @Test func `a terminated exporter owes no answer and the others go on`() throws {
        var scene = try asked()
        let head = PartyScene.head
        let rule = try #require(
            Procedure.unfairAntidumping.rules(for: "terminateParty").first { $0.choices["ground"] != nil })
        let ground = rule.guards.compactMap { condition -> String? in
            if case .fieldIs("ground", let words) = condition { words.first } else { nil }
        }.first
        var fields: [String: JSONValue] = [
            "party": "Alpha", "ground": .string(ground ?? ""), "reason": "Below the limit.",
            "exportingCountries": ["CN"], "dumpingMargin": "1.4",
        ]
        for field in rule.requires where fields[field.rawValue] == nil {
            fields[field.rawValue] = Self.sample(field)
        }
        fields = fields.filter { rule.takes.contains(FieldID($0.key)) }
        try scene.act("terminateParty", by: head, fields)
        #expect(scene.state.seats.first { $0.name == "Alpha" }?.isTerminated == true)
        #expect(scene.limit(of: "Alpha")?.isOpen == false)
        #expect(scene.limit(of: "Beta")?.state == .running)
    }

    private static func sample(_ field: FieldID) -> JSONValue {
        switch Procedure.unfairAntidumping.field(field)?.type {
        case .number: "1.4"
        case .bool: true
        case .list: ["CN"]
        case .integer(let range): .int(Int64(range.lowerBound))
        case .date: "2026-11-02"
        case .choice(let words): .string(words[0])
        default: "Some text"
        }
    }
}
