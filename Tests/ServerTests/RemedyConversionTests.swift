import CaseProtocol
import Testing
import Workflow

@testable import Server

/// The desk for unfair trade hands a report to the trade-remedies authority, in one act.
@Suite struct RemedyConversionTests {
    private struct Offices {
        let server: TestServer
        let player: RolePlayer
        let amina: TestPerson
        let triage: TestPerson
        let head: TestPerson
        let investigator: TestPerson
        let colleague: TestPerson
        let firm: TestPerson

        init() async throws {
            server = try await TestServer()
            player = RolePlayer(server: server)
            amina = try await server.person("amina-wanjiru", "complainant:KE")
            triage = try await server.person("otieno", "triageOfficer:KE")
            head = try await server.person("chebet", "authorityHead:KE")
            investigator = try await server.person("mutua", "investigator:KE")
            colleague = try await server.person("barasa", "investigator:KE")
            firm = try await server.person("rift-tyres", "industryApplicant:KE")
        }

        /// A report that the desk has screened.
        func report(_ more: [String: JSONValue] = [:], by person: TestPerson? = nil) async throws -> CaseID {
            let isDesk = person?.id == triage.id
            let fields: [String: JSONValue] =
                isDesk
                ? ["phone": "+254 700 000 002", "onBehalfOf": "Halima Juma", "receivedAt": "2026-11-01"]
                : ["contact": "+254 700 000 001", "country": "KE"]
            let caseID = try await player.open(
                "unfair.malpractice", "report", by: person ?? amina, fields.merging(more) { $1 })
            try await player.act("screen", on: caseID, by: triage)
            return caseID
        }

        func convert(_ report: CaseID, _ more: [String: JSONValue] = [:]) async throws -> Outcome {
            let fields = RemedyConversionTests.form.merging(more) { $1 }.filter { $0.value != .null }
            return try await triage.act("convertToRemedy", on: report, fields)
        }

        /// The lead that came of a report, as the rows of the store have it.
        func lead(of report: CaseID) async throws -> [Row] {
            let links = try await server.store.read { try $0.rows(of: report) }.compactMap { CaseLink($0) }
            let other = try #require(links.lazy.compactMap(\.otherCase).first)
            return try await server.store.read { try $0.rows(of: other) }
        }

        func seen(by person: TestPerson) async throws -> [CaseID: Set<Compartment>] {
            try await RoleProbe(person: person).pulled()
        }
    }

    private static let consent: [String: JSONValue] = ["identityBasis": "consent", "consentToName": true]
    private static let form: [String: JSONValue] = [
        "remedyProcedure": "unfair.antidumping", "exportingCountries": ["CN"], "hsCodes": ["4011.10"],
        "remedyText": "Tyres sell below the price of their rubber.", "identityBasis": "withheld",
    ]

    @Test func `by consent the investigators who have the case know who reported, and nobody else does`() async throws {
        let offices = try await Offices()
        let report = try await offices.report()
        #expect(try await offices.convert(report, Self.consent) == .applied)
        #expect(try await offices.server.header(report)?.stage == "converted")
        let rows = try await offices.lead(of: report)
        let header = try #require(rows.compactMap { CaseHeader($0) }.first)
        #expect(header.procedure == "unfair.antidumping" && header.stage == "lead" && header.filer == nil)
        #expect(rows.contains { $0["allegation"] == Self.form["remedyText"] })
        let told = try #require(rows.first { $0.kind == .party && $0.compartment.confidentiality == .sealed })
        #expect(told["name"] == "amina-wanjiru" && told["contact"] == "+254 700 000 001")
        // The authority knows of the lead; who reported, nobody until it is assigned.
        #expect(try await offices.seen(by: offices.head)[header.caseID]?.contains(told.compartment) == false)
        for person in [offices.amina, offices.triage, offices.investigator, offices.firm] {
            #expect(try await offices.seen(by: person)[header.caseID] == nil, "\(person.signedIn.party.name)")
        }
        let assigned = try await offices.head.send(
            .assign(CaseAssign(caseID: header.caseID, person: offices.investigator.id, desk: nil)))
        #expect(assigned == .applied)
        #expect(try await offices.seen(by: offices.investigator)[header.caseID]?.contains(told.compartment) == true)
        #expect(try await offices.seen(by: offices.head)[header.caseID]?.contains(told.compartment) == false)
        // Whoever applies is on the case, and is not told.
        try await offices.player.act(
            "seatApplicant", on: header.caseID, by: offices.investigator, ["account": "rift-tyres"])
        let firms = try #require(try await offices.seen(by: offices.firm)[header.caseID])
        #expect(!firms.contains(told.compartment))
        // Somebody else takes it over, and the first one knows no longer.
        let handed = try await offices.head.send(
            .assign(CaseAssign(caseID: header.caseID, person: offices.colleague.id, desk: nil)))
        #expect(handed == .applied)
        #expect(try await offices.seen(by: offices.colleague)[header.caseID]?.contains(told.compartment) == true)
        #expect(try await offices.seen(by: offices.investigator)[header.caseID]?.contains(told.compartment) != true)
    }

    @Test func `the desk is told that it went on, not where, and the authority which report it was`() async throws {
        let offices = try await Offices()
        let report = try await offices.report()
        #expect(try await offices.convert(report) == .applied)
        let lead = try #require(try await offices.lead(of: report).compactMap { CaseHeader($0) }.first)
        let triage = try await offices.triage.pull(nil).rows
        let text = triage.map { String(decoding: $0.canonicalBytes, as: UTF8.self) }.joined()
        #expect(!text.contains(lead.caseID.description))
        #expect(lead.references.allSatisfy { !text.contains($0) })
        let head = try await offices.head.pull(nil).rows.compactMap { CaseLink($0) }
        #expect(head.contains { $0.otherCase == report && $0.isNoted })
    }

    @Test(arguments: [false, true])
    func `without consent nothing of the reporter is in the lead`(_ isAnonymous: Bool) async throws {
        let offices = try await Offices()
        let report = try await offices.report(isAnonymous ? ["anonymous": true] : [:])
        if isAnonymous {
            #expect(try await offices.convert(report, Self.consent).problem?.code == .invalidField)
        }
        #expect(try await offices.convert(report) == .applied)
        let rows = try await offices.lead(of: report)
        let bytes = rows.map { String(decoding: $0.canonicalBytes, as: UTF8.self) }.joined(separator: "\n")
        for secret in ["amina", "wanjiru", "700 000 001", offices.amina.id.description] {
            #expect(!bytes.contains(secret), "\(secret)")
        }
    }

    @Test(arguments: ["unfair.antidumping", "unfair.countervailing", "unfair.safeguard"])
    func `somebody who called is told of in each remedy as the desk wrote it down`(_ remedy: String) async throws {
        let offices = try await Offices()
        let report = try await offices.report(by: offices.triage)
        let outcome = try await offices.convert(
            report, Self.consent.merging(["remedyProcedure": .string(remedy)]) { $1 })
        #expect(outcome == .applied)
        let rows = try await offices.lead(of: report)
        #expect(rows.compactMap { CaseHeader($0) }.first?.procedure.rawValue == remedy)
        let told = try #require(rows.first { $0.kind == .party && $0.compartment.confidentiality == .sealed })
        #expect(told["onBehalfOf"] == "Halima Juma" && told["phone"] == "+254 700 000 002" && told["user"] == nil)
    }

    @Test func `what cannot be recorded is refused whole, and nothing is opened`() async throws {
        let offices = try await Offices()
        let report = try await offices.report()
        let head = try await offices.server.head()
        let wrong: [([String: JSONValue], ProblemCode)] = [
            (["exportingCountries": .null], .missingField), (["remedyText": .null], .missingField),
            (["remedyProcedure": "dispute.wto"], .unknownCode), (["identityBasis": "legalDuty"], .invalidField),
            (["identityBasis": "consent"], .missingField),
            (["identityBasis": "consent", "consentToName": false], .invalidField),
            (["remedyText": "Amina Wanjiru saw tyres sell below cost."], .guardFailed),
        ]
        for (change, code) in wrong {
            #expect(try await offices.convert(report, change).problem?.code == code, "\(change)")
        }
        for person in [offices.amina, offices.head, offices.investigator] {
            let outcome = try await person.act("convertToRemedy", on: report, Self.form)
            #expect(outcome.problem?.code == (person.id == offices.amina.id ? .notPermitted : .notFound))
        }
        #expect(try await offices.server.head() == head)
        #expect(try await offices.server.header(report)?.stage == "screened")
    }

    @Test func `nobody but the machine opens a lead out of a report`() async throws {
        let offices = try await Offices()
        let report = try await offices.report()
        let table = try #require(offices.server.core.rules.current("unfair.antidumping"))
        for person in [offices.triage, offices.head, offices.amina] {
            let outcome = try await person.send(
                .open(
                    CaseOpen(
                        caseID: offices.server.id(), procedure: table.id, version: table.version, action: "recordLead",
                        label: nil,
                        fields: Self.form.merging([
                            "convertedFrom": .string(report.description), "product": "Tyres", "allegation": "Cheap",
                        ]) { $1 })))
            #expect(outcome.problem != nil)
        }
    }
}
