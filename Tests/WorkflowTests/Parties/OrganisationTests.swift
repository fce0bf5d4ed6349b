import CaseProtocol
import Testing
import Workflow

/// A case that is filed for an organisation: its filer is whoever acts for that one.
@Suite struct OrganisationTests {
    private static let firm = OrganisationID(high: 0x700B, low: 0x8000_0000_0000_0001)
    private static let rival = OrganisationID(high: 0x700B, low: 0x8000_0000_0000_0002)
    private static let letter = BlobID(digest: [UInt8](repeating: 0xA1, count: 32))

    private static func person(
        _ number: UInt64, _ name: String, _ standing: OrganisationStanding?, of organisation: OrganisationID = firm,
        until: String = "2026-12-31", role: String = "complainant:KE"
    ) throws -> Party {
        var mandate: Mandate?
        if standing == .representative {
            mandate = Mandate(
                from: .day("2026-11-01"), until: .day(until), reference: "LOA-12", letter: try #require(letter))
        }
        return Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0000 + number), name: name, organisation: "Old Firm Ltd",
            appointments: [try Appointment(parsing: role)],
            affiliations: standing.map {
                [Affiliation(organisation, name: "Nile Coffee Ltd", standing: $0, mandate: mandate)]
            } ?? [])
    }

    private static func opening(_ organisation: OrganisationID? = firm) -> CaseCommand {
        .open(
            CaseOpen(
                caseID: Scenario.caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: "K7QF-1",
                fields: Sample.of(["ntbCategory", "place", "description"]), organisation: organisation))
    }

    /// Filed by Halima Abdi, a member, for Nile Coffee Ltd.
    private static func filed() throws -> Scenario {
        var scene = Scenario()
        try scene.perform(opening(), by: try person(101, "Halima Abdi", .member))
        try scene.act("submit", by: try person(101, "Halima Abdi", .member))
        return scene
    }

    private static func identity(of scene: Scenario) throws -> Row {
        try #require(scene.state.rows(.party).first { $0.compartment.confidentiality == .sealed })
    }

    @Test(arguments: OrganisationStanding.allCases)
    func `whoever acts for it files for it, and who that is lies where it is sealed`(standing: OrganisationStanding)
        throws
    {
        var scene = Scenario()
        try scene.perform(Self.opening(), by: try Self.person(101, "Halima Abdi", standing))
        let identity = try Self.identity(of: scene)
        #expect(identity["organisation"] == "Nile Coffee Ltd" && identity["people"] == ["Halima Abdi"])
        #expect(identity["organisationID"]?.string == Self.firm.description)
        #expect(scene.state.filerMandates.map(\.name) == (standing == .representative ? ["Halima Abdi"] : []))
        #expect(scene.state.filerMandates.allSatisfy { $0.mandate.reference == "LOA-12" })
        for row in scene.state.rows.values where row.compartment.confidentiality != .sealed {
            let text = row.json.canonicalText
            #expect(!text.contains(Self.firm.description) && !text.contains("Nile") && !text.contains("Halima"))
        }
    }

    @Test func `nobody else files for it, in the same words whether there is such an organisation or not`() throws {
        let stranger = try Self.person(102, "Stranger", .owner, of: Self.rival)
        let nobody = OrganisationID(high: 0x700B, low: 0x8000_0000_0000_0009)
        let refusals = [Self.firm, nobody].map { Scenario().refusal(of: Self.opening($0), by: stranger) }
        #expect(refusals[0] != nil && refusals[0] == refusals[1])
        #expect(refusals[0]?.problem.code == .invalidField && refusals[0]?.problem.path == "fields.organisation")
        #expect(refusals[0]?.problem.message.contains(Self.rival.description) == true)
        let alone = try Self.person(103, "Alone", nil)
        #expect(Scenario().refusal(of: Self.opening(), by: alone)?.problem.message.contains("none") == true)
    }

    @Test func `an officer opens no file for it`() throws {
        let officer = try Self.person(104, "Kamau", .member, role: "focalPoint:KE")
        let lead = CaseCommand.open(
            CaseOpen(
                caseID: Scenario.caseID, procedure: "ntb.tripartite", version: 1, action: "recordLead",
                label: "K7QF-1", fields: Sample.of(["place", "description"]), organisation: Self.firm))
        let refused = try #require(Scenario().refusal(of: lead, by: officer))
        #expect(refused.problem.path == "fields.organisation")
    }

    @Test func `a report without a name is nobody's but its author's`() throws {
        let report = CaseCommand.open(
            CaseOpen(
                caseID: Scenario.caseID, procedure: "unfair.malpractice", version: 1, action: "report", label: "K7QF-1",
                fields: ["anonymous": true], organisation: Self.firm))
        let refused = Scenario().refusal(of: report, by: try Self.person(101, "Halima Abdi", .owner))
        #expect(refused?.problem.path == "fields.organisation")
    }

    /// standing of who asks, and the organisation; whether they see the case and may answer for it.
    private static let parts: [(OrganisationStanding?, OrganisationID, Bool)] = [
        (.owner, firm, true), (.member, firm, true), (.representative, firm, true), (nil, firm, false),
        (.owner, rival, false), (.representative, rival, false),
    ]

    @Test(arguments: Self.parts.indices)
    func `its people see and act, and nobody else`(index: Int) throws {
        let (standing, organisation, may) = Self.parts[index]
        let person = try Self.person(110, "Otieno Were", standing, of: organisation)
        let scene = try Self.filed()
        #expect(scene.rows(seenBy: person).isEmpty != may)
        #expect(scene.rows(seenBy: person).contains { $0.compartment.confidentiality == .sealed } == may)
        #expect((scene.refusal(of: "withdraw", by: person) == nil) == may)
        #expect(caseRoles(of: person, in: scene.state) == (may ? [.complainant] : []))
    }

    @Test func `whoever filed and left has no part in it any more`() throws {
        let gone = try Self.person(101, "Halima Abdi", nil)
        let scene = try Self.filed()
        #expect(scene.rows(seenBy: gone).isEmpty && scene.refusal(of: "withdraw", by: gone) == .notFound)
    }

    @Test func `on a day outside the mandate a representative is nobody`() throws {
        let person = try Self.person(112, "Agent", .representative, until: "2026-11-30")
        let scene = try Self.filed()
        #expect(person.on(.day("2026-11-30")).affiliations.count == 1)
        for day in ["2026-10-31", "2026-12-01"] {
            let then = person.on(.day(day))
            #expect(then.affiliations.isEmpty && !then.audiences.contains(.organisation(Self.firm)))
            #expect(scene.rows(seenBy: then).isEmpty && scene.refusal(of: "withdraw", by: then) == .notFound)
        }
        #expect(try Self.person(113, "Owner", .owner).on(.day("2026-12-01")).affiliations.count == 1)
    }

    @Test func `what is filed privately by one of its people stays private`() throws {
        var scene = Scenario()
        let halima = try Self.person(101, "Halima Abdi", .member)
        try scene.perform(Self.opening(nil), by: halima)
        #expect(try Self.identity(of: scene)["organisation"] == "Old Firm Ltd")
        #expect(scene.state.filerOrganisation == nil)
        #expect(scene.rows(seenBy: try Self.person(105, "Owner", .owner)).isEmpty)
        #expect(!scene.rows(seenBy: halima).isEmpty)
    }

    @Test func `each deed says where it is sealed which of its people did it, and under which letter`() throws {
        var scene = try Self.filed()
        let agent = try Self.person(106, "Peter Agent", .representative)
        try scene.perform(
            .edit(CaseEdit(caseID: Scenario.caseID, fields: ["product": "Tea"], base: [:])), by: agent)
        let sealed = try #require(scene.events("edit").first { $0.compartment.confidentiality == .sealed })
        #expect(sealed["byName"] == "Peter Agent" && sealed["mandate"] == "LOA-12")
        for row in scene.events("edit") {
            #expect(row["by"]?.string == scene.state.header?.filer?.description)
            #expect(row.compartment.confidentiality == .sealed || row["byName"] != "Peter Agent")
        }
        #expect(try Self.identity(of: scene)["people"] == ["Halima Abdi", "Peter Agent"])
        #expect(scene.state.filerMandates.map(\.name) == ["Peter Agent"])
    }

    @Test func `the same person and the same letter are named once`() throws {
        var scene = try Self.filed()
        let agent = try Self.person(106, "Peter Agent", .representative)
        for number in 1...2 as ClosedRange<UInt64> {
            let note = RowID(high: 0x7009, low: 0x8000_0000_0000_0000 + number * 7)
            try scene.perform(
                .addNote(NoteAdd(caseID: Scenario.caseID, note: note, text: "x", confidentiality: .confidential)),
                by: agent)
        }
        #expect(try Self.identity(of: scene)["people"] == ["Halima Abdi", "Peter Agent"])
        #expect(scene.state.filerMandates.count == 1)
    }

    @Test func `a text for the public names neither it nor anybody who acted for it`() throws {
        var scene = try Self.filed()
        try scene.perform(
            .edit(CaseEdit(caseID: Scenario.caseID, fields: ["product": "Tea"], base: [:])),
            by: try Self.person(106, "Peter Agent", .representative))
        try scene.act("register", by: People.kenya)
        for text in ["Trucks of Nile Coffee wait.", "Peter Agent says that trucks wait.", "Halima waits."] {
            #expect(scene.refusal(of: "publishCard", by: People.kenya, ["publicText": .string(text)]) != nil, "\(text)")
        }
        #expect(scene.refusal(of: "publishCard", by: People.kenya, ["publicText": "Trucks wait."]) == nil)
    }

    @Test func `a step that the complainant owes is due for each of its people`() throws {
        var scene = try Self.filed()
        try scene.act("askInfo", by: People.kenya)
        for standing in OrganisationStanding.allCases {
            let person = try Self.person(120, "Anybody", standing)
            #expect(dueSteps(on: scene.state, for: person, in: scene.context).contains { $0.isMine }, "\(standing)")
        }
        let gone = try Self.person(101, "Halima Abdi", nil)
        #expect(dueSteps(on: scene.state, for: gone, in: scene.context).isEmpty)
    }
}
