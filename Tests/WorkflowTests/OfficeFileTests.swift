import CaseProtocol
import Testing

@testable import Workflow

/// Who gets to read a file that one office keeps: what two reviews found open once, and the days that they found movable.
@Suite struct OfficeFileTests {
    private static let caseID = CaseID(high: 0x7001, low: 0x8000_0000_0000_0009)

    private static func person(_ number: UInt64, _ name: String, _ role: String) throws -> Party {
        Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0900 + number), name: name,
            appointments: [try Appointment(parsing: role)])
    }

    private struct Desk {
        var state = CaseState(caseID: caseID)
        var commands: UInt64 = 0

        var parties: Set<AudienceID> { audiences(of: Compartment(caseID: caseID, .parties), in: state) }

        mutating func perform(_ command: CaseCommand, by party: Party) throws {
            commands += 1
            let context = DecisionContext(
                now: Timestamp(milliseconds: Int64(CivilDate.day("2026-11-02").dayNumber) * 86_400_000 + 32_400_000),
                mid: CommandID(high: 0x7009, low: 0x8000_0000_0000_0000 + commands * 10_000), isAuthoritative: true,
                number: "DW-2026-00001")
            let decision = try decide(command, on: state.rows.isEmpty ? nil : state, by: party, in: context)
            _ = apply(decision.events, to: &state)
        }

        mutating func open(
            _ procedure: ProcedureID, _ action: ActionID, by party: Party, _ fields: [String: JSONValue]
        ) throws {
            try perform(
                .open(
                    CaseOpen(
                        caseID: caseID, procedure: procedure, version: 1, action: action, label: nil, fields: fields)),
                by: party)
        }

        mutating func act(
            _ action: ActionID, by party: Party, _ fields: [String: JSONValue], deadline: DeadlineKey? = nil
        ) throws {
            try perform(
                .act(CaseAct(caseID: caseID, action: action, from: nil, fields: fields, deadline: deadline)), by: party)
        }
    }

    @Test func `a report without a name tells the desk neither name nor account`() throws {
        let reporter = try Self.person(1, "Rehema Hidden", "complainant:KE")
        var desk = Desk()
        try desk.open(
            "unfair.malpractice", "report", by: reporter,
            [
                "description": "Short weights", "place": "Busia", "incidentOn": "2026-11-01", "product": "Sugar",
                "anonymous": true, "contact": "box 7",
            ])
        let read = desk.state.rows.values.filter { row in
            audiences(of: row.compartment, in: desk.state).contains(.office(.triageOfficer, "KE"))
        }
        #expect(!read.isEmpty)
        for row in read {
            let text = JSONValue.object(row.fields).canonicalText
            #expect(!text.contains("Rehema") && !text.contains(reporter.id.description), "\(row.kind): \(text)")
        }
        // The account stays the filer's all the same: it answers questions.
        #expect(desk.parties.contains(.user(reporter.id)))
    }

    @Test func `an office opens files of its own country, whatever the form says`() throws {
        let lawyer = try Self.person(2, "Kenya Lawyer", "ministryLegal:KE")
        var desk = Desk()
        try desk.open(
            "dispute.wto", "open", by: lawyer,
            [
                "capacity": "complainant", "complainingCountry": "KE", "respondingCountry": "UG", "title": "Tea",
                "country": "UG",
            ])
        #expect(desk.state.header?.fileCountry == "KE")
        #expect(!desk.parties.contains(.legal("UG")))
    }

    @Test func `a dispute that was taken over is its adopter's alone`() throws {
        let lawyer = try Self.person(2, "Kenya Lawyer", "ministryLegal:KE")
        var desk = Desk()
        try desk.perform(
            .recordHistory(
                HistoryRecord(
                    caseID: Self.caseID, procedure: "dispute.wto", number: "DS999", publishedStatus: "In consultations",
                    stage: "consultations", fields: ["complainingCountry": "KE", "respondingCountry": "UG"],
                    entries: [], flags: [])), by: .system)
        #expect(desk.parties.isSuperset(of: [.legal("KE"), .legal("UG"), .recs]))
        try desk.act("adopt", by: lawyer, ["capacity": "complainant"])
        #expect(desk.parties.contains(.legal("KE")))
        #expect(desk.parties.isDisjoint(with: [.legal("UG"), .recs]))
    }

    /// A remedy case after initiation, as its header says it.
    private static func initiated() -> Desk {
        let header: [String: JSONValue] = [
            "procedure": "unfair.antidumping", "version": 1, "stage": "initiated", "cast": "remedy", "country": "KE",
            "submittedOn": "2026-09-01", "initiatedOn": "2026-11-02", "reachedOn": "2026-11-02",
        ]
        var desk = Desk()
        desk.state.put(
            Row(
                id: RowID(caseID), kind: .caseHeader, compartment: Compartment(caseID: caseID, .parties),
                fields: header))
        return desk
    }

    @Test func `nobody assigns a remedy case to themself, and its head does assign it`() throws {
        var desk = Self.initiated()
        for role in ["ministryLegal:KE", "investigator:KE", "minister:KE"] {
            let party = try Self.person(3, "Somebody", role)
            #expect(throws: Refusal.self) {
                try desk.perform(
                    .assign(CaseAssign(caseID: Self.caseID, person: party.id, desk: nil)), by: party)
            }
        }
        let investigator = try Self.person(4, "Investigator", "investigator:KE")
        let head = try Self.person(5, "Head", "authorityHead:KE")
        try desk.perform(
            .assign(CaseAssign(caseID: Self.caseID, person: investigator.id, desk: nil)), by: head)
        let notes = Compartment(caseID: Self.caseID, .internal, holder: "KE")
        #expect(audiences(of: notes, in: desk.state).contains(.user(investigator.id)))
    }
}
