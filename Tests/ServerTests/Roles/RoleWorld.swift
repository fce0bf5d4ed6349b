import CaseProtocol
import Testing
import Workflow

@testable import Server

/// A server with somebody in every role on cases of every kind, and somebody in the same role who has no part in them.
struct RoleWorld {
    let server: TestServer
    let player: RolePlayer
    private(set) var insiders: [RoleID: TestPerson] = [:]
    private(set) var outsiders: [RoleID: [TestPerson]] = [:]
    /// Where each role is at home, by kind of case.
    private(set) var homes: [RoleID: [RoleColumn: CaseID]] = [:]
    private(set) var cases: [CaseID] = []
    /// Where it is not known who reports: every secretariat sees it.
    private(set) var ownerless: [CaseID] = []
    /// A file of each compartment that somebody could write one in, by its bytes.
    private(set) var files: [Compartment: BlobID] = [:]
    /// Where a copy of such a file lies that was shared with another country.
    private(set) var copies: [Compartment: Compartment] = [:]

    /// The account's role where it is not the case's, scope of those on the cases, scopes of those who are not.
    private static let accounts: [(role: RoleID, of: String, inside: String, outside: [String])] = [
        (.complainant, "complainant", ":KE", [":KE", ":UG"]), (.strTrader, "strTrader", ":KE", [":UG"]),
        (.association, "association", ":KE", [":KE"]), (.publicOfficial, "publicOfficial", ":KE", [":UG"]),
        (.nfpReporting, "focalPoint", ":KE", [":RW"]), (.nfpImposing, "focalPoint", ":UG", [":TZ"]),
        (.nmcMember, "nmcMember", ":KE", [":RW"]), (.nmcChair, "nmcMember", ":KE/chair", [":RW/chair"]),
        (.recOfficer, "recOfficer", ":EAC", [":SADC"]), (.secretariatAfcfta, "secretariatAfcfta", "", []),
        (.facilitator, "facilitator", "", [""]), (.ministryLegal, "ministryLegal", ":KE", [":RW"]),
        (.counsel, "counsel", "", [""]), (.missionOfficer, "missionOfficer", ":KE", [":RW"]),
        (.minister, "minister", ":KE", [":RW"]), (.investigator, "investigator", ":KE", [":RW"]),
        (.authorityHead, "authorityHead", ":KE", [":RW"]),
        (.industryApplicant, "industryApplicant", ":KE", [":KE"]),
        (.interestedParty, "interestedParty", ":CN", [":CN"]), (.triageOfficer, "triageOfficer", ":KE", [":RW"]),
        (.agencyLiaison, "agencyLiaison", ":KEBS", [":KRA"]), (.enquiryOfficer, "enquiryOfficer", ":KE", [":RW"]),
        (.auditor, "auditor", "", []), (.sysAdmin, "sysAdmin", "", []),
    ]

    /// - Parameter store: one that keeps to the example's keys; the usual one when `nil`.
    init(store: (any CaseStore)? = nil) async throws {
        server = try await TestServer(store: store, keys: store == nil ? nil : .example())
        player = RolePlayer(server: server)
        for account in Self.accounts {
            insiders[account.role] = try await server.person("\(account.role)", account.of + account.inside)
            for (index, scope) in account.outside.enumerated() {
                outsiders[account.role, default: []].append(
                    try await server.person("\(account.role)-out\(index)", account.of + scope))
            }
        }
        try await complaints()
        try await disputes()
        try await remedies()
        try await requests()
        try await desks()
        try await convertedReport()
        try await requestsToBeTold()
    }

    /// On each case that somebody filed, where it is asked who did, a request of somebody else's that waits.
    private func requestsToBeTold() async throws {
        for caseID in Set(homes.values.flatMap { [$0[.contact], $0[.reporter]] }.compactMap(\.self)).sorted() {
            guard let filer = try await server.header(caseID)?.filer else { continue }
            let asker: UserID = server.id()
            let waits = Row(
                id: server.id(), kind: .unsealing,
                compartment: Compartment(caseID: caseID, .sealed, holder: filer.description),
                fields: [
                    "by": .string(asker.description), "byName": "Somebody", "role": "ministryLegal", "days": 3,
                    "reason": "A court asks.", "state": "asked", "recordedAt": "2026-11-20T09:00:00.000Z",
                ])
            try await server.append([waits])
        }
    }

    func insider(_ role: RoleID) throws -> TestPerson { try #require(insiders[role]) }

    private mutating func settle(_ roles: [RoleID], _ columns: [RoleColumn], on caseID: CaseID) {
        if !cases.contains(caseID) { cases.append(caseID) }
        for role in roles { for column in columns { homes[role, default: [:]][column] = caseID } }
    }

    /// A remark and a file of each class, from somebody who may write them.
    private mutating func papers(on caseID: CaseID, by person: TestPerson, _ classes: [ConfidentialityClass])
        async throws
    {
        for confidentiality in classes {
            let outcome = try await person.send(person.note(caseID, confidentiality))
            try #require(outcome == .applied, "\(person.signedIn.party.name) \(confidentiality): \(outcome)")
            try await file(on: caseID, by: person, confidentiality)
        }
    }

    private mutating func file(
        on caseID: CaseID, by person: TestPerson, _ confidentiality: ConfidentialityClass
    ) async throws {
        let (bytes, id) = (
            Array("\(person.signedIn.party.name) \(caseID) \(confidentiality)".utf8), server.id() as RowID
        )
        let blob = try BlobScene.hash(bytes)
        let outcome = try await person.send(
            .addEvidence(
                EvidenceAdd(
                    caseID: caseID, evidence: id, blob: blob, bytes: bytes.count, mime: "text/plain",
                    name: "\(confidentiality).txt",
                    confidentiality: confidentiality, confidence: .sample(confidentiality))))
        try #require(outcome == .applied)
        var upload = try await server.core.beginUpload(
            of: blob, at: 0, length: bytes.count, bytes: bytes.count, by: person.signedIn)
        try server.core.receive(bytes, for: &upload)
        _ = try await server.core.endUpload(upload)
        let row = try #require(try await server.store.read { try $0.row(id) })
        files[row.compartment] = blob
    }

    /// Shows a file of the filer's to the country complained of.
    private mutating func share(_ name: String, on caseID: CaseID, by filer: TestPerson) async throws {
        try await player.act("sharePaper", on: caseID, by: filer, ["paper": .string(name)])
        let rows = try await server.store.read { try $0.rows(of: caseID) }
        for copy in rows where copy["copyOf"] != nil {
            guard let original = rows.first(where: { $0.id.description == copy["copyOf"]?.string }) else { continue }
            copies[original.compartment] = copy.compartment
        }
    }

    // MARK: complaints

    private mutating func complaints() async throws {
        for role in [RoleID.complainant, .strTrader, .association, .publicOfficial] {
            let filer = try insider(role)
            let caseID = try await player.open("ntb.tripartite", by: filer, TestPerson.filing)
            let purpose: [String: JSONValue] = role == .association ? ["filesFor": "itself"] : [:]
            try await player.act(
                "submit", on: caseID, by: filer, TestPerson.filing.merging(purpose) { $1 },
                rule: role == .association ? 1 : 0)
            try await papers(on: caseID, by: filer, [.parties, .confidential])
            settle([role], [.complaint, .contact, .documents], on: caseID)
            guard role == .complainant else { continue }
            let sides: [String: JSONValue] = ["imposingCountry": "UG", "policyOrRegulatory": false]
            try await player.act("register", on: caseID, by: try insider(.nfpReporting), sides)
            settle(
                [.nfpReporting, .nfpImposing, .nmcMember, .nmcChair, .recOfficer, .ministryLegal, .missionOfficer],
                [.complaint, .contact, .documents], on: caseID)
            try await share("confidential.txt", on: caseID, by: filer)
            settle([.minister], [.complaint], on: caseID)
            for role in [RoleID.nfpReporting, .nfpImposing, .recOfficer] {
                try await papers(on: caseID, by: try insider(role), [.internal])
            }
        }
        try await agreed()
        try await facilitated()
        try await nomads()
        try await referred()
    }

    /// A matter of one country, which its focal point refers to an agency there.
    private mutating func referred() async throws {
        let (filer, kenya) = (try insider(.complainant), try insider(.nfpReporting))
        let caseID = try await player.open("ntb.tripartite", by: filer, TestPerson.filing)
        try await player.act("submit", on: caseID, by: filer, TestPerson.filing)
        try await papers(on: caseID, by: filer, [.confidential])
        let sides: [String: JSONValue] = ["imposingCountry": "KE", "policyOrRegulatory": false]
        try await player.act("register", on: caseID, by: kenya, sides)
        try await player.act("acknowledge", on: caseID, by: kenya)
        try await player.act("referToAgency", on: caseID, by: kenya, ["referredTo": "KEBS"])
        try await papers(on: caseID, by: try insider(.agencyLiaison), [.parties, .internal])
        settle([.agencyLiaison], [.complaint, .contact], on: caseID)
    }

    /// A complaint whose filer agreed that the other country is told who they are.
    private mutating func agreed() async throws {
        let filer = try insider(.complainant)
        let filing = TestPerson.filing.merging(["shareWithImposing": true]) { $1 }
        let caseID = try await player.open("ntb.tripartite", by: filer, filing)
        try await player.act("submit", on: caseID, by: filer, filing)
        let sides: [String: JSONValue] = ["imposingCountry": "UG", "policyOrRegulatory": false]
        try await player.act("register", on: caseID, by: try insider(.nfpReporting), sides)
        settle([.nfpImposing], [.contact], on: caseID)
    }

    private mutating func facilitated() async throws {
        let filer = try insider(.complainant)
        let (kenya, uganda) = (try insider(.nfpReporting), try insider(.nfpImposing))
        let caseID = try await player.open("ntb.afcfta", by: filer, TestPerson.filing)
        try await player.act("submit", on: caseID, by: filer, TestPerson.filing)
        try await player.act(
            "sendRequest", on: caseID, by: kenya, ["imposingCountry": "UG", "reportingCountry": .null])
        try await player.act("reply", on: caseID, by: uganda)
        try await player.act("requestFacilitator", on: caseID, by: kenya)
        try await player.act(
            "appointFacilitator", on: caseID, by: try insider(.secretariatAfcfta),
            ["partyName": "Dr Mensah", "account": "facilitator"])
        try await papers(on: caseID, by: try insider(.facilitator), [.parties, .confidential])
        try await papers(on: caseID, by: filer, [.confidential])
        settle([.secretariatAfcfta, .facilitator], [.complaint, .contact, .documents], on: caseID)
    }

    /// Where it is not known who reports, the secretariats screen, and call back.
    private mutating func nomads() async throws {
        let nomad = try await server.person("nomad", "complainant")
        for (procedure, role) in [("ntb.tripartite", RoleID.recOfficer), ("ntb.afcfta", .secretariatAfcfta)] {
            let caseID = try await player.open(ProcedureID(procedure), by: nomad, TestPerson.filing)
            try await player.act("submit", on: caseID, by: nomad, TestPerson.filing)
            try await papers(on: caseID, by: nomad, [.confidential])
            settle([role], [.contact, .documents], on: caseID)
            ownerless.append(caseID)
        }
    }

    // MARK: disputes

    private mutating func disputes() async throws {
        let (lawyer, minister) = (try insider(.ministryLegal), try insider(.minister))
        let caseID = try await player.open(
            "dispute.afcfta", by: lawyer,
            ["capacity": "complainant", "complainingCountry": "KE", "respondingCountry": "UG", "perishable": false])
        try await player.act(
            "appointCounsel", on: caseID, by: lawyer, ["partyName": "Chambers", "account": "counsel"])
        try await player.act("approveRequest", on: caseID, by: minister)
        try await player.act("requestConsultations", on: caseID, by: lawyer)
        try await papers(on: caseID, by: try insider(.counsel), [.parties, .confidential])
        try await papers(on: caseID, by: lawyer, [.internal])
        settle(
            [.ministryLegal, .missionOfficer, .minister, .counsel, .secretariatAfcfta], [.dispute], on: caseID)
        settle([.ministryLegal, .missionOfficer, .minister, .counsel], [.documents], on: caseID)
        try await escalated(to: caseID)
    }

    /// The complaint from which the dispute came.
    private mutating func escalated(to dispute: CaseID) async throws {
        let filer = try insider(.complainant)
        let caseID = try await player.open("ntb.tripartite", by: filer, TestPerson.filing)
        try await player.act("submit", on: caseID, by: filer, TestPerson.filing)
        let sides: [String: JSONValue] = ["imposingCountry": "UG", "policyOrRegulatory": false]
        try await player.act("register", on: caseID, by: try insider(.nfpReporting), sides)
        try await papers(on: caseID, by: filer, [.parties, .confidential])
        try await player.act(
            "openDispute", on: caseID, by: try insider(.ministryLegal), ["otherCase": .string(dispute.description)])
        settle([.counsel], [.complaint, .contact], on: caseID)
        settle([.nfpReporting], [.dispute], on: dispute)
    }

    // MARK: trade remedies

    private mutating func remedies() async throws {
        for role in [RoleID.industryApplicant, .association] {
            let secret = try await documented(by: role)
            settle([role], [.secretRemedy], on: secret)
            let open = try await documented(by: role)
            try await initiate(open)
            settle([role], role == .association ? [.remedy] : [.remedy, .documents], on: open)
            guard role == .industryApplicant else { continue }
            settle([.investigator, .authorityHead, .minister], [.secretRemedy, .documents], on: secret)
            settle([.investigator, .authorityHead, .minister, .ministryLegal, .missionOfficer], [.remedy], on: open)
            try await player.act(
                "registerParty", on: open, by: try insider(.investigator),
                ["partyName": "Foshan Tiles", "account": "interestedParty"])
            try await papers(on: open, by: try insider(.interestedParty), [.parties, .confidential])
            settle([.interestedParty], [.remedy, .documents], on: open)
            for role in [RoleID.counsel, .ministryLegal] {
                try await player.act(
                    "seatAdviser", on: open, by: try insider(.authorityHead),
                    [
                        "adviserKind": .string(role.rawValue), "partyName": .string("\(role)"),
                        "account": .string("\(role)"),
                    ])
            }
            settle([.counsel], [.remedy], on: open)
        }
    }

    /// An application that is documented, assigned, and still a secret.
    private mutating func documented(by role: RoleID) async throws -> CaseID {
        let (applicant, head) = (try insider(role), try insider(.authorityHead))
        let investigator = try insider(.investigator)
        let caseID = try await player.open("unfair.antidumping", by: applicant, ["country": "KE"])
        try await player.act("file", on: caseID, by: applicant)
        try await papers(on: caseID, by: applicant, [.parties, .confidential])
        let assigned = try await head.send(.assign(CaseAssign(caseID: caseID, person: investigator.id, desk: nil)))
        try #require(assigned == .applied, "\(assigned)")
        try await player.act("acceptAsDocumented", on: caseID, by: investigator)
        return caseID
    }

    private func initiate(_ caseID: CaseID) async throws {
        try await player.act("informGovernment", on: caseID, by: try insider(.investigator))
        try await player.act("initiate", on: caseID, by: try insider(.authorityHead))
    }

    /// What an agency is asked for a remedy that is still a secret.
    private mutating func requests() async throws {
        let (investigator, desk) = (try insider(.investigator), try insider(.agencyLiaison))
        let secret = try #require(homes[.investigator]?[.secretRemedy])
        let caseID = try await player.open("unfair.dataRequest", by: investigator)
        try await player.act(
            "sendRequest", on: caseID, by: investigator,
            ["agency": "KEBS", "otherCase": .string(secret.description)])
        try await papers(on: caseID, by: investigator, [.parties, .internal])
        try await papers(on: caseID, by: desk, [.parties, .internal])
        settle([.investigator, .authorityHead, .agencyLiaison], [.dataRequest], on: caseID)
    }

    // MARK: desks

    /// A report that the desk handed to the authority, with the reporter's consent.
    private mutating func convertedReport() async throws {
        let (triage, head, investigator) = (
            try insider(.triageOfficer), try insider(.authorityHead), try insider(.investigator)
        )
        let report = try await player.open(
            "unfair.malpractice", "report", by: try insider(.complainant),
            ["country": "KE", "contact": "+254 700 000 001"])
        try await player.act("screen", on: report, by: triage)
        try await player.act(
            "convertToRemedy", on: report, by: triage,
            [
                "remedyProcedure": "unfair.antidumping", "exportingCountries": ["CN"], "identityBasis": "consent",
                "consentToName": true,
            ])
        let links = try await server.store.read { try $0.rows(of: report) }.compactMap { CaseLink($0) }
        let lead = try #require(links.lazy.compactMap(\.otherCase).first)
        let assigned = try await head.send(.assign(CaseAssign(caseID: lead, person: investigator.id, desk: nil)))
        try #require(assigned == .applied, "\(assigned)")
        settle([.investigator, .authorityHead], [.reporter], on: lead)
    }

    private mutating func desks() async throws {
        let (triage, enquiries) = (try insider(.triageOfficer), try insider(.enquiryOfficer))
        for role in [RoleID.complainant, .strTrader, .association, .publicOfficial, .industryApplicant] {
            let filer = try insider(role)
            let report = try await player.open(
                "unfair.malpractice", "report", by: filer, ["country": "KE", "contact": "+254 700 000 001"])
            try await papers(on: report, by: filer, [.confidential])
            settle([role], [.report, .reporter], on: report)
            let enquiry = try await player.open("enquiry", "ask", by: filer, ["country": "KE"])
            settle([role], [.enquiry], on: enquiry)
            guard role == .complainant else { continue }
            try await player.act("screen", on: report, by: triage)
            let referral: [String: JSONValue] = ["agency": "KEBS", "identityBasis": "withheld"]
            try await player.act("refer", on: report, by: triage, referral)
            settle([.triageOfficer], [.report, .reporter, .documents], on: report)
            settle([.agencyLiaison], [.report, .reporter, .documents], on: report)
            try await player.act("assign", on: enquiry, by: enquiries)
            try await player.act("refer", on: enquiry, by: enquiries, ["agency": "KEBS"])
            settle([.enquiryOfficer, .agencyLiaison], [.enquiry], on: enquiry)
        }
    }
}
