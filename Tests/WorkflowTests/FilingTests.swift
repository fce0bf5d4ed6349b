import CaseProtocol
import Testing
import Workflow

@Suite struct FilingTests {
    @Test func `a filing opens a draft with its filer, label and country`() throws {
        var scene = Scenario()
        let decision = try scene.open()
        let header = try #require(scene.state.header)
        #expect(decision.outcome == .applied)
        #expect(header.stage == "draft" && header.filer != nil && header.filerRole == .complainant)
        #expect(header.label == "K7QF-1" && header.number == nil && header.reportingCountry == "KE" && !header.isFiled)
    }

    @Test func `the name and firm of a filer lie where they are sealed, and nowhere else`() throws {
        var scene = Scenario()
        try scene.open(by: People.amina, ["contact": "+254 712 345 678", "place": "Namanga"])
        let sealed = scene.state.rows(.party).filter { $0.compartment.confidentiality == .sealed }
        #expect(sealed.map { $0["name"]?.string } == ["Amina Wanjiru"])
        #expect(sealed.map { $0["contact"]?.string } == ["+254 712 345 678"])
        #expect(sealed.map(\.compartment.holder) == [scene.state.header?.filer?.description])
        #expect(sealed.map { $0["user"]?.string } == [People.amina.id.description])
        let open = scene.state.rows.values.filter { $0.compartment.confidentiality == .parties }
        #expect(!open.isEmpty && open.allSatisfy { !$0.json.canonicalText.contains("Amina") })
        #expect(open.allSatisfy { !$0.json.canonicalText.contains("712") })
    }

    @Test func `the country of a filing is the one it names, else the account's, else unknown`() throws {
        var named = Scenario()
        try named.open(by: People.amina, ["reportingCountry": "UG"])
        #expect(named.state.header?.reportingCountry == "UG")
        var unknown = Scenario()
        try unknown.open(by: People.nomad)
        #expect(unknown.state.header?.reportingCountry == nil)
    }

    @Test func `a case id is used once`() throws {
        let scene = try Scenario.at("draft")
        let again = CaseOpen(
            caseID: Scenario.caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: nil, fields: [:])
        #expect(scene.refusal(of: .open(again), by: People.stranger) == .idUnavailable)
    }

    @Test func `an officer cannot open a filing, nor a trader record a call`() {
        let scene = Scenario()
        let filing = CaseOpen(
            caseID: Scenario.caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: nil, fields: [:])
        var call = filing
        call.action = "recordLead"
        #expect(
            scene.refusal(of: .open(filing), by: People.kenya)
                == .notPermitted(
                    "open", capacities: [.focalPoint], allowed: RoleWords.filers.filter { $0 != .industryApplicant }))
        #expect(
            scene.refusal(of: .open(call), by: People.amina)
                == .notPermitted("recordLead", capacities: [.complainant], allowed: [.nfpReporting]))
    }

    @Test func `only procedures and opening actions that exist can be opened`() {
        let scene = Scenario()
        var open = CaseOpen(
            caseID: Scenario.caseID, procedure: "ntb.ecowas", version: 1, action: "open", label: nil, fields: [:])
        #expect(
            scene.refusal(of: .open(open), by: People.amina)
                == .unknownProcedure("ntb.ecowas", known: Catalogue.standard.procedures.map(\.id)))
        open.procedure = "ntb.tripartite"
        open.action = "submit"
        #expect(
            scene.refusal(of: .open(open), by: People.amina)
                == .unknownAction("submit", allowed: ["open", "recordLead"]))
    }

    @Test func `a version that is no longer known is opened under the present one`() throws {
        var scene = Scenario()
        try scene.perform(
            .open(
                CaseOpen(
                    caseID: Scenario.caseID, procedure: "ntb.tripartite", version: 99, action: "open", label: nil,
                    fields: [:])), by: People.amina)
        #expect(scene.state.header?.version == Catalogue.standard.current("ntb.tripartite")?.version)
    }

    @Test func `submitting asks for everything that is still missing, in the order of the form`() throws {
        let scene = try Scenario.at("draft")
        let refusal = scene.refusal(
            of: .act(CaseAct(caseID: Scenario.caseID, action: "submit", from: "draft")), by: People.amina)
        #expect(refusal == .missingFields(["locationCountry", "incidentOn", "contact"]))
    }

    @Test func `what was given at opening need not be given again`() throws {
        var scene = Scenario()
        try scene.open(
            by: People.amina,
            Sample.of(["ntbCategory", "locationCountry", "place", "incidentOn", "description", "contact"]))
        try scene.perform(.act(CaseAct(caseID: Scenario.caseID, action: "submit", from: "draft")), by: People.amina)
        #expect(scene.stage == "submitted")
        #expect(scene.state.header?.text("submittedOn") == "2026-11-02")
    }

    @Test func `a contact given at submission joins what is sealed`() throws {
        let scene = try Scenario.at("submitted")
        let sealed = scene.state.rows(.party).first { $0.compartment.confidentiality == .sealed }
        #expect(sealed?["contact"] == Sample.fields["contact"])
        #expect(sealed?.rev == 2)
    }

    @Test func `one deed that touches two classes is one event row in each, with the fields of its class`() throws {
        let scene = try Scenario.at("submitted")
        let rows = scene.events("submit").sorted { $0.id < $1.id }
        #expect(rows.map(\.compartment.confidentiality) == [.confidential, .sealed])
        #expect(rows.map { $0["contact"] != nil } == [false, true])
        #expect(rows.map { $0["description"] != nil } == [true, false])
        #expect(rows.map { $0["byName"]?.string } == ["the complainant", "Amina Wanjiru"])
        let filer = try #require(scene.state.header?.filer?.description)
        #expect(rows.allSatisfy { $0["by"]?.string == filer && $0["to"] == "submitted" })
    }

    @Test func `a draft is its filer's alone, even for the own focal point`() throws {
        let scene = try Scenario.at("draft")
        for party in [People.kenya, People.tanzania, People.kenyaChair, People.eac, People.stranger, People.admin] {
            #expect(scene.rows(seenBy: party).isEmpty, "\(party.name)")
            #expect(scene.refusal(of: "submit", by: party) == .notFound, "\(party.name)")
        }
        #expect(scene.rows(seenBy: People.amina).count == scene.state.rows.count)
    }

    @Test func `what the command makes has ids that follow from the command's`() throws {
        var server = Scenario()
        var client = Scenario()
        client.isAuthoritative = false
        try server.open()
        try client.open()
        #expect(server.state == client.state)
        #expect(server.changed.count > 3 && Set(server.changed.map(\.id)).count == server.changed.count)
    }
}

@Suite struct LeadTests {
    private func path() -> Scenario.Path {
        var path = Scenario.Path()
        path.isLead = true
        return path
    }

    @Test func `a call opens a lead, to be answered within three working days`() throws {
        let scene = try Scenario.at("lead", path())
        #expect(scene.stage == "lead" && scene.state.header?.reportingCountry == "KE")
        #expect(scene.clock("callBack")?.dueOn == .day("2026-11-04"))
    }

    @Test func `a lead is seen by the focal points of its country and nobody else`() throws {
        let scene = try Scenario.at("lead", path())
        #expect(scene.rows(seenBy: People.kenyaDeputy).count == scene.state.rows.count)
        for party in [People.tanzania, People.kenyaMember, People.kenyaLegal, People.eac, People.amina] {
            #expect(scene.rows(seenBy: party).isEmpty, "\(party.name)")
        }
    }

    @Test func `the message that came in is kept between focal point and trader`() throws {
        let scene = try Scenario.at("lead", path())
        let told = try #require(scene.events("recordLead").first { $0["text"] != nil })
        #expect(told.compartment.confidentiality == .confidential)
        #expect(scene.events("recordLead").first { $0["phone"] != nil }?.compartment.confidentiality == .sealed)
    }

    @Test func `a focal point records calls for the own country only`() {
        let open = CaseOpen(
            caseID: Scenario.caseID, procedure: "ntb.tripartite", version: 1, action: "recordLead", label: nil,
            fields: Sample.of(["phone", "text", "receivedAt"]).merging(["reportingCountry": "TZ"]) { $1 })
        #expect(
            Scenario().refusal(of: .open(open), by: People.kenya)
                == .notPermitted("recordLead", capacities: [.focalPoint], allowed: [.nfpReporting]))
    }

    @Test func `a converted lead is filed by the officer on the trader's behalf, with how consent was given`() throws {
        var scene = try Scenario.at("draft", path())
        let missing = scene.refusal(of: "submit", by: People.kenya, ["onBehalfOf": .null, "consentGivenHow": .null])
        #expect(missing == .missingFields(["onBehalfOf", "consentGivenHow"]))
        try scene.act("submit", by: People.kenya)
        #expect(scene.stage == "submitted" && scene.clock("screen")?.isRunning == true)
        let sealed = scene.state.rows(.party).first { $0.compartment.confidentiality == .sealed }
        #expect(sealed?["onBehalfOf"] == "Halima Juma" && sealed?["consentGivenHow"] == "spoken")
    }

    @Test func `a focal point cannot submit an ordinary draft`() throws {
        let scene = try Scenario.at("draft")
        #expect(scene.refusal(of: "submit", by: People.kenya) == .notFound)
    }

    @Test func `a lead that leads nowhere is closed with a reason, which stays confidential`() throws {
        let scene = try Scenario.at("closedLead", path())
        #expect(scene.events("closeLead").map(\.compartment.confidentiality) == [.confidential])
        #expect(scene.clock("callBack")?.state == .met)
    }
}
