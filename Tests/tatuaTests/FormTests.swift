import CaseProtocol
import ClientCore
import Testing
import Workflow

@testable import tatua

/// Forms of other procedures than the first, as people fill them in.
@Suite struct FormTests {
    private static let today = CivilDate("2026-11-21") ?? CivilDate(dayNumber: 0)
    private static let lists = CodeLists.standard.adding(
        CodeList(
            id: "hs", title: "Harmonized System", edition: "2022",
            codes: [Code("09", "Coffee, tea"), Code("0902", "Tea", parent: "09")]))

    private static func field(_ type: FieldType, unit: String? = nil) -> FieldSpec {
        FieldSpec("field", type, label: "Field", help: "", unit: unit)
    }

    private static let shown: [(FieldType, String?, JSONValue, String)] = [
        (.number, "percent", "27.5", "27.5 percent"), (.number, nil, "27.5", "27.5"),
        (.integer(0...90), "days", 30, "30 days"), (.money, nil, "1200.50 USD", "1200.50 USD"),
        (.text(bytesMax: 9), "pages", "none", "none"), (.number, "percent", .null, "none"), (.bool, nil, true, "yes"),
        (.code(list: "itc.obstacles"), nil, "D", "D (Time constraints)"),
        (.code(list: "unctad.mast"), nil, "A83", "A83 (Certification requirement)"),
        (.code(list: "unctad.mast"), nil, "E129", "E129"), (.hsCode, nil, "0902", "0902 (Tea)"),
        (.hsCode, nil, "1006", "1006"),
    ]
    @Test(arguments: shown.indices)
    func `a value is shown with its unit or the title of its code`(index: Int) {
        let (type, unit, value, text) = Self.shown[index]
        #expect(Wording.value(value, of: Self.field(type, unit: unit), in: Self.lists) == text)
    }

    @Test func `what a field takes is said with its unit`() {
        #expect(Wording.type(of: Self.field(.number, unit: "percent")) == "a number in percent, such as 27.5")
        #expect(Wording.type(of: Self.field(.number)) == "a number, such as 27.5")
        #expect(Wording.type(of: Self.field(.integer(0...9), unit: "days")) == "a whole number, 0 to 9, in days")
    }

    @Test func `codes are looked up in the lists that are loaded`() throws {
        let loaded = FieldTyping(today: Self.today, lists: Self.lists)
        let shipped = FieldTyping(today: Self.today)
        #expect(try loaded.value("0902.40", of: Self.field(.hsCode)) == "0902.40")
        #expect(throws: Problem.self) { try loaded.value("0903.40", of: Self.field(.hsCode)) }
        #expect(try shipped.value("0903.40", of: Self.field(.hsCode)) == "0903.40")
    }

    @Test func `a measure that the list does not name is typed by its structure`() throws {
        let typing = FieldTyping(today: Self.today)
        let field = Self.field(.code(list: "unctad.mast"))
        #expect(try typing.value("e129", of: field) == "E129")
        #expect(try typing.value("certification requirement", of: field) == "A83")
        #expect(throws: Problem.self) { try typing.value("Q1", of: field) }
    }

    @Test func `a required question that is not asked is not missing`() throws {
        let party = Party(
            id: UserID(high: 1, low: 1), name: "Lawyer", appointments: [Appointment(.ministryLegal, scope: "KE")])
        let form = try Filing(.disputeAfCFTA, action: nil, by: party, naming: nil).form
        #expect(form.nextQuestion(after: [:], skipped: [])?.field.id == "capacity")
        let given: [String: JSONValue] = [
            "capacity": "complainant", "complainingCountry": "KE", "respondingCountry": "UG",
        ]
        let opened = given.merging(["perishable": true]) { $1 }
        #expect(form.nextQuestion(after: given, skipped: [])?.field.id == "perishable")
        #expect(form.nextQuestion(after: opened, skipped: [])?.field.id == "perishableProof")
        #expect(form.nextQuestion(after: opened, skipped: [])?.isRequired == false)
        #expect(form.nextQuestion(after: opened, skipped: ["perishableProof"]) == nil)
        #expect(form.nextQuestion(after: given.merging(["perishable": false]) { $1 }, skipped: []) == nil)
    }
}

@Suite struct ProcedureFilingTests {
    private static let openers: [(String, String, ActionID, [ActionID], String)] = [
        ("complainant:KE", "ntb.tripartite", "open", ["submit"], "Filed"),
        ("association:UG", "ntb.afcfta", "open", ["submit"], "Filed"),
        ("industryApplicant:KE", "unfair.antidumping", "open", ["file"], "Filed"),
        ("investigator:KE", "unfair.antidumping", "recordLead", [], "Recorded"),
        ("complainant:KE", "unfair.malpractice", "report", [], "Filed"),
        ("triageOfficer:KE", "unfair.malpractice", "report", [], "Recorded"),
        ("complainant:KE", "enquiry", "ask", [], "Filed"),
        ("enquiryOfficer:KE", "enquiry", "ask", [], "Recorded"),
        ("ministryLegal:KE", "dispute.wto", "open", [], "Opened"),
        ("focalPoint:KE", "ntb.eac", "recordLead", [], "Recorded"),
    ]
    @Test(arguments: openers.indices)
    func `each capacity opens a case in its own way, and hands in what it drafts`(index: Int) throws {
        let (role, procedure, action, then, did) = Self.openers[index]
        let party = Party(
            id: UserID(high: 1, low: 1), name: "Somebody", appointments: [try Appointment(parsing: role)])
        let table = try #require(Catalogue.standard.current(ProcedureID(procedure)))
        let filing = try Filing(table, action: nil, by: party, naming: nil)
        #expect(filing.opening.rule.action == action)
        #expect(filing.then == then)
        #expect(filing.did == did)
    }

    @Test func `a procedure that nobody knows is answered with those that the person may open`() async throws {
        let stage = try Stage()
        try stage.server.addPerson("mutiso", roles: ["ministryLegal:KE"])
        try await stage.signIn("mutiso")
        let ending = try await stage.run("mutiso", ["file", "dispute.who", "--json"])
        #expect(ending.exitCode == .refused)
        #expect(
            try ending.object["problem"]?.object?["allowed"] == ["dispute.afcfta", "dispute.wto"])
    }

    @Test func `the country of the account is filled in where the form wants one`() async throws {
        let stage = try Stage()
        try await stage.signIn("amina")
        let ending = try await stage.run(
            "amina",
            [
                "file", "enquiry", "--set", "question=Which labels?", "--set", "topic=Tea", "--set",
                "replyChannel=here",
                "--json",
            ])
        #expect(ending.exitCode == .done)
        let header = try #require(try stage.replica("amina").cases().first)
        #expect(header.row["country"] == "KE" && header.stage == "received")
    }

    @Test func `the notice is for whoever files, not for the officer who takes a call down`() async throws {
        let stage = try Stage()
        try stage.server.addPerson("njeri", roles: ["enquiryOfficer:KE"])
        try await stage.signIn("njeri")
        let terminal = FakeTerminal()
        let question = ["--set", "question=Which?", "--set", "topic=Tea", "--set", "replyChannel=phone"]
        let ending = try await stage.run(
            "njeri", ["file", "enquiry"] + question + ["--set", "receivedAt=today", "--set", "phone=0700"], terminal)
        #expect(ending.exitCode == .done)
        #expect(terminal.lines.isEmpty)
        let caseID = try #require(try stage.replica("njeri").cases().first?.caseID)
        let parties = try stage.replica("njeri").state(of: caseID).rows(.party)
        #expect(parties.allSatisfy { $0["privacyNotice"] == nil })
    }

    @Test func `nothing is opened where the answer to a question was not asked for`() async throws {
        let stage = try Stage()
        try stage.server.addPerson("mutiso", roles: ["ministryLegal:KE"])
        try await stage.signIn("mutiso")
        let ending = try await stage.run(
            "mutiso",
            [
                "file", "dispute.afcfta", "--set", "capacity=complainant", "--set", "complainingCountry=KE", "--set",
                "respondingCountry=UG", "--set", "perishable=no", "--set", "perishableProof=It spoils.", "--json",
            ])
        #expect(ending.exitCode == .refused)
        #expect(try ending.object["problem"]?.object?["path"] == "fields.perishableProof")
        #expect(try stage.replica("mutiso").outbox().isEmpty)
    }
}
