import CaseProtocol
import Testing
import Workflow

@testable import Server

/// A desk files a complaint about a barrier out of what was reported to it or asked of it, in one act.
@Suite struct ConversionTests {
    /// A reporter or enquirer, the desks, and the focal point that takes complaints on.
    private struct Desks {
        let server: TestServer
        let player: RolePlayer
        let amina: TestPerson
        let triage: TestPerson
        let enquiries: TestPerson
        let kamau: TestPerson

        init() async throws {
            server = try await TestServer()
            player = RolePlayer(server: server)
            amina = try await server.person("amina-wanjiru", "complainant:KE")
            triage = try await server.person("otieno", "triageOfficer:KE")
            enquiries = try await server.person("njeri", "enquiryOfficer:KE")
            kamau = try await server.person("kamau", "focalPoint:KE")
        }

        /// A report that the desk has screened.
        func report(_ more: [String: JSONValue] = [:], by person: TestPerson? = nil) async throws -> CaseID {
            let fields: [String: JSONValue] = ["contact": "+254 700 000 001", "country": "KE"]
            let isDesk = person?.id == triage.id
            let caseID = try await player.open(
                "unfair.malpractice", "report", by: person ?? amina,
                (isDesk ? Self.taken : fields).merging(more) { $1 })
            try await player.act("screen", on: caseID, by: triage)
            return caseID
        }

        private static let taken: [String: JSONValue] = [
            "phone": "+254 700 000 002", "onBehalfOf": "Halima Juma", "receivedAt": "2026-11-01",
        ]

        /// The complaint that came of a desk's case, as the rows of the store have it.
        func complaint(of caseID: CaseID) async throws -> [Row] {
            let links = try await server.store.read { try $0.rows(of: caseID) }.compactMap { CaseLink($0) }
            guard let other = links.first(where: { $0.kind == .convertedTo })?.otherCase else { return [] }
            return try await server.store.read { try $0.rows(of: other) }
        }

        func seen(by person: TestPerson) async throws -> [CaseID: Set<Compartment>] {
            try await RoleProbe(person: person).pulled()
        }
    }

    private static let consent: [String: JSONValue] = ["complainantNamed": "consent", "consentGivenHow": "spoken"]
    private static let form: [String: JSONValue] = [
        "complaintProcedure": "ntb.tripartite", "ntbCategory": "2.3", "locationCountry": "TZ", "place": "Namanga",
        "incidentOn": "2026-10-30", "complaintText": "Lorries with tea wait four days for a second test.",
        "complainantNamed": "withheld",
    ]

    private static func bytes(_ rows: [Row]) -> String {
        rows.map { String(decoding: $0.canonicalBytes, as: UTF8.self) }.joined(separator: "\n")
    }

    @Test func `by consent the reporter is the complainant, on both cases, in one act`() async throws {
        let desks = try await Desks()
        let report = try await desks.report()
        try await desks.player.act(
            "convertToComplaint", on: report, by: desks.triage, Self.form.merging(Self.consent) { $1 })
        #expect(try await desks.server.header(report)?.stage == "converted")
        let rows = try await desks.complaint(of: report)
        let header = try #require(rows.compactMap { CaseHeader($0) }.first)
        #expect(header.procedure == "ntb.tripartite" && header.stage == "submitted" && header.isFiled)
        #expect(header.reportingCountry == "KE" && header.filerRole == .complainant && !header.isAnonymous)
        #expect(header.description == Self.form["complaintText"]?.string && header.place == "Namanga")
        let identity = try #require(rows.first { $0.kind == .party && $0.compartment.confidentiality == .sealed })
        #expect(identity["name"] == "amina-wanjiru" && identity["onBehalfOf"] == "amina-wanjiru")
        #expect(identity["contact"] == "+254 700 000 001" && identity["consentGivenHow"] == "spoken")
        #expect(identity["takenBy"] == "otieno")
        let filing = try #require(rows.first { $0.kind == .event })
        #expect(filing["by"]?.string == desks.triage.id.description && filing["role"] == "triageOfficer")
        #expect(rows.contains { $0.kind == .receipt }, "a filing is receipted")
        #expect(rows.compactMap { CaseLink($0) }.contains { $0.isNoted && $0.otherCase == report })
        // The consent is on record where it was given, too.
        let reported = try await desks.server.store.read { try $0.rows(of: report) }
        #expect(reported.contains { $0.kind == .party && $0["consentGivenHow"] == "spoken" })
        // Who reads: the complainant and the focal point, not the desk.
        #expect(try await desks.seen(by: desks.amina)[header.caseID]?.contains(identity.compartment) == true)
        #expect(try await desks.seen(by: desks.kamau)[header.caseID]?.contains(identity.compartment) == true)
        #expect(try await desks.seen(by: desks.triage)[header.caseID] == nil)
        #expect(try await desks.seen(by: desks.kamau)[report] == nil)
        // It goes on like any other, with one numbering.
        let sides: [String: JSONValue] = ["imposingCountry": "TZ", "policyOrRegulatory": false]
        try await desks.player.act("register", on: header.caseID, by: desks.kamau, sides)
        #expect(try await desks.server.header(header.caseID)?.number?.hasPrefix("NTB-2026-00001") == true)
        try await desks.player.act("withdraw", on: header.caseID, by: desks.amina)
    }

    @Test(arguments: [false, true])
    func `without consent nothing of the reporter is in the complaint`(_ isAnonymous: Bool) async throws {
        let desks = try await Desks()
        let report = try await desks.report(isAnonymous ? ["anonymous": true] : [:])
        if isAnonymous {
            let outcome = try await desks.triage.act(
                "convertToComplaint", on: report, Self.form.merging(Self.consent) { $1 })
            #expect(outcome.problem?.code == .invalidField)
        }
        try await desks.player.act("convertToComplaint", on: report, by: desks.triage, Self.form)
        let rows = try await desks.complaint(of: report)
        let header = try #require(rows.compactMap { CaseHeader($0) }.first)
        #expect(header.isAnonymous && header.filerRole == .triageOfficer)
        for secret in ["amina", "wanjiru", "700 000 001", desks.amina.id.description] {
            #expect(!Self.bytes(rows).contains(secret), "\(secret)")
        }
        #expect(try await desks.seen(by: desks.amina)[header.caseID] == nil)
        #expect(try await desks.seen(by: desks.triage)[header.caseID] == nil)
        // The focal point acts for whoever it was.
        try await desks.player.act("askInfo", on: header.caseID, by: desks.kamau)
        let answers = try await desks.kamau.act("withdraw", on: header.caseID, ["reason": "Nobody can be asked."])
        #expect(answers == .applied)
    }

    @Test func `somebody who called is named by the words that the desk took down`() async throws {
        let desks = try await Desks()
        let report = try await desks.report(by: desks.triage)
        try await desks.player.act(
            "convertToComplaint", on: report, by: desks.triage, Self.form.merging(Self.consent) { $1 })
        let rows = try await desks.complaint(of: report)
        let identity = try #require(rows.first { $0.kind == .party && $0.compartment.confidentiality == .sealed })
        #expect(identity["onBehalfOf"] == "Halima Juma" && identity["contact"] == "+254 700 000 002")
        #expect(identity["user"] == nil, "an officer is not the complainant")
        let header = try #require(rows.compactMap { CaseHeader($0) }.first)
        #expect(try await desks.seen(by: desks.triage)[header.caseID] == nil)
    }

    @Test func `what cannot be filed is refused whole, and nothing is opened`() async throws {
        let desks = try await Desks()
        let report = try await desks.report()
        let head = try await desks.server.head()
        let wrong: [([String: JSONValue], ProblemCode)] = [
            (["complainantNamed": "consent"], .missingField), (["complaintProcedure": "dispute.wto"], .unknownCode),
            (["ntbCategory": "99.99"], .unknownCode), (["complaintText": .null], .missingField),
            (["complaintText": "Amina Wanjiru waited at Namanga."], .guardFailed),
        ]
        for (change, code) in wrong {
            let fields = Self.form.merging(change) { $1 }.filter { $0.value != .null }
            let outcome = try await desks.triage.act("convertToComplaint", on: report, fields)
            #expect(outcome.problem?.code == code, "\(change)")
        }
        for person in [desks.amina, desks.kamau, desks.enquiries] {
            let outcome = try await person.act("convertToComplaint", on: report, Self.form)
            #expect(outcome.problem?.code == (person.id == desks.amina.id ? .notPermitted : .notFound))
        }
        #expect(try await desks.server.head() == head)
        #expect(try await desks.server.header(report)?.stage == "screened")
    }

    @Test func `nobody but the machine opens a case out of another`() async throws {
        let desks = try await Desks()
        let report = try await desks.report()
        let table = try #require(desks.server.core.rules.current("ntb.tripartite"))
        let fields = Self.form.merging(["convertedFrom": .string(report.description), "role": "triageOfficer"]) { $1 }
        for person in [desks.triage, desks.kamau, desks.amina] {
            let outcome = try await person.send(
                .open(
                    CaseOpen(
                        caseID: desks.server.id(), procedure: table.id, version: table.version, action: "submit",
                        label: nil, fields: fields)))
            #expect(outcome.problem?.code == .unknownAction)
        }
    }

    @Test(arguments: ["ntb.tripartite", "ntb.afcfta", "ntb.eac"])
    func `an enquiry becomes a complaint of its enquirer in each mechanism`(_ mechanism: String) async throws {
        let desks = try await Desks()
        let enquiry = try await desks.player.open("enquiry", "ask", by: desks.amina, ["country": "KE"])
        let field = try #require(desks.server.core.rules.current(ProcedureID(mechanism))?.field("ntbCategory"))
        guard case .code(let list) = field.type else { throw Refusal.notFound }
        let first = try #require(CodeLists.standard[list]?.codes.last)
        let fields = Self.form.merging(Self.consent) { $1 }.merging(
            ["complaintProcedure": .string(mechanism), "ntbCategory": .string(first.code)]) { $1 }
        try await desks.player.act("convertToComplaint", on: enquiry, by: desks.enquiries, fields)
        #expect(try await desks.server.header(enquiry)?.stage == "convertedToCase")
        let header = try #require(try await desks.complaint(of: enquiry).compactMap { CaseHeader($0) }.first)
        #expect(header.procedure.rawValue == mechanism && header.stage == "submitted")
        #expect(try await desks.seen(by: desks.amina)[header.caseID] != nil)
        #expect(try await desks.seen(by: desks.enquiries)[header.caseID] == nil)
    }
}
