import CaseProtocol
import Testing
import Workflow

@Suite struct NoteTests {
    private static let id = RowID(high: 0x7009, low: 0x8000_0000_0000_0001)

    private func note(_ confidentiality: ConfidentialityClass, _ text: String = "Seen.") -> CaseCommand {
        .addNote(NoteAdd(caseID: Scenario.caseID, note: Self.id, text: text, confidentiality: confidentiality))
    }

    @Test func `a remark to those on the case has the id of its author's choice`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(note(.parties), by: People.tanzania)
        let row = try #require(scene.state[Self.id])
        #expect(row.kind == .note && row["text"] == "Seen." && row["byName"] == "Tanzania Focal")
        #expect(scene.rows(seenBy: People.amina).contains(row))
        #expect(scene.refusal(of: note(.parties), by: People.kenya) == .idUnavailable)
    }

    @Test func `an internal note stays with one government`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(note(.internal), by: People.kenya)
        let row = try #require(scene.state[Self.id])
        #expect(row.compartment == Compartment(caseID: Scenario.caseID, .internal, holder: "KE"))
        for party in [People.kenyaDeputy, People.kenyaMember, People.kenyaLegal] {
            #expect(scene.rows(seenBy: party).contains(row), "\(party.name)")
        }
        for party in [People.tanzania, People.tanzaniaChair, People.eac, People.amina] {
            #expect(!scene.rows(seenBy: party).contains(row), "\(party.name)")
        }
    }

    @Test func `a trader keeps no internal notes, and nobody writes where it is public or sealed`() throws {
        let scene = try Scenario.at("consultation")
        guard
            case .notPermitted("note.add", capacities: [.complainant], _)? = scene.refusal(
                of: note(.internal), by: People.amina)
        else {
            Issue.record("a trader wrote an internal note")
            return
        }
        for confidentiality in [ConfidentialityClass.public, .sealed] {
            #expect(
                scene.refusal(of: note(confidentiality), by: People.kenya)
                    == .invalidValue("class", reason: "must be parties, internal or confidential"))
        }
    }

    @Test func `confidential remarks pass between the filer and the own focal point only`() throws {
        var scene = try Scenario.at("consultation")
        guard case .notPermitted? = scene.refusal(of: note(.confidential), by: People.tanzania) else {
            Issue.record("the imposing side wrote into the filer's business")
            return
        }
        #expect(scene.refusal(of: note(.confidential), by: People.kenya) == nil)
        try scene.perform(note(.confidential), by: People.amina)
        let row = try #require(scene.state[Self.id])
        #expect(row["byName"] == "the complainant")
        #expect(scene.rows(seenBy: People.kenya).contains(row) && !scene.rows(seenBy: People.tanzania).contains(row))
    }

    @Test func `a remark says something, within twenty thousand bytes`() throws {
        let scene = try Scenario.at("consultation")
        #expect(scene.refusal(of: note(.parties, " \n"), by: People.kenya) == .missingFields(["text"]))
        let long = String(repeating: "é", count: 10_001)
        #expect(
            scene.refusal(of: note(.parties, long), by: People.kenya)
                == .tooLong("text", bytes: 20_002, bytesMax: 20_000))
        #expect(scene.refusal(of: note(.parties, String(long.dropLast())), by: People.kenya) == nil)
    }

    @Test func `the filer alone remarks on a draft`() throws {
        let scene = try Scenario.at("draft")
        #expect(scene.refusal(of: note(.parties), by: People.amina) == nil)
        #expect(scene.refusal(of: note(.parties), by: People.kenya) == .notFound)
    }
}

@Suite struct AssignmentTests {
    private func assign(person: UserID? = nil, desk: RoleID? = nil) -> CaseCommand {
        .assign(CaseAssign(caseID: Scenario.caseID, person: person, desk: desk))
    }

    @Test func `a case is given to a colleague where only the own government sees it`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(assign(person: People.kenyaDeputy.id), by: People.kenya)
        let row = try #require(scene.state.rows(.assignment).first)
        #expect(row.compartment == Compartment(caseID: Scenario.caseID, .internal, holder: "KE"))
        #expect(!scene.rows(seenBy: People.tanzania).contains(row))
        let steps = dueSteps(on: scene.state, for: People.kenya, in: scene.context)
        #expect(!steps.isEmpty && steps.allSatisfy { $0.assignee == People.kenyaDeputy.id.description })
        let theirs = dueSteps(on: scene.state, for: People.tanzania, in: scene.context)
        #expect(!theirs.isEmpty && theirs.allSatisfy { $0.assignee == nil })
    }

    @Test func `assigning again changes the one assignment of the desk`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(assign(person: People.kenyaDeputy.id), by: People.kenya)
        try scene.perform(assign(desk: .focalPoint), by: People.kenyaChair)
        try scene.perform(assign(person: People.tanzania.id), by: People.tanzania)
        let rows = scene.state.rows(.assignment)
        #expect(rows.map(\.compartment.holder) == ["KE", "TZ"] && rows.map(\.rev) == [2, 1])
        #expect(rows.first?["person"] == nil && rows.first?["desk"] == "focalPoint")
    }

    @Test func `traders assign nothing, and an assignment names somebody`() throws {
        let scene = try Scenario.at("consultation")
        guard
            case .notPermitted("case.assign", capacities: [.complainant], _)? =
                scene.refusal(of: assign(desk: .focalPoint), by: People.amina)
        else {
            Issue.record("a trader assigned the case")
            return
        }
        #expect(scene.refusal(of: assign(), by: People.kenya) == .missingFields(["person"]))
        guard
            case .unknownCode("desk", value: "complainant", _)? = scene.refusal(
                of: assign(desk: .complainant), by: People.kenya)
        else {
            Issue.record("a desk of complainants")
            return
        }
    }
}
