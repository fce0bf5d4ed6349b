import CaseProtocol
import Testing
import Workflow

/// Focal points by sector: chapters of the Harmonized System.
@Suite struct SectorTests {
    private static func officer(_ role: String) throws -> Party {
        Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0099), name: "Sector Officer",
            appointments: [try Appointment(parsing: role)])
    }

    /// At `submitted`, where the focal point of the reporting country screens.
    private static func scene(_ code: String?) throws -> Scenario {
        var scene = Scenario()
        var fields = Sample.of(["ntbCategory", "place", "description"])
        fields["hsCode"] = code.map { .string($0) }
        try scene.open(by: People.amina, fields)
        try scene.act("submit", by: People.amina)
        return scene
    }

    @Test(arguments: [
        ("focalPoint:KE", "0902", true), ("focalPoint:KE", nil, true), ("focalPoint:KE/01-24", "0902.40", true),
        ("focalPoint:KE/01-24", "24", true), ("focalPoint:KE/01-24", "25.01", false),
        ("focalPoint:KE/01-24", "8703", false),
        ("focalPoint:KE/01-24", nil, true), ("focalPoint:KE/87", "8703.23", true), ("focalPoint:KE/87", "0902", false),
        ("focalPoint:KE/01-08,50-63,87", "5208", true), ("focalPoint:KE/01-08,50-63,87", "8703", true),
        ("focalPoint:KE/01-08,50-63,87", "0902", false),
    ])
    func `an appointment acts on its chapters, and on what names no code`(role: String, code: String?, acts: Bool)
        throws
    {
        let scene = try Self.scene(code)
        let officer = try Self.officer(role)
        let refusal = scene.refusal(of: "askInfo", by: officer, ["questions": "Which lorry?"])
        #expect((refusal == nil) == acts, "\(String(describing: refusal))")
        let moves = moves(for: officer, on: scene.state, in: scene.context)
        #expect(moves.isEmpty != acts)
        let mine = dueSteps(on: scene.state, for: officer, in: scene.context).filter(\.isMine)
        #expect(mine.isEmpty != acts)
        // Reading stays the country's.
        #expect(scene.rows(seenBy: officer) == scene.rows(seenBy: People.kenya))
        let note = NoteAdd(
            caseID: Scenario.caseID, note: RowID(high: 0x7009, low: 0x8000_0000_0000_0001), text: "A remark.",
            confidentiality: .parties)
        #expect((scene.refusal(of: .addNote(note), by: officer) == nil) == acts)
    }

    @Test func `who is refused reads whose the case is`() throws {
        let scene = try Self.scene("8703")
        let officer = try Self.officer("focalPoint:KE/01-24,27")
        let problem = try #require(scene.refusal(of: "askInfo", by: officer)?.problem)
        #expect(problem.code == .notPermitted)
        #expect(problem.message.contains("chapter 87") && problem.message.contains("chapters 01 to 24 and 27"))
        #expect(problem.allowed == ["focalPoint"])
    }

    @Test func `in another office on the case they act in that`() throws {
        let scene = try Self.scene("8703")
        let both = Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0098), name: "Both",
            appointments: [try Appointment(parsing: "focalPoint:KE/01-24"), try Appointment(parsing: "nmcMember:KE")])
        #expect(caseRoles(of: both, in: scene.state) == [.nmcMember])
        let two = Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0097), name: "Two",
            appointments: [
                try Appointment(parsing: "focalPoint:KE/01-24"), try Appointment(parsing: "focalPoint:KE/87"),
            ])
        #expect(scene.refusal(of: "askInfo", by: two) == nil)
    }

    @Test(arguments: [
        ("01-24", "01-24"), ("87,01-24", "01-24,87"), ("01-05,04-09,10", "01-10"), ("05", "05"), ("98-99", "98-99"),
    ])
    func `ranges are read in any order and written in one`(text: String, written: String) throws {
        let appointment = try Appointment(parsing: "focalPoint:ke/\(text)")
        #expect(appointment.description == "focalPoint:KE/\(written)")
        #expect(try Appointment(parsing: appointment.description) == appointment)
    }

    @Test(arguments: [
        "focalPoint:KE/", "focalPoint:KE/1-24", "focalPoint:KE/24-01", "focalPoint:KE/00", "focalPoint:KE/77",
        "focalPoint:KE/01-", "focalPoint:KE/01,,02", "focalPoint:KE/01-02-03", "focalPoint:KE/0902",
        "focalPoint:KE/chair",
        "focalPoint:KE/01/02", "nmcMember:KE/01-24", "focalPoint:XX/01",
    ])
    func `what is no sector is refused`(text: String) {
        #expect(throws: Problem.self) { try Appointment(parsing: text) }
    }

    @Test func `a country whose sectors leave goods to nobody is named, with the chapters`() throws {
        func gaps(_ roles: String...) throws -> [String] {
            Appointment.sectorGaps(in: try roles.map { try Appointment(parsing: $0) })
        }
        #expect(
            try gaps().isEmpty && gaps("focalPoint:KE").isEmpty && gaps("focalPoint:KE/01-24", "focalPoint:KE").isEmpty)
        let gap = try gaps("focalPoint:KE/01-24", "focalPoint:KE/26-99", "focalPoint:UG", "nmcMember:KE")
        #expect(gap.count == 1 && gap[0].contains("KE") && gap[0].contains("chapter 25."))
        // The Harmonized System has no chapter 77.
        #expect(try gaps("focalPoint:KE/01-24", "focalPoint:KE/25-76,78-99").isEmpty)
    }
}
