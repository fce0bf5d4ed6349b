import CaseProtocol

@testable import Workflow

/// A trade-remedy case as the server has it, with those who sit on it. Day 0 is Monday, 2 November 2026.
struct PartyScene {
    static let caseID = CaseID(high: 0x7001, low: 0x8000_0000_0000_0002)
    static let investigator = person(50, "Nairobi Investigator", "investigator:KE")
    static let head = person(51, "Nairobi Head", "authorityHead:KE")
    static let alpha = person(60, "Ayşe of Alpha", "interestedParty:TR")
    static let beta = person(61, "Bao of Beta", "interestedParty:CN")
    static let counsel = person(62, "Cecil Counsel", "counsel:KE")
    static let industry = person(63, "Ivy of the Industry", "industryApplicant:KE")
    static let accounts: [String: Party] = [
        "ayse": alpha, "bao": beta, "cecil": counsel, "ivy": industry, "head": head,
    ]

    private(set) var state = CaseState(caseID: Self.caseID)
    private(set) var today = CivilDate.day("2026-11-02")
    private var commands: UInt64 = 0
    var isAuthoritative = true

    var context: DecisionContext {
        var context = DecisionContext(
            now: Timestamp(milliseconds: Int64(today.dayNumber) * 86_400_000 + 9 * 3_600_000),
            mid: CommandID(high: 0x7003, low: 0x8000_0000_0000_0000 + commands * 10_000),
            catalogue: Catalogue([ToyRemedy.procedure]), isAuthoritative: isAuthoritative)
        if isAuthoritative { context.accounts = Self.accounts }
        return context
    }

    /// Initiated, with Alpha and Beta seated.
    static func seated() throws -> PartyScene {
        var scene = PartyScene()
        try scene.perform(
            .open(
                CaseOpen(
                    caseID: caseID, procedure: "toy.remedy", version: 1, action: "openFile", label: nil,
                    fields: ["country": "KE", "product": "Steel wire"])), by: investigator)
        try scene.act("initiate", by: head)
        try scene.act(
            "seatParty", by: investigator,
            [
                "partyName": "Alpha", "partyCountry": "TR", "account": "ayse",
                "representative": "Demir & Co., letter of 1 October", "mandateRef": "LA 1",
            ])
        try scene.act("seatParty", by: investigator, ["partyName": "Beta", "account": "bao"])
        return scene
    }

    /// The questionnaire sent on day 0 to both.
    static func asked() throws -> PartyScene {
        var scene = try seated()
        try scene.act("issue", by: investigator, ["sentOn": "2026-11-02"])
        return scene
    }

    mutating func wait(until day: String) { today = .day(day) }

    @discardableResult
    mutating func perform(_ command: CaseCommand, by party: Party) throws -> Decision {
        commands += 1
        let decision = try decide(command, on: state.rows.isEmpty ? nil : state, by: party, in: context)
        _ = apply(decision.events, to: &state)
        return decision
    }

    @discardableResult
    mutating func act(
        _ action: ActionID, by party: Party, _ fields: [String: JSONValue] = [:], deadline: DeadlineKey? = nil
    ) throws -> Decision {
        try perform(
            .act(CaseAct(caseID: Self.caseID, action: action, from: nil, fields: fields, deadline: deadline)),
            by: party)
    }

    /// What an act is refused with; `nil` when it is not.
    func refusal(
        of action: ActionID, by party: Party, _ fields: [String: JSONValue] = [:], deadline: DeadlineKey? = nil
    ) -> Refusal? {
        var copy = self
        do {
            try copy.act(action, by: party, fields, deadline: deadline)
            return nil
        } catch { return error as? Refusal }
    }

    /// Sends what the scheduler would send today, one after the other.
    mutating func runScheduler() throws -> [ActionID] {
        var done: [ActionID] = []
        while let act = lapses(in: state, on: today, catalogue: context.catalogue).first {
            try perform(.act(act), by: .system)
            done.append(act.action)
        }
        return done
    }

    func seat(_ name: String) -> Seat? { state.seatsEver.first { $0.name == name } }

    func limit(of name: String) -> Deadline? {
        state.deadlines.last { $0.key == "questionnaire" && $0.party == seat(name)?.row.id }
    }

    func isOnCase(_ party: Party) -> Bool {
        !audiences(of: Compartment(caseID: Self.caseID, .parties), in: state).isDisjoint(with: party.audiences)
    }

    func rows(seenBy party: Party) -> [Row] {
        state.rows.values.filter { !audiences(of: $0.compartment, in: state).isDisjoint(with: party.audiences) }
    }

    /// The same case as `party`'s replica holds it.
    func replica(of party: Party) -> PartyScene {
        var copy = self
        copy.state = CaseState(caseID: Self.caseID, rows: rows(seenBy: party))
        copy.isAuthoritative = false
        return copy
    }

    static func person(_ number: UInt64, _ name: String, _ roles: String...) -> Party {
        Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0000 + number), name: name, organisation: nil,
            appointments: roles.compactMap { try? Appointment(parsing: $0) })
    }
}
